import { expect, test } from '@playwright/test'
import { demoPage, expectAccessible, newcomer } from '../app/browser-test'

test('a task is added, done with one click, and taken back by Undo', async ({ browser }) => {
  const { page } = await newcomer(browser, '/activities')
  await page.getByRole('button', { name: 'New task' }).first().click()
  await page.getByRole('dialog').getByLabel('Subject *').fill('Send the price list')
  await page.getByRole('button', { name: 'Add the task' }).click()
  const box = page.getByRole('checkbox', { name: 'Done: Send the price list' })
  await expect(page.getByRole('region', { name: 'Later' })).toContainText('Send the price list')
  await expectAccessible(page)
  await box.check({ force: true })
  await expect(box).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(box).not.toBeChecked()
})

test('a refused tick leaves the task open and says so', async ({ browser }) => {
  const { page } = await newcomer(browser, '/activities')
  await page.getByRole('button', { name: 'New task' }).first().click()
  await page.getByRole('dialog').getByLabel('Subject *').fill('Call back')
  await page.getByRole('button', { name: 'Add the task' }).click()
  await page.route('**/crm/activities/*', route =>
    route.request().method() === 'PATCH'
      ? route.fulfill({ status: 403, json: { code: 'forbidden' } })
      : route.continue(),
  )
  const box = page.getByRole('checkbox', { name: 'Done: Call back' })
  await box.check({ force: true })
  await expect(page.getByRole('alert')).toContainText('Call back stayed open')
  await expect(box).not.toBeChecked()
})

test('all activities are a list like any other', async ({ browser }) => {
  const page = await demoPage(browser, '/activities?show=all')
  await expect(page.getByRole('rowheader').first()).toBeVisible()
  await expectAccessible(page)
})

test('a task that repeats comes again when it is done, and a reminder is told at its moment', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/activities')
  const add = async (fill: (dialog: ReturnType<typeof page.getByRole>) => Promise<void>, name: string) => {
    await page.getByRole('button', { name: 'New task' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Subject *').fill(name)
    await fill(dialog)
    await page.getByRole('button', { name: 'Add the task' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await add(async dialog => {
    await dialog.getByRole('button', { name: /^Repeats/ }).click()
    await page.getByRole('option', { name: 'Every week' }).click()
  }, 'Weekly report')
  const box = page.getByRole('checkbox', { name: 'Done: Weekly report' })
  await expect(page.getByRole('img', { name: 'Repeats: Every week' })).toBeVisible()
  await expectAccessible(page)
  await box.check({ force: true })
  // The next one stands in its place, open.
  await expect(box).toHaveCount(1)
  await expect(box).not.toBeChecked()

  // The next whole minute is the earliest that the form can say.
  const soon = new Date(Math.ceil((Date.now() + 5_000) / 60_000) * 60_000)
  const local = new Date(soon.getTime() - soon.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
  await add(dialog => dialog.getByLabel('Remind').fill(local), 'Ring the bell')
  const told = page.getByRole('region', { name: 'Messages' }).getByText('Ring the bell')
  await expect(told).toBeVisible({ timeout: 100_000 })
  await page.getByRole('button', { name: /^For you/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Ring the bell' })).toContainText('Reminder')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(page.getByRole('button', { name: 'Mark all as read' })).toHaveCount(0)
})

test('an @ in a text offers the people who can be called', async ({ browser }) => {
  const { page, person } = await newcomer(browser, '/activities')
  await page.getByRole('button', { name: 'New task' }).first().click()
  const text = page.getByRole('dialog').getByLabel('Text')
  await text.pressSequentially('Ask @nor')
  await expect(page.getByRole('option', { name: person.name })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect(text).toHaveValue(`Ask @${person.name} `)
  await text.pressSequentially('about it @')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('option')).toHaveCount(0)
  await expect(page.getByRole('dialog')).toBeVisible()
})
