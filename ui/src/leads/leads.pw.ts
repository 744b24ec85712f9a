import { expect, test } from '@playwright/test'
import { demoPage, expectAccessible, newcomer, newPerson, open, readerOf } from '../app/browser-test'
import { createLead, row } from './journey'

test('a filter is built by hand, stands in the address, and is the same for whoever opens it', async ({
  browser,
}) => {
  const page = await demoPage(browser, '/leads?view=all')
  await page.getByRole('button', { name: 'Add a filter' }).click()
  await page.getByPlaceholder('Find a field').fill('Status')
  await page.keyboard.press('Enter')
  await page.getByText('Qualified', { exact: true }).last().click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/filter=status(:|%3A)in(:|%3A)qualified/)
  await expect(page.locator('.list-foot [role=status]')).toHaveText(/^\d+ leads$/)
  const total = await page.locator('.list-foot [role=status]').textContent()
  const address = page.url()
  await page.goto('/leads')
  await page.goto(address)
  await expect(page.getByRole('group', { name: 'Status is any of Qualified' })).toBeVisible()
  await expect(page.locator('.list-foot [role=status]')).toHaveText(total ?? '')
  await expectAccessible(page)
})

test('a lead with a known address shows who is there, keeps what was typed, and is created with another', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Lukas Brandt', email: 'lukas@hafen.example' })
  await page.goto('/leads')
  await page.getByRole('button', { name: 'New lead' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create the lead' }).click()
  await expect(dialog.getByText('Write a value.')).toBeVisible()
  await dialog.getByLabel('Name *').fill('Lukas B.')
  await dialog.getByLabel('E-mail').fill('LUKAS@hafen.example')
  await dialog.getByRole('button', { name: 'Create the lead' }).click()
  await expect(dialog.getByText('Lukas Brandt')).toBeVisible()
  await expect(dialog.getByRole('link', { name: 'Open it' })).toBeVisible()
  await expect(dialog.getByLabel('Name *')).toHaveValue('Lukas B.')
  await expectAccessible(page)
  await dialog.getByLabel('E-mail').fill('l.brandt@hafen.example')
  await dialog.getByRole('button', { name: 'Create the lead' }).click()
  await expect(page.getByRole('complementary', { name: 'Lukas B.' })).toBeVisible()
})

test('nothing found names the filter that costs most and takes it out', async ({ browser }) => {
  const { page } = await newcomer(browser, '/leads')
  // Where there is no lead at all, no filter is to blame.
  await expect(page.getByText('No leads yet')).toBeVisible()
  await createLead(page, { name: 'Olivia Bennett', company: 'Harbour and Pine' })
  await page.goto('/leads?filter=status:in:new;company:contains:nobody')
  await page.getByRole('button', { name: 'Remove “Company contains nobody”' }).click()
  await expect(row(page, 'Olivia Bennett')).toBeVisible()
})

test('on a phone in Arabic: two-line rows, a sheet, nothing cut off sideways', async ({ browser }) => {
  const page = await demoPage(browser, '/leads', { locale: 'ar', phone: true })
  await page.locator('.phone-row[data-cell]').first().click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'الخط الزمني' })).toBeVisible()
  await expectAccessible(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('a view’s own filter can be taken away, and stays away for whoever opens the address', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  await createLead(page, { name: 'Thandiwe Mokoena', status: 'disqualified' })
  await page.goto('/leads')
  await page.getByRole('button', { name: 'Remove the filter Status' }).click()
  await expect(row(page, 'Thandiwe Mokoena')).toBeVisible()
  await page.reload()
  await expect(row(page, 'Thandiwe Mokoena')).toBeVisible()
  await expect(page.locator('fieldset.filter')).toHaveCount(0)
})

test('filters stay in one line, however many; one that is added is in sight', async ({ browser }) => {
  const filter =
    'jobTitle:contains:a;score:gte:1;country:in:DE,FR;source:in:website,referral;employees:gte:10;city:contains:e'
  const page = await demoPage(browser, `/leads?view=all&filter=${encodeURIComponent(filter)}`)
  await expect(page.locator('fieldset.filter')).toHaveCount(6)
  const lines = await page
    .locator('fieldset.filter')
    .evaluateAll(chips => new Set(chips.map(chip => chip.getBoundingClientRect().top)).size)
  expect(lines).toBe(1)
  const add = page.getByRole('button', { name: 'Add a filter' })
  await expect(add).toBeInViewport({ ratio: 1 })
  await add.click()
  await page.getByPlaceholder('Find a field').fill('Status')
  await page.keyboard.press('Enter')
  await page.getByText('Qualified', { exact: true }).last().click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page.getByRole('group', { name: 'Status is any of Qualified' })).toBeInViewport({ ratio: 1 })
})

