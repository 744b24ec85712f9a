import { expect, test } from '@playwright/test'
import {
  demoPage,
  expectAccessible,
  newcomer,
  newPerson,
  open,
  openForm,
  readerOf,
} from '../app/browser-test'

test('somebody signs up, invites a reader, and the reader accepts and sees no more than a reader may', async ({
  browser,
}) => {
  const admin = newPerson()
  const page = await (await readerOf(browser)).newPage()
  await openForm(page, '/sign-up')
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('E-mail').fill(admin.email)
  await page.getByLabel('Password').fill('short')
  await page.getByLabel('Workspace name').fill('Harbour & Sons')
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await expect(page.getByText('Use at least 10 characters.')).toBeVisible()
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await expect(page).toHaveURL(/\/start$/)

  await open(page, '/settings/members')
  await page.getByRole('button', { name: 'Invite' }).click()
  const reader = newPerson()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('E-mail').fill(reader.email)
  await dialog.getByRole('button', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'reader' }).click()
  await dialog.getByRole('button', { name: 'Create the invitation' }).click()
  const link = (await dialog.locator('code').textContent()) ?? ''
  expect(link).toMatch(/\/invitation\/[\w-]{20,}$/)
  await dialog.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(page.getByRole('rowheader', { name: reader.email })).toBeVisible()

  const second = await (await readerOf(browser)).newPage()
  await openForm(second, new URL(link).pathname)
  await expect(second.getByText(`${admin.name} invited ${reader.email} as reader.`)).toBeVisible()
  await expectAccessible(second)
  await second.getByLabel('Your name').fill(reader.name)
  await second.getByLabel('Password').fill(reader.password)
  await second.getByRole('button', { name: 'Join the workspace' }).click()
  await expect(second).toHaveURL(/\/leads/)

  // A live event brings the new member to the admin's open screen, and the invitation is answered.
  await expect(page.getByRole('rowheader', { name: reader.name })).toBeVisible()

  const nav = second.getByRole('navigation', { name: 'Main navigation' })
  await expect(nav.getByRole('link', { name: 'Leads' })).toBeVisible()
  await expect(nav.getByRole('link', { name: 'Imports' })).toHaveCount(0)
  await open(second, '/settings/members')
  await expect(second.getByRole('rowheader', { name: admin.name })).toBeVisible()
  await expect(second.getByRole('button', { name: 'Invite' })).toHaveCount(0)
  await expect(second.getByRole('link', { name: 'API keys' })).toHaveCount(0)
  await second.goto('/settings/keys')
  await expect(second.getByText('Your role does not open this page')).toBeVisible()

  // The link works once.
  const third = await (await readerOf(browser)).newPage()
  await third.goto(new URL(link).pathname)
  await expect(third.getByText('It was used already. Sign in.')).toBeVisible()
})

test('a wrong password says so, keeps the e-mail, and the right one leads to the page that was asked for', async ({
  browser,
}) => {
  const { person } = await newcomer(browser, '/settings')
  const page = await (await readerOf(browser)).newPage()
  await page.goto('/settings/workspace')
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await page.locator('button[data-awake]').waitFor()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill('not this one at all')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('E-mail and password do not match.')
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/settings\/workspace/)
})

for (const [path, typed] of [
  ['/sign-in', { 'E-mail': 'nora@example.com', Password: 'a long walk at dusk' }],
  ['/sign-up', { 'Your name': 'Nora', 'Workspace name': 'Harbour & Sons', Password: 'a long walk at dusk' }],
] as const) {
  test(`what is typed at ${path} before the page’s script is there stays`, async ({ browser }) => {
    const page = await (await readerOf(browser)).newPage()
    let wake = () => {}
    const awake = new Promise<void>(resolve => {
      wake = resolve
    })
    await page.route('**/*.js', async route => {
      await awake
      await route.continue()
    })
    await page.goto(path, { waitUntil: 'commit' })
    for (const [label, text] of Object.entries(typed)) await page.getByLabel(label).fill(text)
    // What cannot be sent yet waits; signing in can.
    await expect(page.locator(path === '/sign-up' ? 'button.wakes' : 'button[type="submit"]')).toBeVisible()
    wake()
    await page.locator('button[data-awake]').waitFor()
    await page.getByLabel('Password').press('End')
    await page.keyboard.type('!')
    for (const [label, text] of Object.entries(typed))
      await expect(page.getByLabel(label)).toHaveValue(label === 'Password' ? `${text}!` : text)
  })
}

test('signing in needs no script: a wrong password is told, the e-mail stays, the right one leads on', async ({
  browser,
}) => {
  const { page: known, person } = await newcomer(browser, '/settings')
  const context = await readerOf(browser, { locale: 'fr', script: false })
  const page = await context.newPage()
  await page.goto('/sign-in?to=%2Fmodels')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Mot de passe').fill('pas celui-ci du tout')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('L’e-mail et le mot de passe ne correspondent pas.')
  await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
  await page.getByLabel('Mot de passe').fill(person.password)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await expect(page).toHaveURL(/\/models$/)
  expect((await context.request.get('/auth/session')).status()).toBe(200)
  await known.context().close()
})

