import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { baseURL, demo } from '../../config'

/** What browser tests of all areas share. */

interface Reader {
  /** Null: none was chosen in this browser. */
  locale?: 'en' | 'fr' | 'ar' | null
  theme?: 'light' | 'dark'
  phone?: boolean
  /** `false` for a browser that runs no script. */
  script?: boolean
  /** Where the browser is; where this machine is when absent. */
  timeZone?: string
}

/** A browser of its own for one person, in one language, at an address of its own: many people on one machine are no attack. */
export async function readerOf(
  browser: Browser,
  { locale = 'en', theme, phone, script, timeZone }: Reader = {},
): Promise<BrowserContext> {
  await closeReadersOfOtherTests()
  const context = await browser.newContext({
    baseURL,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
    javaScriptEnabled: script,
    timezoneId: timeZone,
    extraHTTPHeaders: { 'x-forwarded-for': newAddress() },
  })
  readers.set(context, test.info().testId + test.info().repeatEachIndex)
  await context.addCookies([
    ...(locale ? [{ name: 'sx_locale', value: locale, url: baseURL }] : []),
    ...(theme ? [{ name: 'sx_theme', value: theme, url: baseURL }] : []),
  ])
  return context
}

const readers = new Map<BrowserContext, string>()

/** A page that a test leaves open goes on listening and asking, in the midst of what the next ones do and count. */
async function closeReadersOfOtherTests() {
  const { testId, repeatEachIndex } = test.info()
  for (const [context, of] of readers) {
    if (of === testId + repeatEachIndex) continue
    readers.delete(context)
    await context.close()
  }
}

let addresses = 0
/** From the documentation's 2001:db8::/32, a network for each; where the edge trusts no proxy it is ignored. */
const newAddress = () => `2001:db8:${(process.pid & 0xffff).toString(16)}:${(++addresses).toString(16)}::1`

const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone

type Cookies = Parameters<BrowserContext['addCookies']>[0]
let demoSession: Cookies = []

/**
 * Signs the demo workspace's administrator in. One session serves as long as it lasts: an account that is signed in to a hundred times in
 * an hour is closed for a while, as it should be.
 */
export async function signInToDemo(context: BrowserContext) {
  await context.addCookies(demoSession)
  if (demoSession.length && (await context.request.get('/auth/session')).ok()) return
  const { email, password } = demo
  const answer = await context.request.post('/auth/sign-in', {
    data: { email, password },
    headers: { origin: baseURL },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  const { user } = await answer.json()
  // Else the first page would guess it, and ask for everything again.
  if (user.timeZone === null)
    await context.request.patch('/auth/profile', { data: { timeZone: zone }, headers: { origin: baseURL } })
  demoSession = (await context.cookies()).filter(({ name }) => name.endsWith('sextant.session'))
}

/** The demo workspace's administrator, signed in, on a page. */
export async function demoPage(browser: Browser, path: string, reader?: Reader): Promise<Page> {
  const context = await readerOf(browser, reader)
  await signInToDemo(context)
  const page = await context.newPage()
  await open(page, path)
  return page
}

/** Somebody new with a workspace of their own, signed in. */
export async function newcomer(browser: Browser, path: string, reader?: Reader) {
  const context = await readerOf(browser, reader)
  const person = newPerson()
  const answer = await context.request.post('/auth/sign-up', {
    data: { ...person, workspace: `${person.name} & Co`, timeZone: zone },
    headers: { origin: baseURL },
  })
  expect(answer.ok(), await answer.text()).toBe(true)
  const page = await context.newPage()
  await open(page, path)
  return { page, person }
}

/** Goes to a page of the frame and waits until it answers to the keyboard. */
export async function open(page: Page, path: string) {
  await page.goto(path)
  await page.locator('.topbar .avatar:not([data-initials=""])').waitFor()
}

/** Goes to a page before the frame, such as the sign-in form, and waits until its form can be sent. */
export async function openForm(page: Page, path: string) {
  await page.goto(path)
  await page.locator('button[data-awake]').waitFor()
}

let made = 0
export function newPerson() {
  const tag = `${Date.now().toString(36)}${process.pid.toString(36)}${(++made).toString(36)}`
  return { name: `Nora ${tag}`, email: `nora.${tag}@example.com`, password: 'a long walk at dusk' }
}

/** WCAG 2.2 AA, of the whole page as it is now. */
export async function expectAccessible(page: Page) {
  // A page that is being drawn in another language has no name for a moment.
  await expect(page).toHaveTitle(/\S/)
  // What is still fading in has no contrast yet, and a message may begin to fade at any moment.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
}
