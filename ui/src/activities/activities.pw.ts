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