test('signing in leads to no other site, however its address is written', async ({ browser }) => {
  const { person } = await newcomer(browser, '/settings')
  for (const to of [
    '%2F%09%2Fevil.example%2F',
    '%2F%0A%2Fevil.example',
    '%2F%5Cevil.example',
    '%2F.%2F%2Fevil.example',
  ]) {
    const page = await (await readerOf(browser)).newPage()
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).host))
    await page.goto(`/sign-in?to=${to}`)
    await page.locator('button[data-awake]').waitFor()
    const here = new URL(page.url()).host
    await page.getByLabel('E-mail').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.keyboard.press('Enter')
    await expect(page).not.toHaveURL(/\/sign-in/)
    expect([to, new URL(page.url()).host, [...new Set(asked)]]).toEqual([to, here, [here]])
    await page.context().close()
  }
})

test('what the server refuses about a password is told beside it in the reader’s language', async ({
  browser,
}) => {
  const page = await (await readerOf(browser, { locale: 'ar', phone: true })).newPage()
  const person = newPerson()
  await openForm(page, '/sign-up')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await page.getByLabel('اسمك').fill(person.name)
  await page.getByLabel('البريد الإلكتروني').fill(person.email)
  await page.getByLabel('كلمة المرور').fill('aaaaaaaaaaaa')
  await page.getByLabel('اسم مساحة العمل').fill('الميناء')
  await page.getByRole('button', { name: 'إنشاء مساحة العمل' }).click()
  await expect(page.getByText('من السهل تخمين كلمة المرور هذه. اختر غيرها.')).toBeVisible()
  await expectAccessible(page)
})

test('a new workspace opens, and the menu leads back to the first', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/settings')
  await page.getByRole('button', { name: `${person.name} & Co` }).click()
  await page.getByRole('menuitem', { name: 'New workspace' }).click()
  await page.getByLabel('Workspace name').fill('Second Bay')
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await page.getByRole('button', { name: 'Second Bay' }).click()
  await page.getByRole('menuitemradio', { name: `${person.name} & Co` }).click()
  await expect(page.getByRole('button', { name: `${person.name} & Co` })).toBeVisible()
})

test('when the account menu closes, focus is on its button again', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings')
  const button = page.getByRole('button', { name: 'Your account' })
  await button.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
})

for (const reader of [{ theme: 'dark' }, { locale: 'ar' }, { phone: true }] as const) {
  test(`signing in works for everybody: ${JSON.stringify(reader)}`, async ({ browser }) => {
    const page = await (await readerOf(browser, reader)).newPage()
    await openForm(page, '/sign-in')
    await expectAccessible(page)
    await openForm(page, '/sign-up')
    await expectAccessible(page)
  })
}

test('signing out ends the session on every page', async ({ browser }) => {
  const page = await demoPage(browser, '/settings')
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await page.goto('/settings')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('a language is chosen before one is signed in, and an ended session is gone on with', async ({
  browser,
}) => {
  const page = await (await readerOf(browser)).newPage()
  await openForm(page, '/sign-in?to=%2Fmodels')
  await expect(page.getByText('Sign in to continue where you were.')).toBeVisible()
  await page.getByRole('group', { name: 'Language' }).getByRole('button', { name: 'العربية' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('تسجيل الدخول إلى Sextant')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByText('سجّل الدخول لتكمل من حيث كنت.')).toBeVisible()
  await expectAccessible(page)
  await openForm(page, '/sign-in')
  await expect(page.getByText('سجّل الدخول لتكمل من حيث كنت.')).toHaveCount(0)
})

test('who has forgotten the password gets a link by mail, and signs in with a new one, without any script', async ({
  browser,
}) => {
  const { page, person } = await newcomer(browser, '/settings/deliveries')
  const context = await readerOf(browser, { script: false })
  const other = await context.newPage()
  await other.goto('/sign-in')
  await other.getByRole('link', { name: 'Forgot your password?' }).click()
  await other.getByLabel('E-mail').fill(person.email)
  await other.getByRole('button', { name: 'Send the link' }).click()
  await expect(other.getByText('If there is an account with this address')).toBeVisible()
  await expect(async () => {
    await page.goto('/settings/deliveries?state=kept')
    await page.getByRole('button', { name: 'Open “Choose a new password”' }).click({ timeout: 2_000 })
  }).toPass()
  const text = await page.getByRole('region', { name: 'Plain text' }).textContent()
  await other.goto(/http\S+/.exec(text ?? '')?.[0] ?? '')
  await other.getByLabel('Password').fill('a cliff at dawn')
  await other.getByRole('button', { name: 'Set the password' }).click()
  await expect(other.getByText('Your new password is set')).toBeVisible()
  await other.getByLabel('E-mail').fill(person.email)
  await other.getByLabel('Password').fill('a cliff at dawn')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other).not.toHaveURL(/sign-in/)
  // It ended every session that there was.
  await page.reload()
  await expect(page).toHaveURL(/sign-in/)
})
