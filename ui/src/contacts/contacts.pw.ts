import { expect, test } from '@playwright/test'
import { baseURL } from '../../config'
import { demoPage, expectAccessible, newcomer, open } from '../app/browser-test'

test('a contact opens beside the list with its customer, and a wrong address is told beside its field', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/contacts')
  const headers = { origin: baseURL }
  const customer = await (
    await page.request.post('/crm/customers', { data: { name: 'Fjord Marine' }, headers })
  ).json()
  await page.request.post('/crm/contacts', {
    data: { name: 'Ingrid Dahl', customerId: customer.id },
    headers,
  })
  await open(page, '/contacts')
  await page.getByRole('button', { name: 'New contact' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').first().fill('Ola')
  await dialog.getByLabel('E-mail', { exact: true }).fill('ola at fjord')
  await dialog.getByRole('button', { name: 'Create the contact' }).click()
  await expect(dialog.getByText('Write an address like name@company.com.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('row').filter({ hasText: 'Ingrid Dahl' }).getByText('Ingrid Dahl').click()
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Ingrid Dahl' })
  await drawer.getByRole('link', { name: 'Fjord Marine' }).first().click()
  await expect(page).toHaveURL(`${baseURL}/customers/${customer.id}`)
})

test('an open contact keeps what its list does not show when somebody else changes it', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/contacts')
  const headers = { origin: baseURL }
  const data = { name: 'Ingrid Dahl', note: 'Prefers the morning ferry.' }
  const contact = await (await page.request.post('/crm/contacts', { data, headers })).json()
  await open(page, `/contacts/${contact.id}`)
  const drawer = page.locator('.drawer')
  await expect(drawer.getByText(data.note)).toBeVisible()
  await page.getByRole('row').filter({ hasText: 'Ingrid Dahl' }).waitFor()
  const rowRead = page.waitForResponse(answer => decodeURIComponent(answer.url()).includes('id:in:'))
  const changed = await page.request.patch(`/crm/contacts/${contact.id}`, {
    data: { jobTitle: 'Harbour master' },
    headers: { ...headers, 'if-match': `"${contact.version}"` },
  })
  expect(changed.ok(), await changed.text()).toBe(true)
  await rowRead
  await expect(page.getByRole('row').filter({ hasText: 'Harbour master' })).toBeVisible()
  await expect(drawer.getByText(data.note)).toBeVisible()
  // Opened once more it is shown from what is known: nothing has gone from that either.
  await drawer.getByRole('button', { name: 'Close' }).click()
  await expect(page).toHaveURL(/\/contacts$/)
  await page.goBack()
  await expect(drawer.getByText(data.note)).toBeVisible()
})

test('list and drawer have no accessibility fault, also in Arabic', async ({ browser }) => {
  test.slow()
  for (const reader of [{}, { locale: 'ar' }] as const) {
    const page = await demoPage(browser, '/contacts', reader)
    await page.getByRole('row').nth(1).waitFor()
    await expectAccessible(page)
    const { results } = await (await page.request.get('/crm/contacts?limit=1')).json()
    await page.goto(`/contacts/${results[0].id}`)
    await page.locator('.drawer-body .timeline li').first().waitFor()
    await expectAccessible(page)
    await page.context().close()
  }
})
