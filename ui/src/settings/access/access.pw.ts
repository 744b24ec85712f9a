import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../../app/browser-test'

test('a role is made, compared before it is saved, saved as a version, and its change is undone', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/settings/access')
  await page.getByRole('button', { name: 'New role' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Night desk')
  await dialog.getByRole('button', { name: 'Make the role' }).click()
  await expect(page.getByRole('button', { name: 'Night desk', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  const edit = page.getByRole('button', { name: /^Leads, Edit:/ })
  await expect(edit).toHaveText('Own')
  await edit.press('Enter')
  await page.getByRole('option', { name: 'Team' }).click()
  await page.getByRole('button', { name: /^Fields of Leads/ }).click()
  await page.getByRole('button', { name: 'Only those listed' }).click()
  await page.getByRole('button', { name: /^E-mail:/ }).click()
  await page.getByRole('option', { name: 'Closed' }).click()
  const foot = page.getByRole('status').filter({ hasText: 'Leads, Edit: from Own to Team.' })
  await expect(foot).toContainText('Leads: 1 field closed.')
  await expect(foot).toContainText('0 people have this role.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save as version 2' }).click()
  await expect(page.getByText('Night desk was saved as version 2')).toBeVisible()
  const listed = page.getByRole('button', { name: /^Fields of Leads: \d+ of \d+/ })
  await expect(listed).toBeVisible()
  const [some, all] = [
    ...((await listed.getAttribute('aria-label')) ?? (await listed.textContent()) ?? '').matchAll(/\d+/g),
  ]
  expect(Number(some?.[0])).toBe(Number(all?.[0]) - 1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('version 3')).toBeVisible()
  await expect(edit).toHaveText('Own')
})
