import { afterAll, expect, test } from 'bun:test'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NoTemporalError, temporalBinary } from './temporal-binary'

const root = mkdtempSync(join(tmpdir(), 'sextant-temporal-'))
const nobody = 'http://127.0.0.1:9'
const silent = () => {}
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A stand-in for the Go compiler, which notes that it was called and installs a program, slowly. */
function compiler(name: string, lines: string): string {
  const path = join(root, name)
  writeFileSync(path, `#!/bin/sh\necho called >> ${join(root, `${name}.calls`)}\n${lines}\n`)
  chmodSync(path, 0o755)
  return path
}

test('one on PATH is used before anything is fetched', async () => {
  const path = await temporalBinary(join(root, 'a'), silent, {
    downloadFrom: nobody,
    go: null,
    onPath: '/opt/temporal',
  })
  expect(path).toBe('/opt/temporal')
})

test('without a download and without Go, the message says what to install', async () => {
  const attempt = temporalBinary(join(root, 'b'), silent, { downloadFrom: nobody, go: null, onPath: null })
  expect(attempt).rejects.toThrow(NoTemporalError)
  expect(attempt).rejects.toThrow(/Install the Temporal CLI.*or set TEMPORAL_ADDRESS/)
  await attempt.catch(() => undefined)
})

test('two starts at once build it once, and a later one finds it', async () => {
  const go = compiler('go', 'sleep 0.3; mkdir -p "$GOBIN"; echo built > "$GOBIN/temporal"')
  const sources = { downloadFrom: nobody, go, onPath: null }
  const [one, two] = await Promise.all([
    temporalBinary(join(root, 'c'), silent, sources),
    temporalBinary(join(root, 'c'), silent, sources),
  ])
  expect(await temporalBinary(join(root, 'c'), silent, sources)).toBe(one)
  expect(one).toBe(two)
  expect(readFileSync(one, 'utf8')).toBe('built\n')
  expect(readFileSync(join(root, 'go.calls'), 'utf8')).toBe('called\n')
})

test('a build that fails leaves nothing behind that looks like a server, and shows the last words', async () => {
  const go = compiler(
    'broken',
    'echo "no space left on device" >&2; mkdir -p "$GOBIN"; echo half > "$GOBIN/temporal"; exit 1',
  )
  const attempt = temporalBinary(join(root, 'd'), silent, { downloadFrom: nobody, go, onPath: null })
  await attempt.catch(() => undefined)
  expect(attempt).rejects.toThrow(/no space left on device/)
  expect(existsSync(join(root, 'd', 'temporal-v1.5.1', 'temporal'))).toBe(false)
})

test('a download is used before a build', async () => {
  writeFileSync(join(root, 'temporal'), 'downloaded')
  await Bun.spawn(['tar', '-czf', join(root, 'archive.tar.gz'), '-C', root, 'temporal']).exited
  const site = Bun.serve({
    port: 0,
    fetch(request): Response {
      const { origin, pathname } = new URL(request.url)
      return pathname === '/archive'
        ? new Response(Bun.file(join(root, 'archive.tar.gz')))
        : Response.json({ archiveUrl: `${origin}/archive`, fileToExtract: 'temporal' })
    },
  })
  const sources = { downloadFrom: `http://127.0.0.1:${site.port}`, go: null, onPath: null }
  const path = await temporalBinary(join(root, 'e'), silent, sources)
  site.stop(true)
  expect(readFileSync(path, 'utf8')).toBe('downloaded')
})
