import { expect, type Page, test } from '@playwright/test'
import { baseURL } from '../../../config'
import { expectAccessible, newcomer, open } from '../../app/browser-test'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const file = (name: string, content: string | Buffer) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
})

async function customerOf(page: Page) {
  const answer = await page.request.post('/crm/customers', {
    data: { name: 'Gulf Medical Supply' },
    headers: { origin: baseURL },
  })
  return (await answer.json()) as { id: string }
}
const line = (page: Page, name: string) => page.locator('.file-line').filter({ hasText: name })
const act = async (page: Page, name: string, what: string) => {
  await line(page, name)
    .getByRole('button', { name: `More about ${name}` })
    .click()
  await page.getByRole('menuitem', { name: what }).click()
}

test('files are chosen, seen, renamed, removed and brought back, and told by the timeline', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/customers')
  const { id } = await customerOf(page)
  await open(page, `/customers/${id}?tab=files`)
  await expect(page.getByText('No files yet. Drop some here, or choose them.')).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Add files' }).click()
  await (await chooser).setFiles([
    file('offer.txt', 'An offer.'),
    file('photo.png', png),
    file('page.png', '<!doctype html><script>1</script>'),
  ])
  await expect(line(page, 'offer.txt')).toContainText('9 bytes')
  // What is not what it is called is told, and stays until it is taken off the list.
  await expect(line(page, 'page.png').getByRole('alert')).toContainText('is not what it is called')
  await page.getByRole('button', { name: 'Take page.png off the list' }).click()
  await expect(line(page, 'page.png')).toHaveCount(0)
  await expect(line(page, 'photo.png').locator('img')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)

  await page.getByRole('button', { name: 'photo.png', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('img', { name: 'photo.png' })).toBeVisible()
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await act(page, 'offer.txt', 'Download')
  expect((await download).suggestedFilename()).toBe('offer.txt')

  await act(page, 'offer.txt', 'Rename')
  await page.getByRole('dialog').getByLabel('Name').fill('second offer.txt')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await act(page, 'second offer.txt', 'Remove')
  await expect(line(page, 'second offer.txt')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(line(page, 'second offer.txt')).toBeVisible()
  await act(page, 'photo.png', 'Remove')
  await page.getByRole('button', { name: 'Show removed files' }).click()
  await line(page, 'photo.png').getByRole('button', { name: 'Bring back' }).click()
  await expect(page.getByRole('button', { name: 'photo.png', exact: true })).toBeVisible()

  await open(page, `/customers/${id}`)
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText('File brought back: photo.png')
})

test('what is dropped is added, a broken line is tried again, and what another adds appears', async ({
  browser,
}) => {
  const { page } = await newcomer(browser, '/customers')
  const { id } = await customerOf(page)
  await open(page, `/customers/${id}?tab=files`)
  const panel = page.locator('.record-files')
  await page.getByText('No files yet.').waitFor()
  await page.route('**/crm/attachments?entity=customer**', route =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  const data = await page.evaluateHandle(() => {
    const carried = new DataTransfer()
    carried.items.add(new File(['Dropped.'], 'dropped.txt'))
    return carried
  })
  await panel.dispatchEvent('dragenter', { dataTransfer: data })
  await expect(page.getByText('Drop the files here to add them')).toBeVisible()
  await panel.dispatchEvent('drop', { dataTransfer: data })
  await expect(line(page, 'dropped.txt').getByRole('alert')).toBeVisible()
  await page.unroute('**/crm/attachments?entity=customer**')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(line(page, 'dropped.txt')).toContainText('8 bytes')
  const answer = await page.request.post(`/crm/attachments?entity=customer&recordId=${id}&name=theirs.txt`, {
    data: Buffer.from('Theirs.'),
    headers: { origin: baseURL, 'content-type': 'application/octet-stream' },
  })
  expect(answer.status()).toBe(201)
  await expect(line(page, 'theirs.txt')).toBeVisible()
})
