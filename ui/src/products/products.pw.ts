import { expect, test } from '@playwright/test'
import { demoPage, expectAccessible, newcomer } from '../app/browser-test'

test('a product is made with its price, retired, and archived with Undo', async ({ browser }) => {
  const { page } = await newcomer(browser, '/products')
  await page.getByRole('button', { name: 'New product' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').first().fill('Reefer control')
  await dialog.getByLabel('Price', { exact: true }).fill('4821')
  await dialog.getByRole('button', { name: 'Create the product' }).click()
  const drawer = page.getByRole('complementary', { name: 'Reefer control' })
  await expect(drawer).toContainText('4,821')
  await drawer.getByRole('button', { name: 'Retire', exact: true }).click()
  await expect(drawer.locator('.drawer-head')).toContainText('Retired')
  await drawer.getByRole('button', { name: 'Archive' }).click()
  await expect(drawer).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Reefer control' })).toBeVisible()
})

test('list and drawer have no accessibility fault', async ({ browser }) => {
  test.slow()
  const page = await demoPage(browser, '/products')
  await page.getByRole('row').nth(1).waitFor()
  await expectAccessible(page)
  const { results } = await (await page.request.get('/crm/products?limit=1')).json()
  await page.goto(`/products/${results[0].id}`)
  await page.locator('.drawer-body .timeline li').first().waitFor()
  await expectAccessible(page)
})