test('who may only read is offered nothing that would be refused', async ({ browser }) => {
  const host = await demoPage(browser, '/leads')
  const headers = { origin: new URL(host.url()).origin }
  const { email, name, password } = newPerson()
  const invited = await host.request.post('/crm/invitations', { data: { email, role: 'read_only' }, headers })
  const { token } = (await invited.json()) as { token: string }
  const context = await readerOf(browser)
  const joined = await context.request.post(`/auth/invitations/${token}`, {
    data: { name, password },
    headers,
  })
  expect(joined.ok(), await joined.text()).toBe(true)
  const page = await context.newPage()
  await open(page, '/leads?view=all')
  await page.locator('tbody .sel label').first().click()
  await expect(page.getByRole('toolbar').getByRole('button')).toHaveText([/^Select all/, 'Export', /Clear/])
  await page.getByRole('rowheader').first().click()
  await expect(page.locator('.drawer .quick [aria-disabled="true"]')).toHaveCount(4)
  const clipped = await page
    .locator('.record-facts dd > span')
    .evaluateAll(values => values.filter(value => getComputedStyle(value).textOverflow !== 'ellipsis').length)
  expect(clipped).toBe(0)
  await page.keyboard.press('Escape')
  await open(page, '/activities')
  await page.keyboard.press('t')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what is selected before it is known who reads stays selected', async ({ browser }) => {
  const page = await demoPage(browser, '/contacts')
  let tell = () => {}
  const told = new Promise<void>(resolve => {
    tell = resolve
  })
  await page.route('**/auth/session', async route => {
    await told
    await route.continue()
  })
  await page.goto('/leads?view=all')
  await page.locator('tbody .sel label').first().click()
  const selected = page.getByRole('row', { selected: true })
  await expect(selected).toHaveCount(1)
  tell()
  await expect(page.locator('.topbar .avatar:not([data-initials=""])')).toBeVisible()
  await expect(selected).toHaveCount(1)
  await expect(page.getByRole('toolbar').getByRole('button', { name: /^Clear/ })).toBeVisible()
})

test('in a wide table names stay in sight, and no cell in focus lies under them', async ({ browser }) => {
  const page = await demoPage(browser, '/leads?view=all')
  await page.evaluate(() => {
    const columns =
      'name,company,email,phone,jobTitle,website,industry,country,city,language,source,employees'
    localStorage.setItem('sextant.list.leads.all', JSON.stringify({ columns: columns.split(',') }))
  })
  await page.reload()
  const name = page.locator('[data-cell="0:0"]')
  await expect(page.locator('[data-cell="0:11"]')).toBeAttached()
  const before = await name.boundingBox()
  await page.locator('.grid-scroll').evaluate(box => box.scrollTo({ left: 200 }))
  await expect.poll(() => page.locator('.grid-scroll').evaluate(box => box.scrollLeft)).toBe(200)
  expect((await name.boundingBox())?.x).toBe(before?.x)
  await page.locator('[data-cell="0:8"]').focus()
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowLeft')
  await expect(page.locator('[data-cell="0:3"]')).toBeFocused()
  const [frozen, cellBox] = [await name.boundingBox(), await page.locator('[data-cell="0:3"]').boundingBox()]
  expect(cellBox?.x).toBeGreaterThanOrEqual((frozen?.x ?? 0) + (frozen?.width ?? 0))
})

test('Back leads to the view before', async ({ browser }) => {
  const page = await demoPage(browser, '/leads')
  await page.getByRole('button', { name: /^All leads/ }).click()
  await expect(page).toHaveURL(/view=all/)
  await page.getByRole('button', { name: /^Recycle bin/ }).click()
  await expect(page).toHaveURL(/view=bin/)
  await page.goBack()
  await expect(page).toHaveURL(/view=all/)
})
