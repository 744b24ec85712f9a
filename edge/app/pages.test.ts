import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPages } from './pages'

let dist: string
const log = { info: () => {}, warn: () => {}, error: () => {} }
beforeAll(() => {
  dist = mkdtempSync(join(tmpdir(), 'sextant-dist-'))
  mkdirSync(join(dist, 'client', 'assets'), { recursive: true })
  mkdirSync(join(dist, 'server'))
  writeFileSync(join(dist, 'client', 'assets', 'app-Bx3kQ9zL.js'), `console.log(${'1+'.repeat(2000)}1)`)
  writeFileSync(join(dist, 'client', 'favicon.svg'), '<svg/>')
  writeFileSync(
    join(dist, 'server', 'entry-server.js'),
    'export default { fetch: request => new Response("<script nonce=" + request.headers.get("x-sextant-nonce") + ">" + (request.headers.get("x-sextant-language") ? "language=" + request.headers.get("x-sextant-language") + " cookie=" + (request.headers.get("cookie") ?? "none") : ""), { headers: { "content-type": "text/html" } }) }',
  )
})
afterAll(() => rmSync(dist, { recursive: true }))

const ask = (path: string, headers: Record<string, string> = {}) =>
  createPages({ dist, secure: true, log })(
    new Request(`https://crm.example${path}`, { headers }),
    'request-1',
  )

test('a page has a nonce of its own, which its policy names, and cannot be framed', async () => {
  const [one, two] = [await ask('/leads'), await ask('/leads')]
  const policy = one.headers.get('content-security-policy')!
  const nonce = /nonce-([^']+)'/.exec(policy)![1]!
  expect(await one.text()).toBe(`<script nonce=${nonce}>`)
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
  expect(two.headers.get('content-security-policy')).not.toBe(policy)
  expect(one.headers.get('strict-transport-security')).toContain('max-age=')
})

test('built files are kept for ever by browsers, compressed as they can take it', async () => {
  const brotli = await ask('/assets/app-Bx3kQ9zL.js', { 'accept-encoding': 'gzip, br' })
  expect(brotli.headers.get('content-encoding')).toBe('br')
  expect(brotli.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  const gzip = await ask('/assets/app-Bx3kQ9zL.js', { 'accept-encoding': 'gzip, br;q=0' })
  expect(new TextDecoder().decode(Bun.gunzipSync(new Uint8Array(await gzip.arrayBuffer())))).toStartWith(
    'console.log(1+',
  )
  const plain = await ask('/favicon.svg')
  expect([plain.headers.get('content-encoding'), plain.headers.get('cache-control')]).toEqual([
    null,
    'public, max-age=0, must-revalidate',
  ])
  expect((await ask('/favicon.svg', { 'if-none-match': plain.headers.get('etag')! })).status).toBe(304)
})

test('no path leads out of the folder', async () => {
  for (const path of [
    '/../server/entry-server.js',
    '/assets/%2e%2e/%2e%2e/server/entry-server.js',
    '/assets/..%2f..%2fserver/entry-server.js',
  ])
    expect(await (await ask(path)).text()).not.toContain('export default')
})

test('whatever is answered has its request id and its guards', async () => {
  const file = await ask('/favicon.svg')
  const answers = [
    file,
    await ask('/favicon.svg', { 'if-none-match': `"x", W/${file.headers.get('etag')}` }),
    await ask('/leads'),
    await ask('/%'),
    await createPages({ dist: '/nowhere', secure: true, log })(
      new Request('https://x.example/leads'),
      'request-1',
    ),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 304, 200, 400, 503])
  for (const { headers } of answers) {
    expect(headers.get('x-request-id')).toBe('request-1')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('strict-transport-security')).toContain('max-age=')
  }
  expect(answers[3]!.headers.get('content-type')).toBe('application/problem+json')
})

test('a guest’s page is kept by nobody, tells nobody where it was, and knows nothing of an account here', async () => {
  const page = await createPages({ dist, secure: true, log })(
    new Request('https://crm.example/q/a-secret', {
      headers: { cookie: 'sx_locale=fr', 'x-sextant-language': 'fr' },
    }),
    'request-1',
    { guest: { language: 'ar' } },
  )
  expect(page.status).toBe(200)
  const headers = Object.fromEntries(page.headers)
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
  })
  const policy = headers['content-security-policy']!
  for (const rule of [
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "connect-src 'self'",
  ])
    expect(policy).toContain(rule)
  expect(policy).not.toMatch(/unsafe|blob:|https?:/)
  expect(await page.text()).toContain('language=ar cookie=none')
})
