import {
  type APIRequestContext,
  type Browser,
  type BrowserContext,
  expect,
  type Page,
  test,
} from '@playwright/test'
import { statementCount } from '../../../edge/testing/statement-count'
import { baseURL } from '../../config'
import { newPerson, readerOf, signInToDemo } from './browser-test'

/** What any page may cost the database, with every cache cold: who asks, the frame, and its own data together. */
const most = 8
/** No answer is waited for, and none was asked for, this long: the page has all that it asks for by itself. */
const quietMs = 600

const origin = { origin: baseURL }

/**
 * Somebody who has just joined the demo workspace as an administrator. Answers are kept by who may see what, and nobody has asked as
 * this member before: neither the memory of the process nor the shared store holds anything, whatever ran before.
 */
async function freshMember(browser: Browser) {
  const host = await readerOf(browser)
  await signInToDemo(host)
  const { name, email, password } = newPerson()
  const made = await host.request.post('/crm/invitations', {
    data: { email, role: 'admin' },
    headers: origin,
  })
  expect(made.ok(), await made.text()).toBe(true)
  const { token } = (await made.json()) as { token: string }
  const guest = await readerOf(browser)
  const joined = await guest.request.post(`/auth/invitations/${token}`, {
    data: { name, password },
    headers: origin,
  })
  expect(joined.ok(), await joined.text()).toBe(true)
  const { member } = (await joined.json()) as { member: { id: string } }
  // As every account has from its first page on: until then that page keeps the browser's, and asks once more.
  const zoned = await guest.request.patch('/auth/profile', {
    data: { timeZone: 'Europe/Berlin' },
    headers: origin,
  })
  expect(zoned.ok(), await zoned.text()).toBe(true)
  await readLog(host)
  return {
    guest,
    host: host.request,
    leave: async () => {
      await guest.close()
      const left = await host.request.delete(`/crm/members/${member.id}`, { headers: origin })
      expect(left.ok(), await left.text()).toBe(true)
      await host.close()
    },
  }
}

/**
 * Resolves when the process has read the log up to now: a live stream begins after a look at all of it. When the log tells of a member who
 * joined or left, who asks is forgotten and looked up anew, which would be counted as the page's.
 */
async function readLog(host: BrowserContext) {
  const { cookies } = await host.storageState()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const live = await fetch(new URL('/live', baseURL), { headers: { cookie } })
  expect(live.ok).toBe(true)
  await live.body?.cancel()
}

/** Resolves when the page has asked for nothing, and waits for nothing, for a while. The live stream never ends and does not count. */
function quiet(page: Page) {
  const asked: string[] = []
  const open = new Set<unknown>()
  let lastAt = Date.now()
  page.on('request', request => {
    const { pathname, search } = new URL(request.url())
    if (pathname === '/live') return
    open.add(request)
    lastAt = Date.now()
    if (!pathname.startsWith('/_build') && !pathname.includes('/assets/'))
      asked.push(decodeURIComponent(pathname + search))
  })
  const done = (request: unknown) => {
    if (open.delete(request)) lastAt = Date.now()
  }
  page.on('requestfinished', done)
  page.on('requestfailed', done)
  return {
    asked,
    until: () =>
      expect.poll(() => open.size === 0 && Date.now() - lastAt > quietMs, { timeout: 20_000 }).toBe(true),
  }
}

/** Asked as a process of this machine: who signed in would be looked up anew from time to time, at the cost of the page. */
const reading = async () => statementCount(await (await fetch(new URL('/metrics', baseURL))).text())

/** The first record of an area, for pages that are about one. */
const first = async (request: APIRequestContext, area: string, filter?: string) => {
  const answer = await request.get(`/crm/${area}`, {
    params: { limit: 1, fields: 'id', ...(filter ? { filter } : {}) },
  })
  const { results } = (await answer.json()) as { results: { id: string }[] }
  return results[0]!.id
}

/** One with several deals: each of them is told of in the customer's timeline. */
const customerWithDeals = async (request: APIRequestContext) => {
  const answer = await request.get('/crm/deals', {
    params: { limit: 200, fields: 'customerId', filter: 'customerId:known' },
  })
  const { results } = (await answer.json()) as { results: { customerId: string }[] }
  const times = new Map<string, number>()
  for (const { customerId } of results) times.set(customerId, (times.get(customerId) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])[0]![0]
}

type Address = (host: APIRequestContext) => Promise<string> | string
const pages: Record<string, Address> = {
  'the leads': () => '/leads',
  'a lead, opened by its address': async host => `/leads/${await first(host, 'leads')}`,
  'the board': () => '/pipeline',
  'a deal on the board, opened by its address': async host =>
    `/pipeline/deals/${await first(host, 'deals', 'status:eq:open')}`,
  'the customers': () => '/customers',
  'a customer with deals': async host => `/customers/${await customerWithDeals(host)}`,
  'the contacts': () => '/contacts',
  'a contact': async host => `/contacts/${await first(host, 'contacts')}`,
  'the products': () => '/products',
  'the tasks': () => '/activities',
  'the imports': () => '/imports',
  'the models': () => '/models',
  'a model': () => '/models/lead-conversion',
  'the own profile': () => '/settings/profile',
  'the members': () => '/settings/members',
  'the keys': () => '/settings/keys',
  'the fields': () => '/settings/fields',
  'the operations': () => '/settings/operations',
}

for (const [name, address] of Object.entries(pages)) {
  // What the process sends is counted, whoever asked for it.
  test(`${name}: at most ${most} statements from cold`, { tag: '@alone' }, async ({ browser }, info) => {
    const { guest, host, leave } = await freshMember(browser)
    const path = await address(host)
    const page = await guest.newPage()
    const { until, asked } = quiet(page)
    const before = await reading()
    await page.goto(path)
    await page.locator('.topbar .avatar:not([data-initials=""])').waitFor()
    await until()
    const statements = (await reading()) - before
    info.annotations.push({ type: 'statements', description: String(statements) })
    expect(statements, asked.join('\n')).toBeLessThanOrEqual(most)
    // A page that shows nothing costs nothing: it must have asked for something.
    expect(statements).toBeGreaterThan(0)
    await leave()
  })
}
