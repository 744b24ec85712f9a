import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../app/browser-test'

test('a quote is begun from its deal, sent, changed in a second version, and withdrawn', async ({
  browser,
}) => {
  test.slow()
  const { page } = await newcomer(browser, '/pipeline')
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers: { origin: new URL(page.url()).origin } })
    expect(answer.ok()).toBe(true)
    return answer.json()
  }
  const linesOf = async (dealId: string, discount: string) => {
    const line = { text: 'String monitor', quantity: '480', unitPrice: '286.50', discount }
    const answer = await page.request.put(`/crm/deals/${dealId}/lines`, {
      data: { currency: 'EUR', lines: [line] },
      headers: { origin: new URL(page.url()).origin },
    })
    expect(answer.ok()).toBe(true)
  }
  const customer = await post('/crm/customers', { name: 'Karoo Solar' })
  const deal = await post('/crm/deals', { name: 'Solar park 3', customerId: customer.id })

  await page.goto(`/pipeline/deals/${deal.id}`)
  await page.getByRole('complementary').getByRole('button', { name: 'New quote' }).click()
  await expect(page).toHaveURL(/\/quotes\/[\w-]+$/)
  const send = page.getByRole('button', { name: 'Send version 1' })
  // Without lines it cannot be sent, and says why.
  await expect(send).toHaveAttribute('aria-disabled', 'true')
  await expect(page.getByText('The deal has no lines yet. Add what is offered.')).toBeVisible()
  await linesOf(deal.id, '0')
  await expect(page.getByRole('row', { name: /String monitor/ })).toContainText('137,520.00')
  await expectAccessible(page)

  await send.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('For', { exact: true }).fill('Thandiwe Mokoena')
  await dialog.getByRole('button', { name: 'Send version 1' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Quote \d{4}-0001/)
  await expect(page.getByRole('button', { name: 'Copy link for Thandiwe Mokoena' })).toBeVisible()

  await page.getByRole('button', { name: 'New version' }).click()
  await expect(page.getByRole('button', { name: 'Send version 2' })).toBeVisible()
  await linesOf(deal.id, '8')
  await expect(page.getByRole('row', { name: /String monitor/ })).toContainText('8%')
  await page.getByRole('button', { name: 'Compare with 1' }).click()
  await expect(dialog.getByRole('row', { name: /String monitor/ })).toContainText('−8%')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Send version 2' })).toBeVisible()
  await page.getByRole('button', { name: 'Send version 2' }).click()
  await dialog.getByRole('button', { name: 'Send version 2' }).click()
  await expect(page.getByRole('row', { name: /Version 1/ })).toContainText('Replaced')

  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Withdraw the quote' }).click()
  await dialog.getByRole('button', { name: 'Withdraw the quote' }).click()
  await expect(page.getByRole('row', { name: /Version 2/ })).toContainText('Withdrawn')
  await expectAccessible(page)
  await page.goto(`/customers/${customer.id}?tab=quotes`)
  await expect(page.getByRole('link', { name: /Solar park 3/ })).toBeVisible()
})
