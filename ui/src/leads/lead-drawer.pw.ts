import { expect, test } from '@playwright/test'
import { demoPage, expectAccessible, newcomer } from '../app/browser-test'
import { cell, change, createLead, row } from './journey'

test('the drawer logs a call, shows it in the timeline, and converts the lead', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  const lead = await createLead(page, { name: 'Layla Al-Harbi', company: 'Najd Cold Chain' })
  await page.goto(`/leads/${lead.id}`)
  const drawer = page.getByRole('complementary', { name: 'Layla Al-Harbi' })
  await drawer.getByRole('button', { name: 'Call', exact: true }).click()
  await page.getByRole('dialog').getByRole('textbox', { name: 'Outcome' }).fill('Wants prices')
  await page.getByRole('button', { name: 'Log the call' }).click()
  await expect(drawer.getByText('Called', { exact: true })).toBeVisible()
  await expect(drawer.getByText(/Call.* · .*Wants prices/)).toBeVisible()
  await drawer.getByRole('button', { name: 'Convert' }).click()
  await page.getByRole('button', { name: 'Convert the lead' }).click()
  await expect(page.getByText(/New: .*the customer.*the contact.*the deal/)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open the customer' })).toBeVisible()
  await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(drawer.getByText('Converted').first()).toBeVisible()
  await expectAccessible(page)
})

test('on a phone a tap on the number calls, and one more logs how that went', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads', { phone: true })
  // This machine has no telephone to open.
  await page.addInitScript(() =>
    addEventListener(
      'click',
      event => {
        if (event.target instanceof Element && event.target.closest('[href^="tel:"]')) event.preventDefault()
      },
      true,
    ),
  )
  const { id } = await createLead(page, { name: 'Layla Al-Harbi', phone: '+966 50 123 4567' })
  await page.goto(`/leads/${id}`)
  const drawer = page.getByRole('dialog', { name: 'Layla Al-Harbi' })
  await drawer.getByRole('link', { name: '+966 50 123 4567' }).click()
  const offer = page.getByRole('region', { name: 'Log what you just did' })
  await expect(offer).toContainText('How did the call to Layla Al-Harbi go?')
  await expectAccessible(page)
  await offer.getByRole('button', { name: 'No answer' }).click()
  await expect(drawer.getByText(/Call.* · .*No answer/)).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(drawer.getByText('Activity removed')).toBeVisible()
  // By the keyboard the focus goes on there, and Esc gives it back: the sheet stays.
  const number = drawer.getByRole('link', { name: '+966 50 123 4567' })
  await number.focus()
  await page.keyboard.press('Enter')
  await expect(offer.getByRole('button', { name: 'Reached' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(offer).toBeHidden()
  await expect(number).toBeFocused()
})

test('a change made elsewhere is seen in the row and the drawer without reloading', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  const lead = await createLead(page, { name: 'Chiara Bellini', company: 'Officine Bellini' })
  const live = page.waitForResponse(/\/live(\?|$)/)
  await page.goto(`/leads/${lead.id}`)
  await live
  await expect(row(page, 'Chiara Bellini')).toBeVisible()
  await change(page, lead.id, { company: 'Bellini SpA', status: 'working' })
  await expect(cell(page, 'Chiara Bellini', 1)).toContainText('Bellini SpA')
  await expect(page.getByText('Status New → Working')).toBeVisible()
})

test('whoever walks the leads in the drawer sees where in the list that is', async ({ browser }) => {
  const page = await demoPage(browser, '/leads?view=all')
  await page.getByRole('rowheader').first().click()
  await page.locator('.drawer-body').focus()
  for (let step = 0; step < 40; step++) await page.keyboard.press('ArrowDown')
  await expect(page.locator('tr.open')).toHaveAttribute('aria-rowindex', '42')
  await expect(page.locator('tr.open')).toBeInViewport()
})

test('beside an open drawer all first columns have room, in each language', async ({ browser }) => {
  test.slow()
  for (const locale of ['en', 'fr', 'ar'] as const) {
    const page = await demoPage(browser, '/leads?view=all', { locale })
    await page.getByRole('rowheader').first().click()
    await expect(page.locator('.drawer')).toBeVisible()
    // How many there are of each is the workspace's: with very many leads the tabs are turned sideways.
    await page.locator('.list > .tabs .count').evaluateAll(counts => {
      for (const count of counts) count.remove()
    })
    const overflowing = await page
      .locator('.list > .grid-scroll, .list > .tabs')
      .evaluateAll(boxes => boxes.filter(box => box.scrollWidth > box.clientWidth).map(box => box.className))
    expect(overflowing).toEqual([])
    await page.context().close()
  }
})

test('a drawer that covers its list has the keys of its record', async ({ browser }) => {
  const page = await demoPage(browser, '/leads?view=all')
  await page.setViewportSize({ width: 1100, height: 800 })
  await page.getByRole('rowheader').first().click()
  const sheet = page.locator('.drawer.over')
  await expect(sheet).toBeVisible()
  const address = page.url()
  await page.keyboard.press('j')
  await expect(page).not.toHaveURL(address)
  await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}/)
  await page.keyboard.press('c')
  await expect(page.getByRole('button', { name: 'Log the call' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Log the call' })).toBeHidden()
  await expect(sheet).toBeVisible()
  await page.keyboard.press(']')
  await expect(sheet).toBeHidden()
})

test('on a phone a sheet tells the whole name, in each language', async ({ browser }) => {
  test.slow()
  for (const locale of ['en', 'fr', 'ar'] as const) {
    const page = await demoPage(browser, '/leads?view=all&q=raghunathan', { locale, phone: true })
    await page.locator('.phone-row[data-cell]').first().click()
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByRole('heading', { name: /Raghunathan/ })).toBeVisible()
    const cut = await sheet
      .locator('h2, .quick .btn')
      .evaluateAll(parts =>
        parts.flatMap(part => (part.scrollWidth > part.clientWidth ? [part.textContent] : [])),
      )
    expect(cut).toEqual([])
    await page.context().close()
  }
})
