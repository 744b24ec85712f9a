import { expect, test } from '@playwright/test'
import { baseURL } from '../../config'
import { expectAccessible, newPerson, open, readerOf } from '../app/browser-test'

test('whoever comes to Tokyo from a workspace in Berlin may take Tokyo’s days, and finds on them what rows show', async ({
  browser,
}) => {
  const context = await readerOf(browser, { timeZone: 'Asia/Tokyo' })
  const headers = { origin: baseURL }
  const workspace = { workspace: 'Of Berlin', timeZone: 'Europe/Berlin' }
  await context.request.post('/auth/sign-up', { data: { ...newPerson(), ...workspace }, headers })
  const call = { kind: 'call', name: 'Evening call', occurredAt: '2025-11-20T20:00:00Z' }
  await context.request.post('/crm/activities', { data: call, headers })
  const page = await context.newPage()
  const on = (day: string) => `/activities?show=all&filter=occurredAt:on:${day}`
  const row = page.getByRole('row').filter({ hasText: 'Evening call' })

  await open(page, on('2025-11-20'))
  await expect(row).toContainText('20 Nov 2025')
  const notice = page.getByRole('region', { name: 'Time zone' })
  await expect(notice).toContainText('Japan')
  await expectAccessible(page)
  await notice.getByRole('button', { name: 'Use the device’s time' }).click()
  await expect(notice).toBeHidden()
  await expect(row).toBeHidden()
  await open(page, on('2025-11-21'))
  await expect(row).toContainText('21 Nov 2025')

  await open(page, '/settings/profile')
  const zone = page.getByRole('combobox', { name: 'Time zone' })
  await expect(zone).toHaveValue(/Asia\/Tokyo/)
  await zone.fill('Kathmandu')
  await page.getByRole('option', { name: 'Asia/Kathmandu' }).click()
  await expect(notice).toContainText('Nepal')
  await notice.getByRole('button', { name: 'Keep it as it is' }).click()
  await expect(notice).toBeHidden()
})
