import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer, newPerson, open, openForm, readerOf } from '../app/browser-test'

test('a new workspace begins with its first steps, which tick themselves as they are done', async ({
  browser,
}) => {
  const page = await (await readerOf(browser)).newPage()
  const person = newPerson()
  await openForm(page, '/sign-up')
  await page.getByLabel('Your name').fill(person.name)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByLabel('Workspace name').fill('Harbour & Sons')
  await page.getByRole('button', { name: 'Create the workspace' }).click()
  await expect(page).toHaveURL(/\/start$/)
  await expect(page.getByRole('heading', { name: 'Harbour & Sons is yours to fill' })).toBeVisible()
  const step = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await expect(page.getByText('0 of 5 done')).toBeVisible()
  await expect(step('Import your records')).toHaveAttribute('aria-current', 'step')

  // By somebody else's hands: the page is told.
  const headers = { origin: new URL(page.url()).origin }
  const made = await page.request.post('/crm/leads', { data: { name: 'Noor' }, headers })
  expect(made.status()).toBe(201)
  await expect(step('Import your records')).toContainText('Done')
  await expect(step('Invite your team')).toHaveAttribute('aria-current', 'step')

  await test.step('by keyboard: the next step is taken, and the way back shows it ticked', async () => {
    await step('Invite your team').getByRole('link', { name: 'Invite people' }).focus()
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/\/settings\/members$/)
    await page.getByRole('button', { name: 'Invite' }).click()
    await page.getByLabel('E-mail').fill('wide.sea@example.com')
    await page.getByRole('button', { name: 'Create the invitation' }).click()
    await expect(page.getByRole('dialog').locator('code')).toBeVisible()
    await page.goto('/')
    await expect(page).toHaveURL(/\/start$/)
    await expect(page.getByText('2 of 4 done')).toBeVisible()
  })

  await test.step('hidden, they are not begun with any more; Undo brings them back', async () => {
    await page.getByRole('button', { name: 'Hide these steps' }).click()
    await expect(page).toHaveURL(/\/leads/)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page).toHaveURL(/\/start$/)
    await page.getByRole('button', { name: 'Hide these steps' }).click()
    await expect(page).toHaveURL(/\/leads/)
    await page.goto('/')
    await expect(page).toHaveURL(/\/leads/)
  })
})

test('sample data fills the workspace and is taken away again, but for what was changed since', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const { page } = await newcomer(browser, '/start')
  await page.getByRole('button', { name: 'Add sample data' }).click()
  const remove = page.getByRole('button', { name: 'Remove the sample data' })
  await expect(remove).toBeVisible({ timeout: 90_000 })
  const headers = { origin: new URL(page.url()).origin }
  const found = await page.request.get('/crm/leads?limit=1&filter=status:eq:working')
  const [lead] = ((await found.json()) as { results: { id: string; name: string }[] }).results
  const changed = await page.request.patch(`/crm/leads/${lead!.id}`, { data: { city: 'Riga' }, headers })
  expect(changed.ok()).toBe(true)
  await remove.click()
  const told = page.getByRole('alert').filter({ hasText: 'The sample data is gone' })
  await expect(told).toContainText('1 record that you changed or use has stayed.', { timeout: 90_000 })
  await told.getByRole('button', { name: 'See which' }).click()
  await expect(page.getByRole('heading', { name: 'Sample data' })).toBeVisible()
  await expect(page.getByRole('row', { name: new RegExp(lead!.name) })).toBeVisible()
})

test('when all are done, the page says so and leads to the leads', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings')
  const all = { records: true, sample: null, people: true, key: true, model: true }
  await page.route('**/crm/first-steps', route => route.fulfill({ json: all }))
  await open(page, '/start')
  await expect(page.getByRole('heading', { name: 'All steps are done' })).toBeVisible()
  await page.getByRole('button', { name: 'Go to the leads' }).click()
  await expect(page).toHaveURL(/\/leads/)
})

test('who may only read has nothing to set up', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings')
  const none = { records: null, sample: null, people: null, key: null, model: null }
  await page.route('**/crm/first-steps', route => route.fulfill({ json: none }))
  await open(page, '/start')
  await expect(page.getByText('There is nothing for you to set up')).toBeVisible()
  await expect(page.getByRole('list', { name: 'First steps' })).toBeHidden()
})

for (const reader of [{}, { theme: 'dark' }, { locale: 'fr' }, { locale: 'ar', phone: true }] as const) {
  test(`the first steps are accessible and nothing is cut off: ${JSON.stringify(reader)}`, async ({
    browser,
  }) => {
    const { page } = await newcomer(browser, '/start', reader)
    await expect(page.locator('.start ol > li')).toHaveCount(5)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })
}
