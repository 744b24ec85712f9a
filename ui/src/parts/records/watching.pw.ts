import { expect, test } from '@playwright/test'
import { expectAccessible, newcomer, open } from '../../app/browser-test'

test('a record is watched by its bell and by W, and what others do with it gathers under For you', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/leads')
  const origin = new URL(page.url()).origin
  const send = async (method: 'post' | 'patch', path: string, data: object, headers = {}) => {
    const answer = await page.request[method](path, { data, headers: { origin, ...headers } })
    return answer.json()
  }
  const lead = await send('post', '/crm/leads', { name: 'Acme' })
  await open(page, `/leads/${lead.id}`)
  await page.getByRole('button', { name: 'Watch it', exact: true }).click()
  const bell = page.getByRole('button', { name: 'Watch it no more' })
  await expect(bell).toHaveAttribute('aria-pressed', 'true')
  await page.locator('body').press('w')
  await expect(page.getByRole('button', { name: 'Watch it', exact: true })).toBeVisible()
  await page.locator('body').press('w')
  await expect(bell).toBeVisible()
  // A key is somebody else.
  const key = await send('post', '/crm/api-keys', { name: 'Kuwait ERP', role: 'admin' })
  const changed = await page.request.patch(`/crm/leads/${lead.id}`, {
    data: { city: 'Oslo' },
    headers: { authorization: `Bearer ${key.secret}` },
  })
  expect(changed.ok()).toBe(true)
  await expect(async () => {
    await open(page, '/activities?show=you')
    await expect(page.getByRole('link', { name: 'Acme' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  const notice = page.getByRole('listitem').filter({ hasText: 'Acme' })
  await expect(notice).toContainText('Kuwait ERP')
  await expect(notice).toContainText(/City\S* changed/)
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Watch it no more' }).click()
  await expect(notice.getByRole('button', { name: 'Watch it no more' })).toHaveCount(0)
  await open(page, `/leads/${lead.id}`)
  await expect(page.getByRole('button', { name: 'Watch it', exact: true })).toBeVisible()
})
