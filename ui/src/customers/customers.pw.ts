import { expect, test } from '@playwright/test'
import { baseURL } from '../../config'
import { demoPage, expectAccessible, newcomer, open } from '../app/browser-test'

test('a customer is made, edited, archived and brought back', async ({ browser }) => {
  const { page } = await newcomer(browser, '/customers')
  await page.getByRole('button', { name: 'New customer' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create the customer' }).click()
  await expect(dialog.getByText('Write a value.').or(dialog.locator('.problem')).first()).toBeVisible()
  await dialog.getByLabel('Name').first().fill('Gulf Medical Supply')
  await dialog.getByLabel('City').fill('Kuwait City')
  await dialog.getByRole('button', { name: 'Create the customer' }).click()
  await expect(page).toHaveURL(/\/customers\/[\w-]{36}/)
  await expect(page.getByRole('heading', { name: 'Gulf Medical Supply', level: 2 })).toBeVisible()
  await page.getByRole('button', { name: 'Edit the facts' }).click()
  await page.getByRole('dialog').getByLabel('Legal name').fill('Gulf Medical Supply Co. WLL')
  await page.getByRole('button', { name: 'Save the customer' }).click()
  await expect(page.getByRole('button', { name: 'Gulf Medical Supply Co. WLL' })).toBeVisible()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Archive' }).click()
  await expect(page).toHaveURL(/\/customers$/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Gulf Medical Supply' })).toBeVisible()
})

test('figures come from the deals, and the timeline tells them with what was logged', async ({ browser }) => {
  const { page } = await newcomer(browser, '/customers')
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers: { origin: baseURL } })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  const customer = await post('/crm/customers', { name: 'Najd Cold Chain' })
  const amount = { minor: 137_000_000, currency: 'SAR' }
  await post('/crm/deals', { name: 'Ward supply', customerId: customer.id, amount })
  await post('/crm/contacts', { name: 'Noor Al-Sabah', customerId: customer.id, jobTitle: 'Head of supply' })
  await open(page, `/customers/${customer.id}`)
  await expect(page.getByRole('region', { name: 'Figures' })).toContainText('SAR 1.37 M')
  await expect(page.getByRole('region', { name: 'People' })).toContainText('Noor Al-Sabah')
  const timeline = page.getByRole('region', { name: 'Timeline' })
  await expect(timeline).toContainText('Deal opened: Ward supply')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('footer').getByRole('button').last().click()
  await expect(dialog).toHaveCount(0)
  await timeline.getByRole('button', { name: 'Calls' }).click()
  await expect(timeline).not.toContainText('Ward supply')
  await expect(timeline.locator('li')).toHaveCount(1)
  await page.getByRole('link', { name: 'New deal' }).click()
  await expect(page.getByRole('dialog', { name: 'New deal' })).toBeVisible()
})

test('list and page have no accessibility fault, also in Arabic and at phone width', async ({ browser }) => {
  test.slow()
  for (const reader of [{}, { locale: 'ar' }, { phone: true }] as const) {
    const page = await demoPage(browser, '/customers', reader)
    await page.locator('.grid-table tbody tr[aria-rowindex], .phone-row:not([aria-hidden])').first().waitFor()
    await expectAccessible(page)
    const { results } = await (await page.request.get('/crm/customers?limit=1&sort=-lastActivityAt')).json()
    await open(page, `/customers/${results[0].id}`)
    await page.locator('.customer-figures .kpi').first().waitFor()
    await page.locator('.timeline li').first().waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    await page.context().close()
  }
})
