import { expect, test } from '@playwright/test'
import { csv, enter, forward, fresh, rowOf, upload } from './journey'

test('a column that can be read in two ways asks by an example, and is as it was answered', async ({
  page,
}) => {
  const run = fresh()
  await enter(page)
  await upload(
    page,
    csv(
      `asked-${run}.csv`,
      `full_name;e-mail;last contact;weight_${run}\nA;a.${run}@x.example;03/04/2024;15.000\nB;b.${run}@x.example;05/06/2024;7.250\n`,
    ),
  )
  await forward(page).click()
  const day = rowOf(page, 'last contact')
  const weight = rowOf(page, `weight_${run}`)
  await expect(day.getByRole('group', { name: /03\/04\/2024/ })).toBeVisible()
  await day.getByRole('button', { name: '4 March 2024' }).click()
  await expect(day.getByRole('group')).toBeHidden()
  await expect(day).toContainText('month first')
  await weight.getByRole('button', { name: '15,000', exact: true }).click()
  await expect(weight.getByRole('group')).toBeHidden()
  await page.reload()
  await expect(day).toContainText('month first')
  await expect(weight.getByRole('group')).toBeHidden()
})
