import { afterAll, expect, test } from 'bun:test'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scratchClient, scratchWheel } from '@sextant/db/testing/scratch-wheel'
import { type TemporalSources, temporalBinary } from './temporal-binary'
import { NoTemporalError } from './temporal-build'

const root = mkdtempSync(join(tmpdir(), 'sextant-temporal-'))
const nobody = 'http://127.0.0.1:9'
const silent = () => {}
const { wheel, bytes } = scratchWheel('temporal', 'from the wheel')
const nothing: TemporalSources = { downloadFrom: nobody, wheel, clients: [], go: null, onPath: null }
const servers: Bun.Server<undefined>[] = []
afterAll(async () => {
  for (const server of servers) await server.stop(true)
  rmSync(root, { recursive: true, force: true })
})

/** A stand-in for the Go compiler, which notes that it was called and installs a program, slowly. */
function compiler(name: string, lines: string): string {
  const path = join(root, name)
  writeFileSync(path, `#!/bin/sh\necho called >> ${join(root, `${name}.calls`)}\n${lines}\n`)
  chmodSync(path, 0o755)
  return path
}

test('one on PATH is used before anything is fetched', async () => {
  const path = await temporalBinary(join(root, 'a'), silent, {
    ...nothing,
    onPath: '/opt/temporal',
  })
  expect(path).toBe('/opt/temporal')
})

test('without a download, a wheel and Go, the message says what to install', async () => {
  const attempt = temporalBinary(join(root, 'b'), silent, nothing)
  expect(attempt).rejects.toThrow(NoTemporalError)
  expect(attempt).rejects.toThrow(/Install the Temporal CLI.*or set TEMPORAL_ADDRESS/)
  await attempt.catch(() => undefined)
})

test('two starts at once build it once, and a later one finds it', async () => {
  const go = compiler('go', 'sleep 0.3; mkdir -p "$GOBIN"; echo built > "$GOBIN/temporal"')
  const sources = { ...nothing, go }
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
  const attempt = temporalBinary(join(root, 'd'), silent, { ...nothing, go })
  await attempt.catch(() => undefined)
  expect(attempt).rejects.toThrow(/no space left on device/)
  expect(existsSync(join(root, 'd', 'temporal-v1.9.1', 'temporal'))).toBe(false)
})

test('the one in a wheel is used before a build', async () => {
  const go = compiler('idle', 'exit 1')
  const clients = [scratchClient(root, 'pip', bytes)]
  const path = await temporalBinary(join(root, 'f'), silent, { ...nothing, clients, go })
  expect(readFileSync(path, 'utf8')).toBe('from the wheel')
  expect(existsSync(join(root, 'idle.calls'))).toBe(false)
})

test('a wheel that is not the pinned one is told and left, and a server is built', async () => {
  const go = compiler('instead', 'echo built > "$GOBIN/temporal"')
  const clients = [scratchClient(root, 'spoilt', bytes.subarray(1))]
  const said: string[] = []
  const path = await temporalBinary(join(root, 'g'), line => said.push(line), { ...nothing, clients, go })
  expect(readFileSync(path, 'utf8')).toBe('built\n')
  expect(said.join('\n')).toContain('sha256 is not the pinned one')
})

test('what an earlier version of Sextant built is used before building again', async () => {
  const earlier = join(root, 'h', 'temporal-v1.5.1')
  mkdirSync(earlier, { recursive: true })
  writeFileSync(join(earlier, 'temporal'), 'built long ago')
  expect(readFileSync(await temporalBinary(join(root, 'h'), silent, nothing), 'utf8')).toBe('built long ago')
})

/** A stand-in for Temporal's site, whose archive holds this program. */
async function site(name: string, program: string, spoil = (archive: Uint8Array<ArrayBuffer>) => archive) {
  writeFileSync(join(root, 'temporal'), program)
  chmodSync(join(root, 'temporal'), 0o755)
  const file = join(root, `${name}.tar.gz`)
  await Bun.spawn(['tar', '-czf', file, '-C', root, 'temporal']).exited
  const archive = spoil(await Bun.file(file).bytes())
  const server = Bun.serve({
    port: 0,
    fetch(request): Response {
      const { origin, pathname } = new URL(request.url)
      return pathname === '/archive'
        ? new Response(archive)
        : Response.json({ archiveUrl: `${origin}/archive`, fileToExtract: 'temporal' })
    },
  })
  servers.push(server)
  return server
}

const program = '#!/bin/sh\necho temporal version 0\n'

test('a download is used before a wheel and a build', async () => {
  const server = await site('whole', program)
  const clients = [scratchClient(root, 'unasked', bytes)]
  const sources = { ...nothing, downloadFrom: `http://127.0.0.1:${server.port}`, clients }
  expect(readFileSync(await temporalBinary(join(root, 'e'), silent, sources), 'utf8')).toBe(program)
})

test.each([
  ['that is cut off', program, (archive: Uint8Array<ArrayBuffer>) => archive.subarray(0, archive.length / 2)],
  ['of a program that does not run here', 'not a program', undefined],
])('a download %s is refused, and the wheel is used', async (what, text, spoil) => {
  const server = await site('bad', text, spoil)
  const clients = [scratchClient(root, 'next', bytes)]
  const sources = { ...nothing, downloadFrom: `http://127.0.0.1:${server.port}`, clients }
  const path = await temporalBinary(join(root, what), silent, sources)
  expect(readFileSync(path, 'utf8')).toBe('from the wheel')
})

test('a site that does not answer costs two seconds at most', async () => {
  const silence = Bun.serve({ port: 0, fetch: () => new Promise<Response>(() => {}) })
  servers.push(silence)
  const clients = [scratchClient(root, 'after', bytes)]
  const began = performance.now()
  const sources = { ...nothing, downloadFrom: `http://127.0.0.1:${silence.port}`, clients }
  await temporalBinary(join(root, 'i'), silent, sources)
  expect(performance.now() - began).toBeLessThan(2_500)
})
