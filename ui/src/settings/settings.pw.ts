import { expect, test } from '@playwright/test'
import { baseURL } from '../../config'
import { demoPage, expectAccessible, newcomer, open, openForm, readerOf } from '../app/browser-test'

const sections = [
  'profile',
  'workspace',
  'members',
  'access',
  'keys',
  'audit',
  'calendars',
  'fields',
  'bins',
  'operations',
] as const

test('name, look and shortcuts are kept', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings')
  await page.getByLabel('Name').fill('Nora of the Harbour')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Dark' }).click()
  await page.getByText('Single-letter shortcuts').click()
  await open(page, '/settings')
  await expect(page.getByLabel('Name')).toHaveValue('Nora of the Harbour')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('checkbox', { name: 'Single-letter shortcuts' })).not.toBeChecked()
})

test('the language is kept with the account', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/settings')
  await page.getByRole('button', { name: /^Language/ }).click()
  await page.getByRole('option', { name: 'Français' }).click()
  await expect(page.getByRole('heading', { name: 'Profil' })).toBeVisible()
  // Another browser, which has chosen no language, learns it from the account.
  const other = await (await readerOf(browser, { locale: null })).newPage()
  await openForm(other, '/sign-in')
  await other.getByLabel('E-mail').fill(person.email)
  await other.getByLabel('Password').fill(person.password)
  await other.keyboard.press('Enter')
  await expect(other.locator('html')).toHaveAttribute('lang', 'fr')
})

test('a browser that is signed in elsewhere is shown, and shown out', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/settings')
  const elsewhere = await readerOf(browser)
  const { email, password } = person
  const signedIn = await elsewhere.request.post('/auth/sign-in', {
    data: { email, password },
    headers: { origin: baseURL },
  })
  expect(signedIn.ok()).toBe(true)
  await open(page, '/settings')
  const sessions = page.getByRole('region', { name: 'Table: Sessions' }).getByRole('row')
  await expect(sessions).toHaveCount(3)
  await sessions.getByRole('button', { name: /^Sign out/ }).click()
  await expect(sessions).toHaveCount(2)
  await expect(sessions.nth(1)).toContainText('This one')
  expect((await elsewhere.request.get('/auth/session')).status()).toBe(401)
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0)
})

