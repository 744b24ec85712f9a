import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer } from '../../app/browser-test'

test('a territory is made, tried and saved, and what its rule fits lies in it from then on', async ({
  browser,
}) => {
  const { page, person } = await newcomer(browser, '/settings/territories')
  const headers = { origin: new URL(page.url()).origin }
  await page.getByLabel('Name of the new territory').fill('North')
  await page.getByRole('button', { name: 'Make the territory' }).click()
  await expect(page.getByText('The territory North was made')).toBeVisible()
  await page.getByRole('button', { name: 'Edit North' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit North' })
  await dialog.getByRole('button', { name: /^People: / }).click()
  await page.getByRole('option', { name: person.name }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'What would change?' }).click()
  await expect(dialog.getByText('Nobody sees more or fewer records than now.')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /North/ })).toContainText(person.name)
  // The rule as a machine sets it; the page shows what it counts.
  const tree = await (await page.request.get('/crm/territory-tree')).json()
  const { id, memberIds } = tree.territories[0]
  const lead = { field: 'country', op: 'eq', value: 'NO' }
  await page.request.put(`/crm/territories/${id}/setup`, {
    data: { customer: null, lead, memberIds },
    headers,
  })
  const made = await page.request.post('/crm/leads', { data: { name: 'Layla', country: 'NO' }, headers })
  expect((await made.json()).territoryId).toBe(id)
  await page.reload()
  await expect(page.getByRole('row', { name: /North/ })).toContainText('1')
  await page.getByRole('button', { name: 'Archive North' }).click()
  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  await expect(page.getByText('No territories yet')).toBeVisible()
})
