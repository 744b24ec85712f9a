import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { write } from '@sextant/db/events/write'
import { keepFile } from '@sextant/db/files/keep-file'
import { linkToken } from '@sextant/db/quotes/quote-link'
import { scratchPipeline, scratchQuote } from '@sextant/db/quotes/scratch-quotes'
import { sendQuote } from '@sextant/db/quotes/send-quote'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let door: TestDoor
let seller: TestAsker
let dist: string
let later = 0
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'sextant-dist-'))
  mkdirSync(join(dist, 'server'), { recursive: true })
  writeFileSync(
    join(dist, 'server', 'entry-server.js'),
    'export default { fetch: request => new Response(request.headers.get("x-sextant-language") ?? "none") }',
  )
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people, { uiDist: dist, clock: () => new Date(Date.now() + later) })
  seller = await people.join()
  await scratchPipeline(seller)
})
// So that no test uses up what another may ask.
beforeEach(() => {
  later += 120_000
})
afterAll(async () => {
  await door.close()
  await database.drop()
  rmSync(dist, { recursive: true })
})

async function sent(values: object = {}) {
  const { id } = await scratchQuote(seller, { values })
  await sendQuote(seller, id, { recipients: [{ name: 'Thandiwe Mokoena', email: null }] })
  const [link] = await database.owner<{ id: string }[]>`select id from quote_link where quote_id = ${id}`
  return { id, token: linkToken(door.door.secret, link!.id) }
}
let networks = 0
const network = () => ({ 'x-forwarded-for': `2001:db8:1:${(++networks).toString(16)}::1` })
const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  door.ask(null, method, `/public/quotes/${path}`, body, headers)
const signed = { name: 'Thandiwe Mokoena', signature: { typed: 'Thandiwe Mokoena' } }

test('the token alone opens a quote, and nobody keeps or learns the address', async () => {
  const { token, id } = await sent()
  const answer = await ask('GET', token)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.headers.getSetCookie()).toEqual([])
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({ state: 'open', person: 'Thandiwe Mokoena' })
  for (const secret of [id, seller.workspaceId, seller.access.memberId!]) expect(text).not.toContain(secret)
})

test('whatever is no link is the same 404, without a look into the log for what it was', async () => {
  const { token } = await sent()
  const bodies = new Set<string>()
  const garbage = [
    'x',
    `${token}x`,
    token.slice(1),
    token.replace('.', ''),
    token.split('.')[0]!,
    `${token}%00`,
    '%F0%9F%98%80',
    'a'.repeat(4000),
    linkToken('another secret', '00000000-0000-4000-8000-000000000000'),
    linkToken(door.door.secret, '00000000-0000-4000-8000-000000000000'),
  ]
  for (const one of garbage)
    for (const [method, verb, body] of [
      ['GET', '', undefined],
      ['GET', '/pdf', undefined],
      ['GET', '/logo', undefined],
      ['POST', '/accept', signed],
      ['POST', '/viewed', {}],
    ] as const) {
      const answer = await ask(method, one + verb, body)
      const { requestId, ...problem } = (await answer.json()) as { requestId: string }
      bodies.add(JSON.stringify([answer.status, problem, answer.headers.get('cache-control')]))
    }
  expect([...bodies].length).toBe(1)
  expect([...bodies][0]).toStartWith('[404,')
})

test('neither the log of requests nor that of faults has a token', async () => {
  const { token } = await sent()
  await ask('GET', token)
  await ask('POST', `${token}/accept`, { name: '' })
  await door.app.request(`/q/${token}`)
  await door.app.request(`/q/${token}`, { method: 'POST' })
  await door.app.request(`/public/quotes/${token}/nothing-here`)
  const told = [...door.lines, ...door.logged].join('\n')
  expect(told).toContain('/public/quotes/:token')
  expect(told).not.toContain(token)
  expect(told).not.toContain(token.split('.')[1]!)
})

test('accepting by HTTP: once, told to the second, repeated with success, and in the timeline of who sells', async () => {
  const { token, id } = await sent()
  const [one, two] = await Promise.all([
    ask('POST', `${token}/accept`, signed),
    ask('POST', `${token}/accept`, { ...signed, name: 'Somebody else' }),
  ])
  const statuses = [one.status, two.status]
  expect(statuses.toSorted()).toEqual([200, 409])
  const lost = (await (one.status === 409 ? one : two).json()) as { rule: string }
  expect(lost.rule).toBe('quote.accepted_already')
  const winner = one.status === 200 ? signed : { ...signed, name: 'Somebody else' }
  expect((await ask('POST', `${token}/accept`, winner)).status).toBe(200)
  const timeline = (await (await door.ask(seller, 'GET', `/crm/quotes/${id}/timeline`)).json()) as {
    results: { kind: string; actor: { type: string; name: string }; payload: object }[]
  }
  const accepted = timeline.results.filter(({ kind }) => kind === 'quote.accepted')
  expect(accepted).toMatchObject([
    { actor: { type: 'customer', name: 'Thandiwe Mokoena' }, payload: { name: winner.name } },
  ])
})

