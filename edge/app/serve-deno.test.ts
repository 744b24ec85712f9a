import { expect, test } from 'bun:test'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApiKey } from '@sextant/db/access/create-api-key'
import { freePort } from '@sextant/db/server/free-port'
import { testContext } from '@sextant/db/testing/test-context'
import { testDatabase } from '@sextant/db/testing/test-database'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** The binary of this platform's package, which is there whether or not the installer of `deno` was let run. */
const deno = binaryIn(at('../node_modules/deno'))
const flags = ['--no-check', '--no-lock', '--node-modules-dir=manual', '--unstable-sloppy-imports', '-A']

test.skipIf(!deno)(
  'the same door opens under Deno: it says that it lives, writes, lists from its cache, tells what happens, refuses, and leaves when told',
  async () => {
    const database = await testDatabase()
    const ctx = await testContext(database, { role: 'admin' })
    const { secret } = await createApiKey(ctx, { name: 'Deno', role: 'admin' })
    const port = await freePort()
    const child = Bun.spawn([deno!, 'run', ...flags, at('serve-deno.ts')], {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        DATABASE_APP_URL: database.appUrl,
        DATABASE_SYSTEM_URL: database.systemUrl,
        UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${await freePort()}`,
        UPSTASH_REDIS_REST_TOKEN: 'none',
        SEXTANT_SECRET: 'a-secret-of-at-least-32-characters',
        SEXTANT_PORT: String(port),
      },
      stdout: 'pipe',
      stderr: 'pipe',
    })
    const said = new Response(child.stderr).text()
    try {
      const base = `http://127.0.0.1:${port}`
      let healthy: Response | undefined
      while (!healthy && child.exitCode === null) {
        healthy = await fetch(`${base}/healthz`).catch(() => undefined)
        if (!healthy) await Bun.sleep(100)
      }
      if (!healthy) throw new Error(await said)
      expect(await healthy.json()).toEqual({ ok: true })
      const headers = { authorization: `Bearer ${secret}` }
      const made = await fetch(`${base}/crm/leads`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Deno Land' }),
      })
      expect(made.status).toBe(201)
      const list = () => fetch(`${base}/crm/leads`, { headers })
      const first = await list()
      expect(first.headers.get('x-cache')).toBe('miss')
      expect(await first.json()).toMatchObject({ results: [{ name: 'Deno Land' }] })
      // Other tests' transactions in the same Postgres may hold up the moment from which nothing is news any more.
      let again = await list()
      for (let tries = 0; again.headers.get('x-cache') !== 'hit' && tries < 100; tries += 1) {
        await Bun.sleep(50)
        again = await list()
      }
      expect(again.headers.get('x-cache')).toBe('hit')
      const length = (await again.arrayBuffer()).byteLength
      const head = await fetch(`${base}/crm/leads`, { method: 'HEAD', headers })
      expect(head.headers.get('content-length')).toBe(String(length))
      const same = { ...headers, 'if-none-match': again.headers.get('etag')! }
      expect((await fetch(`${base}/crm/leads`, { headers: same })).status).toBe(304)
      const put = await fetch(`${base}/crm/leads`, { method: 'PUT', headers })
      expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD'])
      const post = (body: string) =>
        fetch(`${base}/crm/leads`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        })
      expect((await post(JSON.stringify({ name: 'x'.repeat(1_100_000) }))).status).toBe(413)
      const live = (await fetch(`${base}/live`, { headers })).body!.getReader()
      const heard = (async () => {
        let text = ''
        while (!text.includes('lead.created')) text += new TextDecoder().decode((await live.read()).value)
        return text
      })()
      expect((await post('{"name":"Told at once"}')).status).toBe(201)
      expect(await heard).toContain('"subjectType":"lead"')
      await live.cancel()
      expect((await fetch(`${base}/crm/leads`)).status).toBe(401)
      expect((await fetch(`${base}/metrics`)).status).toBe(200)
      child.kill('SIGTERM')
      expect(await child.exited).toBe(0)
    } finally {
      child.kill('SIGKILL')
      await child.exited
      await database.drop()
    }
  },
  60_000,
)

function binaryIn(folder: string): string | undefined {
  if (!existsSync(folder)) return undefined
  const platforms = join(realpathSync(folder), '../@deno')
  if (!existsSync(platforms)) return undefined
  return readdirSync(platforms)
    .map(name => join(platforms, name, 'deno'))
    .find(existsSync)
}
