import { type APIRequestContext, expect, test } from '@playwright/test'
import { baseURL } from '../../config'
import { expectAccessible, newcomer, newPerson, open, readerOf } from '../app/browser-test'

const headers = { origin: baseURL }
const send = async (as: APIRequestContext, verb: 'post' | 'put', path: string, data: object) => {
  const answer = await as[verb](path, { data, headers })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

test('a discount that waits is decided on the quote, and the next tier of a price is taken there', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/quotes')
  const admin = page.request
  const { name, email, password } = newPerson()
  const { token } = await send(admin, 'post', '/crm/invitations', { email, role: 'rep' })
  const guest = await readerOf(browser)
  await send(guest.request, 'post', `/auth/invitations/${token}`, { name, password })
  const { id: productId } = await send(admin, 'post', '/crm/products', { name: 'String monitor' })
  const tiers = [
    { from: '1', price: '318' },
    { from: '250', price: '286.50' },
    { from: '500', price: '274' },
  ]
  const book = {
    name: 'Africa',
    currency: 'USD',
    limits: { rep: '5' },
    entries: [{ productId, tiers, cost: '200' }],
  }
  const { id: priceBookId } = await send(admin, 'post', '/crm/price-books', book)
  const pipeline = await send(admin, 'post', '/crm/pipelines', { name: 'Sales', isDefault: true })
  await send(admin, 'post', '/crm/stages', { name: 'Open', kind: 'open', pipelineId: pipeline.id })
  const customer = await send(admin, 'post', '/crm/customers', { name: 'Karoo Solar' })
  const deal = await send(guest.request, 'post', '/crm/deals', {
    name: 'Solar park 3',
    customerId: customer.id,
    pipelineId: pipeline.id,
  })
  await send(guest.request, 'put', `/crm/deals/${deal.id}/lines`, {
    currency: 'USD',
    priceBookId,
    discountReason: 'rival at 198,000',
    lines: [{ productId, quantity: '480', discount: '8' }],
  })
  const quote = await send(guest.request, 'post', '/crm/quotes', { dealId: deal.id })

  await open(page, `/quotes/${quote.id}`)
  const card = page.locator('.discount-ask')
  await expect(card).toContainText('rival at 198,000')
  await expect(card).toContainText('Above 5% somebody else agrees')
  // What is left of it, without the discount and with it.
  await expect(card).toContainText('30.19% to 24.12%')
  await expect(page.getByRole('row', { name: /String monitor/ })).toContainText('30,518.40')
  await expect(page.getByRole('button', { name: 'Send version 1' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Prices of String monitor by quantity' }).click()
  const ladder = page.locator('.ladder')
  await expect(ladder.locator('[aria-current]')).toContainText('250 to 499, here')
  await expect(ladder).toContainText('500 cost 478.40 less')
  await expectAccessible(page)

  await card.getByLabel('Offer, %').fill('6')
  await card.getByRole('button', { name: 'Offer 6%' }).click()
  await expect(card).toBeHidden()
  await expect(page.getByRole('row', { name: /String monitor/ })).toContainText('129,268.80')
  await expect(page.getByRole('button', { name: 'Send version 1' })).not.toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await ladder.getByRole('button', { name: 'Take 500' }).click()
  await expect(page.getByRole('row', { name: /String monitor/ })).toContainText('128,780.00')

  await open(page, '/quotes')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  expect(file.suggestedFilename()).toContain('quotes')
})
