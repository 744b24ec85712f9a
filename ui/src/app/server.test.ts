import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { existsSync } from 'node:fs'

const bundle = `${import.meta.dir}/../../dist/server/entry-server.js`
let server: ReturnType<typeof Bun.serve>

/** Over a socket: with the wrong build conditions the bundle answers in process and sends nothing over the wire. */
describe('the built server, over a socket', () => {
  beforeAll(async () => {
    if (!existsSync(bundle)) throw new Error('The screens are not built yet: bun run up builds them.')
    const { default: handler } = await import(bundle)
    server = Bun.serve({ port: 0, fetch: request => handler.fetch(request) })
  })
  afterAll(() => server?.stop(true))
  const page = async (path: string, headers: Record<string, string>) =>
    (await fetch(new URL(path, server.url), { headers })).text()

  test('language, direction and theme are in the first byte of the page', async () => {
    const arabic = await page('/sign-in', { cookie: 'sx_locale=ar; sx_theme=dark' })
    expect(arabic).toContain('<html lang="ar" dir="rtl" data-theme="dark">')
    expect(arabic).toContain('تسجيل الدخول')
    expect(await page('/sign-in', { 'accept-language': 'fr-CA' })).toContain('<html lang="fr" dir="ltr"')
  })

  test('every script carries the nonce, and nothing needs inline styles', async () => {
    for (const path of ['/sign-in', '/sign-up', '/nowhere']) {
      const html = await page(path, { 'x-sextant-nonce': 'abc123' })
      const scripts = html.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(1)
      expect(scripts.filter(script => !script.includes('nonce="abc123"'))).toEqual([])
      expect(html).not.toMatch(/\sstyle="/)
      expect(html).not.toContain('<style')
    }
  })

  test('an address that does not exist is a 404', async () => {
    expect((await fetch(new URL('/nowhere', server.url))).status).toBe(404)
  })
})
