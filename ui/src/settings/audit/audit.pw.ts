import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../../app/browser-test'

test('what is done with rights is in the audit, is narrowed, and is taken away as a file', async ({
  browser,
}) => {
  const { page, person } = await newcomer(browser, '/settings/members')
  await page.getByLabel('New team').fill('Quay')
  await page.getByRole('button', { name: 'Create the team' }).click()
  await expect(page.getByRole('row', { name: /^Quay/ })).toBeVisible()
  // The log's consumer follows a moment later.
  await expect(async () => {
    await page.goto('/settings/audit')
    await expect(page.getByRole('row', { name: /Team made/ })).toBeVisible()
  }).toPass()
  const row = page.getByRole('row', { name: /Team made/ })
  await expect(row).toContainText(person.name)
  await expect(row).toContainText('Quay')
  await page.getByRole('button', { name: 'Verify now' }).click()
  await expect(page.getByText(/Chain verified|Nothing sealed/)).toBeVisible()
  await expectAccessible(page)
  const file = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  expect((await file).suggestedFilename()).toBe('audit.csv')
  await page.getByRole('button', { name: /^Kind/ }).click()
  await page.getByRole('option', { name: 'API keys' }).click()
  await expect(page.getByText('No entry fits')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page.getByRole('row', { name: /Taken away as a file/ })).toBeVisible()
})
