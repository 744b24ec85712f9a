import { expect, test } from '@playwright/test'
import { baseURL } from '../../config'
import { expectAccessible, newPerson, open, readerOf } from '../app/browser-test'

test('whoever comes to Tokyo from a workspace in Berlin may take Tokyo’s days, and finds on them what rows show', async ({
  browser,
}) => {
  const context = await readerOf(browser, { timeZone: 'Asia/Tokyo' })
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(path, { data, headers: { origin: baseURL } })
    expect(answer.ok(), await answer.text()).toBe(true)
  }
  await post('/auth/sign-up', { ...newPerson(), workspace: 'Of Berlin', timeZone: 'Europe/Berlin' })
  await post('/crm/activities', { kind: 'call', name: 'Evening call', occurredAt: '2025-11-10T20:00:00Z' })
  await post('/crm/activities', { kind: 'task', name: 'Send the offer', dueOn: '2025-11-20' })
  const page = await context.newPage()
  // In Berlin it is the evening of the 20th.
  await page.clock.setFixedTime('2025-11-20T20:00:00Z')
  const on = (day: string) => `/activities?show=all&filter=occurredAt:on:${day}`
  const row = page.getByRole('row').filter({ hasText: 'Evening call' })
  const notice = page.getByRole('region', { name: 'Time zone' })

  await open(page, on('2025-11-10'))
  await expect(row).toContainText('10 Nov')
  await open(page, '/activities')
  const task = (when: string) => page.getByRole('region', { name: when }).getByText('Send the offer')
  await expect(task('Today')).toBeVisible()
  await expect(notice).toContainText('Japan')
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Use the device’s time' }).click()
  await expect(notice).toBeHidden()
  await expect(task('Overdue')).toBeVisible()
  await open(page, on('2025-11-11'))
  await expect(row).toContainText('11 Nov')

  await open(page, '/settings/profile')
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  await expect(zone).toHaveValue(/Asia\/Tokyo/)
  await zone.fill('Kathmandu')
  await page.getByRole('option', { name: 'Asia/Kathmandu' }).click()
  await expect(notice).toContainText('Nepal')
  await notice.getByRole('button', { name: 'Keep it as it is' }).click()
  await expect(notice).toBeHidden()
})
