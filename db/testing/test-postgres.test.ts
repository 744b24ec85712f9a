import { expect, test } from 'bun:test'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningPostgres, stopPostgres } from '../server/running-postgres'

test('two test processes that start at once share one server', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'sextant-shared-'))
  const script = `
    const { testServerUrl } = await import(${JSON.stringify(join(import.meta.dir, 'test-postgres.ts'))})
    console.log(await testServerUrl())`
  const environment = { ...process.env, TMPDIR: temporary, SEXTANT_TEST_DATABASE_URL: undefined }
  const ask = () =>
    new Response(Bun.spawn([process.execPath, '-e', script], { env: environment }).stdout).text()
  const [one, two] = await Promise.all([ask(), ask()])
  const [folder] = readdirSync(temporary)
  const server = runningPostgres(join(temporary, folder!, 'postgres'))
  if (server) await stopPostgres(server)
  rmSync(temporary, { recursive: true, force: true })
  expect(one).toBe(two)
  expect(one).toContain(`:${server?.port}/`)
})
