import { expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runningPostgres, stopPostgres } from '../server/running-postgres'

test('two test processes that start at once share one server', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'sextant-shared-'))
  const script = `
    const { testServerUrl, sharedServerFolder } = await import(${JSON.stringify(join(import.meta.dir, 'test-postgres.ts'))})
    console.log(JSON.stringify({ url: await testServerUrl(), folder: sharedServerFolder() }))`
  const environment = { ...process.env, TMPDIR: temporary, SEXTANT_TEST_DATABASE_URL: undefined }
  const ask = async (): Promise<{ url: string; folder: string }> =>
    JSON.parse(
      await new Response(Bun.spawn([process.execPath, '-e', script], { env: environment }).stdout).text(),
    )
  const [one, two] = await Promise.all([ask(), ask()])
  expect(one).toEqual(two)
  const server = runningPostgres(join(one.folder, 'postgres'))
  expect(one.url).toContain(`:${server?.port}/`)
  if (server) await stopPostgres(server)
  rmSync(temporary, { recursive: true, force: true })
})
