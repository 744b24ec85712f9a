import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../../app/browser-test'

test('a calendar is made by keyboard with the holidays of a country, what is wrong is told where it is, and one is away by it', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/settings/calendars')
  await page.getByRole('button', { name: 'New calendar' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Riyadh')
  await page.getByRole('button', { name: 'Tuesday as the day before' }).press('Enter')
  await page.getByLabel('Tuesday, end of span 1').fill('08:00')
  const tuesday = page.getByRole('group', { name: 'Tuesday' })
  await expect(tuesday.getByRole('alert')).toContainText('before it has begun')
  await page.getByLabel('Tuesday, span 1 ends the next day').check()
  await expect(tuesday.getByRole('alert')).toBeHidden()
  await page.getByRole('button', { name: 'Take over public holidays' }).press('Enter')
  await page.getByRole('combobox', { name: 'Country' }).fill('Saudi')
  await page.getByRole('option', { name: 'Saudi Arabia' }).click()
  await expect(page.getByRole('region', { name: 'Holidays that are taken over' })).toContainText(
    'Founding Day',
  )
  await page.getByRole('button', { name: /^Take over \d+ holidays/ }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('row', { name: /Riyadh Default/ })).toContainText('55 h')
  await page.getByRole('button', { name: 'Enter an absence' }).click()
  await page.getByLabel('First day').fill('2027-06-03')
  await page.getByLabel('Last day').fill('2027-06-02')
  await page.getByRole('button', { name: 'Save absence' }).click()
  await expect(page.getByText('It ends before it begins.')).toBeVisible()
  await page.getByLabel('Last day').fill('2027-06-04')
  await page.getByRole('button', { name: 'Save absence' }).click()
  await expect(page.getByText('3 June 2027 to 4 June 2027')).toBeVisible()
})