test('what cannot be accepted is a 422 with its rule, and no body is a 5xx', async () => {
  const { token, id } = await sent()
  for (const body of [
    '{',
    'null',
    '[]',
    '"x"',
    '{"name":"x"}',
    '{"name":"x","signature":{"drawn":[[[1e99,0]]]}}',
  ]) {
    const answer = await ask('POST', `${token}/accept`, body)
    expect([body, answer.status >= 400 && answer.status < 500]).toEqual([body, true])
  }
  expect(
    (await ask('POST', `${token}/accept`, { name: 'x', signature: { drawn: 'x'.repeat(2_000_000) } })).status,
  ).toBe(413)
  await door.ask(seller, 'POST', `/crm/quotes/${id}/withdraw`)
  const answer = await ask('POST', `${token}/accept`, signed)
  expect([answer.status, ((await answer.json()) as { rule: string }).rule]).toEqual([422, 'quote.withdrawn'])
})

test('another site cannot answer in the name of a browser that has the page', async () => {
  const { token } = await sent()
  const elsewhere: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
  ]
  for (const headers of elsewhere) {
    const answer = await ask('POST', `${token}/accept`, signed, headers)
    expect(answer.status).toBe(403)
  }
  expect(((await (await ask('GET', token)).json()) as { state: string }).state).toBe('open')
})

test('the page tells a view; the seller who looks at it is none', async () => {
  const { token, id } = await sent()
  const views = async () =>
    (await database.owner<{ views: number }[]>`select views from quote_link where quote_id = ${id}`)[0]!.views
  await ask('GET', token)
  await ask('POST', `${token}/viewed`, {}, { cookie: `sextant.session=${seller.cookie}` })
  await door.ask(seller, 'POST', `/public/quotes/${token}/viewed`, {})
  expect(await views()).toBe(0)
  expect((await ask('POST', `${token}/viewed`, {})).status).toBe(204)
  await ask('POST', `${token}/viewed`, {})
  expect(await views()).toBe(1)
})

test('a PDF that is being made says when to ask again, and is then a file to save', async () => {
  const { token, id } = await sent()
  for (const waiting of [
    await ask('GET', `${token}/pdf`),
    await door.ask(seller, 'GET', `/crm/quotes/${id}/versions/1/pdf`),
  ]) {
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([409, '2'])
    expect(((await waiting.json()) as { rule: string }).rule).toBe('quote.pdf_not_ready')
  }
  const bytes = new Uint8Array(1_500_000).fill(37)
  const file = await write(seller, ({ tx }) =>
    keepFile(seller, tx, { name: 'عرض-1.pdf', contentType: 'application/pdf' }, bytes),
  )
  await database.owner`update quote_version set pdf_file_id = ${file.id} where quote_id = ${id}`
  for (const got of [
    await ask('GET', `${token}/pdf`),
    await door.ask(seller, 'GET', `/crm/quotes/${id}/versions/1/pdf`),
  ]) {
    expect(got.headers.get('content-type')).toBe('application/pdf')
    expect(got.headers.get('content-disposition')).toContain("filename*=UTF-8''%D8%B9")
    expect((await got.arrayBuffer()).byteLength).toBe(bytes.length)
  }
  const stranger = await testPeople(database).join()
  expect((await door.ask(stranger, 'GET', `/crm/quotes/${id}/versions/1/pdf`)).status).not.toBe(200)
})

test('a logo is shown as the picture that it is, and never as a page', async () => {
  const { token, id } = await sent()
  const logo = async (text: string, contentType: string) => {
    const file = await write(seller, ({ tx }) =>
      keepFile(seller, tx, { name: 'logo', contentType }, new TextEncoder().encode(text)),
    )
    await database.owner`
      update quote_version set document = jsonb_set(document, '{seller,logoFileId}', to_jsonb(${file.id}::text)) where quote_id = ${id}`
    return ask('GET', `${token}/logo`)
  }
  const svg = await logo('<svg xmlns="http://www.w3.org/2000/svg"/>', 'text/html')
  expect([svg.status, svg.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
  expect(svg.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await logo('<html><script>alert(1)</script>', 'image/png')).status).toBe(404)
})

test('the page is in the language of its quote, or in the one that is asked for, and is nobody else’s to keep', async () => {
  const { token } = await sent({ language: 'ar' })
  const page = await door.app.request(`/q/${token}`, { headers: { cookie: 'sx_locale=fr' } })
  expect(await page.text()).toBe('ar')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(await (await door.app.request(`/q/${token}?lang=fr`)).text()).toBe('fr')
  for (const odd of ['%0a', '<x>', 'é', 'english'])
    expect(await (await door.app.request(`/q/${token}?lang=${odd}`)).text()).toBe('ar')
  expect(await (await door.app.request('/q/garbage')).text()).toBe('none')
  const head = await door.app.request(`/q/${token}`, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('one network asks so often and no more; another is not held up by it', async () => {
  const narrow = await testDoor(database, testPeople(database), { trustedProxies: ['127.0.0.1/32'] })
  try {
    const { token } = await sent()
    const post = (headers: object) =>
      narrow.app.request(
        `/public/quotes/${token}/viewed`,
        { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', ...headers } },
        { address: () => '127.0.0.1' },
      )
    const one = network()
    const statuses: number[] = []
    for (let n = 0; n < 35; n++) statuses.push((await post(one)).status)
    expect(statuses.filter(status => status === 204).length).toBeGreaterThanOrEqual(30)
    expect(statuses.at(-1)).toBe(429)
    expect((await post(network())).status).toBe(204)
  } finally {
    await narrow.close()
  }
})
