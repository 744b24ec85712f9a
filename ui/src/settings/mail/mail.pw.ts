import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../../app/browser-test'

test('without a server a test mail is kept in the development mailbox, and is read there', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/settings/mail')
  await expect(page.getByText('No mail server is set')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await expect(page.getByRole('status').getByText('Kept in the development mailbox')).toBeVisible()
  await page.getByRole('link', { name: '1 in the development mailbox' }).click()
  await page.getByRole('button', { name: 'Open “A test of outgoing mail”' }).click()
  const message = page.getByRole('dialog', { name: 'A test of outgoing mail' })
  await expect(message.getByText('to see whether mail goes out')).toBeVisible()
  await expect(message.getByText('No mail server is set: it stays here')).toBeVisible()
  await expectAccessible(page)
})

test('a server inside is not spoken to, says why, and is taken away again; its password is never told', async ({
  browser,
}) => {
  const { page, person } = await newcomer(browser, '/settings/mail')
  await page.getByLabel('Server name').fill('10.255.255.1')
  await page.getByLabel('User').fill('me')
  await page.getByLabel('Password').fill('a dune at dusk')
  await page.getByLabel('Address', { exact: true }).fill(person.email)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('A password is kept.')).toBeVisible()
  await expect(page.getByLabel('Password')).toHaveValue('')
  await page.getByRole('button', { name: 'Send a test mail' }).click()
  await expect(page.getByText('Mail does not go out at the moment')).toBeVisible()
  await expect(page.getByText('This server is in a private network')).toBeVisible()
  await page.getByRole('button', { name: 'Remove this server' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove this server' }).click()
  await expect(page.getByText('No mail server is set')).toBeVisible()
})

test('an address gets nothing any more, and is let go again', async ({ browser }) => {
  const { page } = await newcomer(browser, '/settings/deliveries')
  await page.getByRole('button', { name: 'Add an address' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill('No@Gulf.example')
  await dialog.getByLabel('Why').fill('Asked by phone')
  await dialog.getByRole('button', { name: 'Add an address' }).click()
  const row = page.getByRole('row', { name: /no@gulf\.example/ })
  await expect(row).toContainText('Asked by phone')
  await row.getByRole('button', { name: 'Let mail go to it again' }).click()
  await expect(row).toBeHidden()
})
