import { expect, type Page, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../app/browser-test'

const makeLeads = async (page: Page, from: number, n: number, status: string) => {
  const origin = new URL(page.url()).origin
  const items = Array.from({ length: n }, (_, at) => ({ name: `Lead ${from + at}`, status }))
  const answer = await page.request.post('/crm/leads/batch/create', { data: { items }, headers: { origin } })
  expect(answer.status()).toBe(207)
}
const statuses = async (page: Page) => {
  const of = ['new', 'working', 'nurture'].map(status => [
    status,
    { area: 'leads', filter: `status:eq:${status}` },
  ])
  const answer = await page.request.get(
    `/crm/counts?of=${encodeURIComponent(JSON.stringify(Object.fromEntries(of)))}`,
  )
  const { counts } = (await answer.json()) as { counts: Record<string, { value: number }> }
  return Object.fromEntries(Object.entries(counts).map(([status, { value }]) => [status, value]))
}

test('all that match are changed and taken back, though a page has loaded a part of them; what ran is told after a reload', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await makeLeads(page, 0, 130, 'new')
  await makeLeads(page, 130, 130, 'working')
  await page.goto('/leads')
  await page.locator('thead .sel label').first().click()
  await page.getByRole('button', { name: 'Select all that match: 260 leads' }).click()
  await page.getByRole('toolbar').getByRole('button', { name: 'Status' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Change the status of 260 leads')
  await dialog.getByLabel('Status').click()
  await page.getByRole('option', { name: 'Nurture' }).click()
  await dialog.getByRole('button', { name: 'Change 260 leads' }).click()
  await expect(page.getByRole('status').filter({ hasText: '260 records changed' })).toBeVisible()
  expect(await statuses(page)).toEqual({ new: 0, working: 0, nurture: 260 })
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('status').filter({ hasText: '260 changes undone' })).toBeVisible()
  expect(await statuses(page)).toEqual({ new: 130, working: 130, nurture: 0 })
  await page.goto('/bulk')
  await expect(page.getByRole('heading', { name: /Leads: Status → .?Nurture/ })).toBeVisible()
  await expect(page.getByText('260 records changed · 260 undone')).toBeVisible()
  await expectAccessible(page)
})
