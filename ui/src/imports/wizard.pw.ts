import { expect, test } from '@playwright/test'
import { demoPage } from '../app/browser-test'
import { csv, enter, forward, fresh, ready, upload } from './journey'

test('a step that is done is a way back, until the import has begun', async ({ page }) => {
  const run = fresh()
  await enter(page)
  await upload(page, csv(`steps-${run}.csv`, `name,email\nMona,mona.${run}@example.com\n`))
  const steps = page.getByRole('list', { name: 'Steps' })
  await forward(page).click()
  await expect(page).toHaveURL(/map$/)
  await forward(page).click()
  await expect(page).toHaveURL(/check$/)
  await steps.getByRole('link', { name: /Settings/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/settings$/)
  await expect(steps.getByRole('link')).toHaveText([/Upload/])
  await page.goBack()
  await expect(page).toHaveURL(/check$/)
  await expect(forward(page)).not.toHaveAttribute('aria-disabled', 'true')
  await forward(page).click()
  await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 60_000 })
  await expect(steps.getByRole('link')).toHaveCount(0)
})

for (const locale of ['en', 'fr', 'ar'] as const)
  test(`the columns of the list of imports are named in full: ${locale}`, async ({ browser }) => {
    const page = await demoPage(browser, '/imports', { locale })
    await upload(page, csv('columns.csv', 'name\nMona\n'))
    await page.goto('/imports')
    await ready(page)
    await expect(page.getByRole('columnheader').first()).toBeVisible()
    const cut = await page
      .getByRole('columnheader')
      .evaluateAll(heads =>
        heads.flatMap(head => (head.scrollWidth > head.clientWidth ? [head.textContent] : [])),
      )
    expect(cut).toEqual([])
  })
