import { expect, type Locator, type Page } from '@playwright/test'
import { baseURL, demo } from '../../config'

/** Signs in as the demo workspace's administrator, reading in a language. */
export async function enter(
  page: Page,
  { locale = 'en', theme }: { locale?: 'en' | 'fr' | 'ar'; theme?: 'dark' } = {},
) {
  const { email, password } = demo
  const answer = await page.request.post('/auth/sign-in', {
    data: { email, password },
    headers: { origin: baseURL },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  await page
    .context()
    .addCookies([
      { name: 'sx_locale', value: locale, url: baseURL },
      ...(theme ? [{ name: 'sx_theme', value: theme, url: baseURL }] : []),
    ])
}

/** A file for the file chooser. */
export const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

/** Uploads a file on a fresh wizard and waits for the settings of its draft. */
export async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  await page.goto('/imports/new')
  await ready(page)
  await page.locator('input[type=file]').first().setInputFiles(file)
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}\/settings$/)
  await expect(page.locator('.kinds')).toBeVisible()
}

/** The page takes keys and clicks: what the server rendered has come to life. */
export async function ready(page: Page) {
  await page.locator('.topbar .avatar:not([data-initials=""])').waitFor()
}

export const forward = (page: Page): Locator => page.locator('.wizard-foot .btn.primary')
export const rowOf = (page: Page, header: string): Locator =>
  page.locator('tr[data-column]').filter({ has: page.getByText(header, { exact: true }) })
/** The figure of a count, such as “Create”. */
export const countOf = (page: Page, label: string): Locator =>
  page
    .locator('.counts > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('.value')

/** A word that no other run of the tests has used. */
export const fresh = () => `${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`