test('currency and time zone of the workspace are changed', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings/workspace')
  await page.getByRole('combobox', { name: 'Currency' }).fill('SAR')
  await page.getByRole('option', { name: /^SAR/ }).click()
  await page.getByRole('combobox', { name: 'Time zone' }).fill('Riyadh')
  await page.getByRole('option', { name: 'Asia/Riyadh' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const { currency, timeZone } = await (await page.request.get('/crm/workspace')).json()
  expect({ currency, timeZone }).toEqual({ currency: 'SAR', timeZone: 'Asia/Riyadh' })
})

test('the last administrator stays one, and the screen says why', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/settings/members')
  const role = page.getByRole('button', { name: `Role of ${person.name}` })
  await expect(role).toHaveText('administrator')
  await role.click()
  await page.getByRole('option', { name: 'sales rep' }).click()
  await expect(page.getByRole('alert')).toContainText('The last administrator stays.')
  await expect(role).toHaveText('administrator')
  await page.getByRole('button', { name: `Remove ${person.name}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('The last administrator stays.')
})

test('a team is made and its name is taken once', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/settings/members')
  await page.getByLabel('New team').fill('Quay')
  await page.getByRole('button', { name: 'Create the team' }).click()
  await page.getByRole('button', { name: `Team of ${person.name}` }).click()
  await page.getByRole('option', { name: 'Quay' }).click()
  await expect(page.getByRole('row', { name: /^Quay/ })).toContainText('1 member')
  await page.getByLabel('New team').fill('QUAY')
  await page.getByRole('button', { name: 'Create the team' }).click()
  await expect(page.getByText('This is taken already. Choose another.')).toBeVisible()
})

test('an invitation that was withdrawn opens nothing', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings/members')
  await page.getByRole('button', { name: 'Invite' }).click()
  await page.getByLabel('E-mail').fill('wide.sea@example.com')
  await page.getByRole('button', { name: 'Create the invitation' }).click()
  const link = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('button', { name: 'Withdraw the invitation of wide.sea@example.com' }).click()
  await expect(page.getByText('was withdrawn')).toBeVisible()
  const guest = await (await readerOf(browser, { locale: null })).newPage()
  await guest.goto(new URL(link).pathname)
  await expect(guest.getByText('It was withdrawn. Ask for a new one.')).toBeVisible()
})

test('a key is shown once, opens the API with its role, and opens nothing after it was revoked', async ({
  browser,
  playwright,
}) => {
  const { page } = await newcomer(browser, '/settings/keys')
  await page.getByRole('button', { name: 'Create a key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What it is for').fill('Night report')
  await dialog.getByRole('button', { name: 'Create a key' }).click()
  const secret = (await dialog.locator('code').textContent()) ?? ''
  expect(secret).toMatch(/^sx_/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()
  await page.reload()
  await expect(page.getByRole('rowheader', { name: 'Night report' })).toBeVisible()
  await expect(page.getByText(secret)).toHaveCount(0)

  const program = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  })
  expect((await program.get('/crm/leads')).status()).toBe(200)
  expect((await program.post('/crm/leads', { data: { name: 'x' } })).status()).toBe(403)
  await page.getByRole('button', { name: 'Revoke “Night report”' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No API key yet')).toBeVisible()
  expect((await program.get('/crm/leads')).status()).toBe(401)
})

test('a field is added, renamed, archived and brought back', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings/fields')
  await page.getByRole('button', { name: 'Add a field' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Berth size')
  await expect(dialog.getByLabel('Key')).toHaveValue('berth_size')
  await dialog.getByRole('button', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Choice' }).click()
  await dialog.getByRole('button', { name: 'Add a field' }).click()
  await expect(dialog.getByText('Write at least one option.')).toBeVisible()
  await dialog.getByLabel('Options').fill('Small\nLarge')
  await dialog.getByText('Known only afterwards').click()
  await dialog.getByRole('button', { name: 'Add a field' }).click()
  await expect(page.getByRole('row', { name: /Berth size/ })).toContainText('custom.berth_size')
  await page.getByRole('button', { name: 'Edit “Berth size”' }).click()
  await dialog.getByLabel('Name').fill('Berth')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Archive “Berth”' }).click()
  await expect(page.getByText('No custom field for: Lead')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row', { name: /Berth/ })).toContainText('Known only afterwards')
})

test('operations show each part and each consumer of the log', async ({ browser }) => {
  const page = await demoPage(browser, '/settings/operations')
  await expect(page.getByRole('row', { name: /Database/ })).toContainText('Working')
  for (const part of ['Relay', 'Worker', 'Trainer', 'Temporal'])
    await expect(page.getByRole('row', { name: new RegExp(`^${part}`) })).toContainText(
      /Working|Not working|Not started|Unknown/,
    )
  await expect(page.getByRole('region', { name: 'Event log', exact: true })).toBeVisible()
})

test('when the server cannot be reached the screen says so and changes nothing', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/settings')
  await page.route('**/auth/profile', route => route.abort('connectionrefused'))
  await page.getByLabel('Name').fill('Somebody else')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The server cannot be reached.', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Name')).toHaveValue(person.name)
})

for (const reader of [{}, { theme: 'dark' }, { locale: 'ar' }, { phone: true }] as const) {
  test(`every section is accessible and nothing is cut off: ${JSON.stringify(reader)}`, async ({
    browser,
  }) => {
    const page = await demoPage(browser, '/settings', reader)
    for (const section of sections) {
      await open(page, `/settings/${section}`)
      await expect(page.locator('.settings .card, .settings .empty').first()).toBeVisible()
      await expectAccessible(page)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([section, over]).toEqual([section, 0])
    }
  })
}

for (const locale of ['en', 'ar'] as const)
  test(`on a phone the sections open above the page, in their groups: ${locale}`, async ({ browser }) => {
    const page = await demoPage(browser, '/settings/operations', { locale, phone: true })
    const nav = page.locator('.settings-nav')
    const opener = nav.getByRole('button')
    await expect(nav.getByRole('link')).toHaveCount(0)
    await opener.click()
    await expect(nav.getByRole('heading', { level: 2 })).toHaveCount(7)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await expect(opener).toHaveAttribute('aria-expanded', 'false')
    await opener.click()
    await nav.locator('a[href="/settings/fields"]').click()
    await expect(page).toHaveURL(/\/settings\/fields$/)
    await expect(opener).toHaveAttribute('aria-expanded', 'false')
  })

test('the sections are one stop for Tab, walked along up and down, and the open one is marked', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/settings/workspace')
  const nav = page.getByRole('navigation', { name: 'Settings' })
  const here = nav.getByRole('link', { name: 'Workspace' })
  await expect(here).toHaveAttribute('aria-current', 'page')
  await here.focus()
  await page.keyboard.press('ArrowDown')
  await expect(nav.getByRole('link', { name: 'Calendars' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/calendars$/)
  await expect(nav.getByRole('link', { name: 'Calendars' })).toHaveAttribute('aria-current', 'page')
  await expect(nav.getByRole('link', { name: 'Calendars' })).toBeFocused()
})

test('the reference of the API is a link, with and without a key', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings/keys')
  const reference = page.getByRole('link', { name: 'API reference' })
  await expect(reference).toHaveAttribute('href', '/docs')
  await page.getByRole('button', { name: 'Create a key' }).click()
  await page.getByRole('dialog').getByLabel('What it is for').fill('Ship')
  await page.getByRole('dialog').getByRole('button', { name: 'Create a key' }).click()
  // The dialog that tells the secret hides the rest from the tree of roles.
  await expect(page.getByRole('row', { name: /Ship/, includeHidden: true })).toBeAttached()
  await expect(page.getByRole('link', { name: 'API reference', includeHidden: true })).toBeAttached()
})
