import { type Browser, expect, type Page, test } from '@playwright/test'
import { baseURL } from '../../config'
import { expectAccessible, newcomer, readerOf } from '../app/browser-test'

const headers = { origin: baseURL }
const said = (page: Page, text: string | RegExp) => page.getByText(text)

/** A workspace whose seller has sent a quote; who sells, and the addresses of its links. */
async function sent(browser: Browser, language: 'en' | 'fr' | 'ar', people: string[]) {
  const { page } = await newcomer(browser, '/settings')
  const post = async (path: string, data: object) => {
    const answer = await page.request.post(path, { data, headers })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.status() === 204 ? {} : await answer.json()
  }
  const customer = await post('/crm/customers', { name: 'Karoo Solar' })
  const deal = await post('/crm/deals', { name: 'Solar park 3', customerId: customer.id })
  const lines = [
    { text: 'String monitor', quantity: '480', unitPrice: '286.5', discount: '8' },
    { text: 'Licence', quantity: '16', unitPrice: '412', period: 'month', terms: 36 },
  ]
  await page.request.put(`/crm/deals/${deal.id}/lines`, { data: { currency: 'SAR', lines }, headers })
  const quote = await post('/crm/quotes', { dealId: deal.id, language })
  await post(`/crm/quotes/${quote.id}/send`, {
    recipients: people.map(name => ({ name, email: null })),
  })
  const sheet = async () => (await page.request.get(`/crm/quotes/${quote.id}/sheet`)).json()
  const { links } = (await sheet()) as { links: { name: string; address: string }[] }
  const linkOf = (name: string) => new URL(links.find(link => link.name === name)!.address).pathname
  return { seller: page, quote, deal, post, sheet, linkOf }
}

test('a customer opens a quote, signs it, has the signed PDF, and who sells sees it all', async ({
  browser,
}) => {
  const { seller, quote, deal, sheet, linkOf } = await sent(browser, 'en', ['Thandiwe Mokoena', 'Sipho Dube'])
  // The seller who looks at what the customer sees is no view.
  await seller.goto(linkOf('Thandiwe Mokoena'))
  await expect(said(seller, 'Valid until').first()).toBeVisible()

  const page = await (await readerOf(browser)).newPage()
  const viewed = page.waitForResponse(answer => answer.url().endsWith('/viewed'))
  const answer = await page.goto(linkOf('Thandiwe Mokoena'))
  expect(answer!.headers()).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': /noindex/,
  })
  await expect(page.getByRole('heading', { name: 'Solar park 3' })).toBeVisible()
  await expect(page.getByRole('row', { name: /String monitor/ })).toContainText('126,518.40')
  await expect(page.getByRole('row', { name: /Licence/ })).toContainText('Each month, for 36 months')
  expect((await viewed).status()).toBe(204)
  await expectAccessible(page)
  await expect(page.getByRole('link', { name: 'Download PDF' })).toBeVisible()
  await expect
    .poll(async () =>
      (await sheet()).links.map(({ name, views }: { name: string; views: number }) => [name, views]),
    )
    .toEqual([
      ['Thandiwe Mokoena', 1],
      ['Sipho Dube', 0],
    ])

  // By the keyboard alone: without a signature drawn it says so, typed it is signed.
  await page.getByRole('button', { name: 'Accept and sign' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('I accept quote')
  await expect(dialog.getByLabel('Your name')).toHaveValue('Thandiwe Mokoena')
  await dialog.getByRole('button', { name: 'Draw' }).press('Enter')
  await dialog.getByRole('button', { name: 'Accept and sign' }).press('Enter')
  await expect(dialog.getByText('Draw your signature')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Type' }).press('Enter')
  await dialog.getByLabel('Your name').fill('T. Mokoena')
  await dialog.getByRole('button', { name: 'Accept and sign' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(said(page, /Accepted by .T. Mokoena./)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept and sign' })).toHaveCount(0)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download signed PDF' }).click()
  expect((await download).suggestedFilename()).toMatch(/-1\.pdf$/)

  // Somebody else with a link finds it accepted.
  const other = await (await readerOf(browser)).newPage()
  await other.goto(linkOf('Sipho Dube'))
  await expect(said(other, /Accepted by .T. Mokoena./)).toBeVisible()

  const now = await (await seller.request.get(`/crm/quotes/${quote.id}`)).json()
  expect(now.status).toBe('accepted')
  expect((await (await seller.request.get(`/crm/deals/${deal.id}`)).json()).status).toBe('won')
  const timeline = await (await seller.request.get(`/crm/quotes/${quote.id}/timeline`)).json()
  expect(timeline.results.map(({ kind }: { kind: string }) => kind)).toEqual(
    expect.arrayContaining(['quote.viewed', 'quote.accepted', 'quote.deal_moved']),
  )
})

test('on a phone in Arabic lines are cards, the main act stays in reach, and a signature is drawn', async ({
  browser,
}) => {
  const { linkOf } = await sent(browser, 'ar', ['ثانديوي موكوينا'])
  const page = await (await readerOf(browser, { phone: true })).newPage()
  await page.goto(linkOf('ثانديوي موكوينا'))
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('list', { name: 'البنود' }).getByRole('listitem')).toHaveCount(2)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  const accept = page.getByRole('button', { name: 'قبول وتوقيع' })
  await expect(accept).toBeInViewport()
  expect((await accept.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await expectAccessible(page)
  await accept.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'رسم' }).click()
  const field = (await dialog.getByRole('img').boundingBox())!
  await page.mouse.move(field.x + 40, field.y + 50)
  await page.mouse.down()
  for (let step = 1; step <= 20; step++)
    await page.mouse.move(field.x + 40 + step * 8, field.y + 50 + (step % 4) * 9)
  await page.mouse.up()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'قبول وتوقيع' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'قبله' })).toBeVisible()
  // The language is the reader's choice; what was sent stays as it was written.
  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(said(page, /Accepted by/)).toBeVisible()
})

test('a change is asked for, a newer version leads on, and what is over says what to do', async ({
  browser,
}) => {
  const { quote, post, linkOf } = await sent(browser, 'fr', ['Thandiwe Mokoena'])
  const page = await (await readerOf(browser, { theme: 'dark' })).newPage()
  await page.goto(linkOf('Thandiwe Mokoena'))
  await page.getByRole('button', { name: 'Demander une modification' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Envoyer' }).click()
  await expect(dialog.getByText('Écrivez ce qu’il faut changer.')).toBeVisible()
  await dialog.getByLabel('Que faut-il changer').fill('Livraison en janvier')
  await dialog.getByRole('button', { name: 'Envoyer' }).click()
  await expect(said(page, 'Livraison en janvier')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accepter et signer' })).toBeVisible()

  await post(`/crm/quotes/${quote.id}/versions`, {})
  await post(`/crm/quotes/${quote.id}/send`, { recipients: [{ name: 'Thandiwe Mokoena', email: null }] })
  // Whoever still has the old page open and accepts it is told, and nothing is signed.
  await page.getByRole('button', { name: 'Accepter et signer' }).click()
  await dialog.getByRole('button', { name: 'Accepter et signer' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Une version plus récente')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Il existe une version plus récente' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Ouvrir la nouvelle version' }).click()
  await expect(said(page, 'Version 2')).toBeVisible()

  await post(`/crm/quotes/${quote.id}/withdraw`, {})
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ce devis a été retiré' })).toBeVisible()
  await page.goto('/q/not-a-link')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expectAccessible(page)
})
