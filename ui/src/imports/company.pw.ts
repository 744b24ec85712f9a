import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { countOf, csv, enter, forward, fresh, ready } from './journey'

test.setTimeout(300_000)
const data = new URL('../../../../shared/data/', import.meta.url).pathname
const sales = `${data}crm-sales-opportunities/`

test('an import is paused, found paused after a reload and in another window, and cancelled', async ({
  page,
  context,
}) => {
  const run = fresh()
  await enter(page)
  const rows = Array.from({ length: 120_000 }, (_, i) => `Person ${i},p${i}.${run}@example.com`)
  await page.goto('/imports')
  await ready(page)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(csv(`many-${run}.csv`, `name,email\n${rows.join('\n')}\n`))
  await expect(page).toHaveURL(/settings$/, { timeout: 30_000 })
  await page.goto(page.url().replace('settings', 'check'))
  await expect(countOf(page, 'Create')).toHaveText('120,000', { timeout: 90_000 })
  await forward(page).click()
  await expect(countOf(page, 'Created')).not.toHaveText('0', { timeout: 60_000 })
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.locator('.run-head .chip')).toHaveText('Paused', { timeout: 30_000 })
  await page.reload()
  await expect(page.locator('.run-head .chip')).toHaveText('Paused')

  const other = await context.newPage()
  await other.goto('/imports')
  await expect(other.getByRole('row', { name: new RegExp(`many-${run}`) })).toContainText('Paused')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(other.getByRole('row', { name: new RegExp(`many-${run}`) })).toContainText('Running', {
    timeout: 15_000,
  })
  await page.getByRole('button', { name: 'Cancel the import' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the import' }).click()
  await expect(page.locator('.run-head .chip')).toHaveText('Cancelled', { timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'Undo the import' })).toBeVisible()
})

test('a company’s own files go in as they are: accounts, products, teams, then the pipeline', async ({
  page,
}) => {
  test.skip(!existsSync(sales), 'the shared data is not here')
  await enter(page)
  await page.goto('/imports')
  await ready(page)
  const files = ['accounts.csv', 'products.csv', 'sales_teams.csv', 'sales_pipeline.csv']
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(files.map(name => sales + name))
  await expect(page.getByText('Ready to map')).toHaveCount(4, { timeout: 60_000 })
  // One account is in the “Philipines”, which is no country: it is refused, and said where.
  for (const [name, title, refused] of [
    ['accounts.csv', 'Import customers', '1'],
    ['products.csv', 'Import products', '0'],
    ['sales_teams.csv', 'Import members', '0'],
    ['sales_pipeline.csv', 'Import deals', '0'],
  ] as const) {
    await page.goto('/imports')
    await page.getByRole('rowheader', { name }).first().click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await forward(page).click()
    await forward(page).click()
    await expect(page).toHaveURL(/check$/)
    await expect(page.locator('.counts .value').first()).toHaveText(/\d/, { timeout: 60_000 })
    await expect(page.locator('.progress.pos')).toBeVisible({ timeout: 90_000 })
    await expect(countOf(page, 'Refuse')).toHaveText(refused)
    if (refused === '1')
      await expect(page.getByRole('table', { name: /Refused rows/ })).toContainText('Philipines')
    if ((await forward(page).getAttribute('aria-disabled')) === 'true') continue
    await forward(page).click()
    await expect(page.locator('.run-head .chip')).toHaveText('Done', { timeout: 120_000 })
    await expect(countOf(page, 'Refused')).toHaveText(refused)
  }
})

test('bank marketing’s 45,211 leads are understood: their outcome is a status, and what is known afterwards is marked', async ({
  page,
}) => {
  const file = `${data}bank-marketing/bank-full.csv`
  test.skip(!existsSync(file), 'the shared data is not here')
  await enter(page)
  await page.goto('/imports')
  await ready(page)
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(page).toHaveURL(/settings$/, { timeout: 60_000 })
  await forward(page).click()
  const duration = page
    .locator('tr[data-column]')
    .filter({ has: page.getByText('duration', { exact: true }) })
  await expect(duration.getByRole('checkbox')).toBeChecked()
  await expect(page.locator('.file-line')).toContainText('45,211 rows', { timeout: 120_000 })
  await expect(countOf(page, 'Refuse')).toHaveText('0', { timeout: 120_000 })
})
