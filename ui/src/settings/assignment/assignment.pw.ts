import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../../app/browser-test'

test('a rule is made, tried and saved; rules move by keys; and what comes from then on is assigned by it', async ({
  browser,
}) => {
  const { page, person } = await newcomer(browser, '/settings/assignment')
  const make = async (name: string) => {
    await page.getByRole('button', { name: 'Add a rule' }).click()
    await page.getByLabel('Name').fill(name)
    await page.getByRole('button', { name: /^People: / }).click()
    await page.getByRole('option', { name: person.name }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Done' }).click()
  }
  await make('Everything')
  await make('First')
  await page.getByRole('button', { name: /^Move the rule First/ }).press('ArrowUp')
  await expect(page.locator('.ordered-rule').first()).toContainText('First')
  await page.getByRole('button', { name: 'Try on the last 500 leads' }).click()
  await expect(page.getByRole('dialog', { name: 'What the rules would do' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Save the rules' }).click()
  await expect(page.getByText('The rules are saved')).toBeVisible()
  await expectAccessible(page)
  const made = await page.request.post('/crm/leads', {
    data: { name: 'Layla' },
    headers: { origin: new URL(page.url()).origin },
  })
  expect((await made.json()).assignedBy).toBe('First')
})
