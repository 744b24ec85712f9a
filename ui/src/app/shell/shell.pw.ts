import { expect, type Page, test } from '@playwright/test'
import { demoPage, expectAccessible, newcomer, open } from '../browser-test'

const createLead = async (page: Page, values: Record<string, unknown>) => {
  const { origin } = new URL(page.url())
  const answer = await page.request.post('/crm/leads', { data: values, headers: { origin } })
  expect(answer.status(), await answer.text()).toBe(201)
  return (await answer.json()) as { id: string }
}
const option = (page: Page, name: string) =>
  page.locator('.command').getByRole('option').filter({ hasText: name })

test('the command bar finds a record by its words, tells whose it is, and opens it', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  const { id } = await createLead(page, { name: 'Noor Haddad', company: 'Gulf Medical' })
  await open(page, '/leads')
  // From a cell that would take what is typed: it is the command bar's from the first letter, also while that is on its way.
  await page.locator('[data-cell="0:1"]').focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('noor')
  await expect(option(page, 'Noor Haddad')).toContainText('Gulf Medical')
  await expect(page.locator('.command mark')).toHaveText('Noor')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/leads/${id}$`))
  await expect(page.getByRole('complementary', { name: 'Noor Haddad' })).toBeVisible()
})

test('the command bar answers from what the page has read while the server is silent', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Amara Okafor', company: 'Lagos Port' })
  await page.goto('/leads')
  await expect(page.getByRole('rowheader', { name: 'Amara Okafor' })).toBeVisible()
  await page.route('**/crm/search?*', () => undefined)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('okaf')
  await expect(option(page, 'Amara Okafor')).toContainText('Lagos Port')
})

test('the command bar does things too: it creates, takes back, changes the theme, and knows what was open last', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/products')
  const { id } = await createLead(page, { name: 'Noor Haddad', company: 'Gulf Medical' })
  await open(page, `/leads/${id}`)
  await expect(page.locator('.drawer h2')).toHaveText('Noor Haddad')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page).toHaveURL(/\/products$/)
  await page.keyboard.press('Control+k')
  await expect(page.locator('.command').getByRole('option').first()).toHaveText(/Noor Haddad/)
  await page.keyboard.type('create a le')
  await expect(option(page, 'Create a lead')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/leads$/)
  const dialog = page.getByRole('dialog', { name: 'New lead' })
  await expect(dialog.getByLabel('Name *')).toBeFocused()
  await dialog.getByLabel('Name *').fill('Typed before')
  // A form that is closed keeps what was typed.
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('n')
  await expect(dialog.getByLabel('Name *')).toHaveValue('Typed before')
  await dialog.getByRole('button', { name: 'Start afresh' }).click()
  await expect(dialog.getByLabel('Name *')).toHaveValue('')
  await expect(dialog.getByLabel('Name *')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('theme: dark')
  await expect(option(page, 'Theme: Dark')).toBeVisible()
  // The dialog that was closed before gives the focus back in its own time.
  await expect(page.locator('.command').getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a keyboard that writes Arabic has the same shortcuts', async ({ browser }) => {
  const page = await demoPage(browser, '/leads', { locale: 'ar' })
  const press = (key: string, code: string, more = {}) =>
    page.evaluate(
      init =>
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
        ),
      { key, code, ...more },
    )
  await press('ن', 'KeyK', { ctrlKey: true })
  await expect(page.locator('.command')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.command')).toBeHidden()
  await press('ل', 'KeyG')
  await press('ق', 'KeyR')
  await expect(page).toHaveURL(/\/products$/)
})

test('“?” tells every key, those of lists, records and the board too', async ({ browser }) => {
  const page = await demoPage(browser, '/leads')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  for (const group of ['Everywhere', 'In a list', 'In a record', 'On the board'])
    await expect(help.getByRole('heading', { name: group })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
})

test('a tip stands at what it explains, also at the edge of the window', async ({ browser }) => {
  const page = await demoPage(browser, '/leads')
  for (const name of ['Columns', 'Your account']) {
    const button = page.getByRole('button', { name, exact: true })
    await button.hover()
    const tip = page.locator('.tip')
    await expect(tip).toHaveText(name)
    const [a, b] = [await button.boundingBox(), await tip.boundingBox()]
    if (!a || !b) throw new Error('not on the screen')
    const apart = Math.abs(a.x + a.width / 2 - (b.x + b.width / 2))
    expect(apart < 2 || b.x + b.width > 1440 - 10, `${name} is ${apart} px off`).toBe(true)
    expect(b.width).toBeLessThan(160)
  }
})

test('every place in the dock of a phone has room for its name', async ({ browser }) => {
  test.slow()
  for (const locale of ['en', 'fr', 'ar'] as const) {
    const page = await demoPage(browser, '/leads', { locale, phone: true })
    const cut = await page
      .locator('.dock .cut')
      .evaluateAll(names =>
        names.flatMap(name => (name.scrollWidth > name.clientWidth ? [name.textContent] : [])),
      )
    expect(cut).toEqual([])
    await page.context().close()
  }
})

test('at 400 % a list can be reached and used', async ({ browser }) => {
  const page = await demoPage(browser, '/leads', { phone: true })
  await page.setViewportSize({ width: 360, height: 225 })
  await page.mouse.move(180, 110)
  await page.mouse.wheel(0, 150)
  await expect(page.locator('.phone-row').nth(1)).toBeInViewport()
  await page.locator('.phone-row').nth(1).click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  await sheet.getByRole('heading', { name: 'Timeline' }).scrollIntoViewIfNeeded()
  await expect(sheet.getByRole('heading', { name: 'Timeline' })).toBeInViewport()
})

test('live updates come back by themselves after a server that said no', async ({ browser }) => {
  const page = await demoPage(browser, '/leads')
  // It says no until that was seen: on a slow machine a moment would be over before the page is drawn.
  let refuses = true
  await page.route(/\/live(\?|$)/, route => (refuses ? route.fulfill({ status: 503 }) : route.continue()))
  await page.goto('/products')
  await expect(page.getByText('Live updates are interrupted')).toBeVisible()
  refuses = false
  await expect(page.getByText('Live updates are interrupted')).toBeHidden({ timeout: 60_000 })
})
