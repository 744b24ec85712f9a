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
  'the same door opens under Deno: it says that it lives, lists for who is signed in, and leaves when told',
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
      const lists = [
        await fetch(`${base}/crm/leads`, { headers }),
        await fetch(`${base}/crm/leads`, { headers }),
      ]
      expect(lists.map(list => list.headers.get('x-cache'))).toEqual(['miss', 'hit'])
      for (const list of lists) expect(await list.json()).toMatchObject({ results: [{ name: 'Deno Land' }] })
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
