import { expect, test } from '@playwright/test'
import { baseURL } from '../../../config'
import { newcomer, open } from '../../app/browser-test'

test('a drawer shows the files of its record to who is there, on a phone too', async ({ browser }) => {
  for (const reader of [{}, { phone: true }] as const) {
    const { page } = await newcomer(browser, '/leads', reader)
    const headers = { origin: baseURL }
    const lead = await (
      await page.request.post('/crm/leads', { data: { name: 'Sara Aziz' }, headers })
    ).json()
    const added = await page.request.post(`/crm/attachments?entity=lead&recordId=${lead.id}&name=offer.txt`, {
      data: Buffer.from('An offer.'),
      headers: { ...headers, 'content-type': 'application/octet-stream' },
    })
    expect(added.status()).toBe(201)
    await open(page, `/leads/${lead.id}`)
    const timeline = page.getByRole('heading', { name: 'Timeline' })
    await timeline.scrollIntoViewIfNeeded()
    await page.keyboard.press('Shift')
    await expect(page.locator('.file-line')).toContainText('9 bytes')
    await page.context().close()
  }
})
