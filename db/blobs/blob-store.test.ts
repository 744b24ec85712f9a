import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '../core/errors'
import { BlobGone, type BlobStore } from './blob-store'
import { blobPlace } from './blobs.model'
import { folderStore } from './folder-store'
import { openBlobs } from './open-blobs'
import { scratchS3 } from './scratch-s3'

// The S3 server is built the first time.
setDefaultTimeout(900_000)

let folder: string
let s3: Awaited<ReturnType<typeof scratchS3>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-folder-'))
  s3 = await scratchS3()
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await s3?.end()
})

const mega = 1024 ** 2

/** Bytes that no part of resembles another, a piece at a time; then, where it is named, a failure. */
async function* stream(bytes: number, failure?: Error): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes; at += 100_000) {
    const piece = new Uint8Array(Math.min(100_000, bytes - at))
    for (let n = 0; n < piece.length; n += 1) piece[n] = ((at + n) * 2_654_435_761) >>> 13
    yield piece
  }
  if (failure) throw failure
}
async function sumOf(bytes: AsyncIterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of bytes) {
    hash.update(piece)
    size += piece.length
  }
  return { bytes: size, sha256: hash.digest('hex') }
}

const stores: [string, () => BlobStore][] = [
  ['a folder', () => folderStore(folder)],
  ['a bucket', () => openBlobs(s3.place)],
]

for (const [what, open] of stores)
  describe(`${what}`, () => {
    for (const bytes of [0, 1, 8 * mega, 8 * mega + 1, 20 * mega])
      test(`gives back ${bytes} bytes as they were put`, async () => {
        const store = open()
        const key = `kept/of-${bytes}`
        await store.put(key, stream(bytes))
        expect(await store.size(key)).toBe(bytes)
        expect(await sumOf(store.get(key))).toEqual(await sumOf(stream(bytes)))
      })

    test('gives any range, and nothing beyond it', async () => {
      const store = open()
      await store.put('ranged', stream(300_000))
      const whole = Buffer.concat(await Array.fromAsync(stream(300_000)))
      for (const [first, last] of [
        [0, 0],
        [5, 99_999],
        [99_999, 250_000],
        [299_999, 299_999],
      ] as const) {
        const got = Buffer.concat(await Array.fromAsync(store.get('ranged', { first, last })))
        expect(got.equals(whole.subarray(first, last + 1))).toBe(true)
      }
    })

    test('replaces, drops twice, and says what is not there before it gives anything', async () => {
      const store = open()
      await store.put('a/once', stream(10))
      await store.put('a/once', stream(20))
      expect(await store.size('a/once')).toBe(20)
      await store.drop('a/once')
      await store.drop('a/once')
      expect(await store.size('a/once')).toBeUndefined()
      await expect(Array.fromAsync(store.get('a/once'))).rejects.toBeInstanceOf(BlobGone)
    })

    test('lists its keys below a prefix', async () => {
      const store = open()
      for (const key of ['listed/one', 'listed/two', 'elsewhere/three']) await store.put(key, stream(3))
      const found = await Array.fromAsync(store.list('listed/'))
      expect(found.sort((a, b) => a.key.localeCompare(b.key))).toEqual([
        { key: 'listed/one', bytes: 3 },
        { key: 'listed/two', bytes: 3 },
      ])
    })

    test('keeps nothing of a stream that breaks, in the first part or a later one', async () => {
      const store = open()
      for (const bytes of [1000, 18 * mega])
        await expect(store.put('broken/one', stream(bytes, new Error('cut')))).rejects.toThrow('cut')
      expect(await store.size('broken/one')).toBeUndefined()
      expect(await Array.fromAsync(store.list('broken/'))).toEqual([])
      expect(await store.dropUnfinished(new Date(Date.now() + 60_000))).toBe(0)
    })

    test('a key that leads elsewhere is none', async () => {
      const store = open()
      for (const key of ['../secrets', '/etc/passwd', 'a//b', 'a/../b', '', 'a b', '.unfinished/x'])
        await expect(store.put(key, stream(1))).rejects.toThrow('no key')
    })

    test('many at once stay apart', async () => {
      const store = open()
      await Promise.all(Array.from({ length: 8 }, (_, n) => store.put(`many/${n}`, stream(100_000 + n))))
      const sizes = (await Array.fromAsync(store.list('many/'))).map(({ bytes }) => bytes)
      expect(sizes.sort()).toEqual(Array.from({ length: 8 }, (_, n) => 100_000 + n))
    })
  })

test('what a process that died has left in a folder is dropped, once it is old', async () => {
  const store = folderStore(folder)
  mkdirSync(join(folder, '.unfinished'), { recursive: true })
  writeFileSync(join(folder, '.unfinished', 'left'), 'half')
  expect(await store.dropUnfinished(new Date(Date.now() - 60_000))).toBe(0)
  expect(await store.dropUnfinished(new Date(Date.now() + 60_000))).toBe(1)
})

test('a bucket that is away is said to be away, and asked again where it is back in a moment', async () => {
  const store = openBlobs(s3.place)
  await store.put('away', stream(5))
  await s3.stop()
  const fault = await store.size('away').catch(error => error)
  expect(fault).toBeInstanceOf(Fault)
  expect([fault.code, fault.details.rule]).toEqual(['unavailable', 'blobs.away'])
  const asked = store.size('away')
  await s3.start()
  expect(await asked).toBe(5)
})

test('keys that the bucket refuses are a fault that names no secret', async () => {
  const store = openBlobs({ ...s3.place, secretKey: 'wrong' })
  const fault = await store.put('a', stream(1)).catch(error => error)
  expect(fault.details.rule).toBe('blobs.away')
  expect(fault.message).toContain('403')
  expect(fault.message).not.toContain('wrong')
})

test('the place is a folder unless a bucket is named, and named whole', () => {
  const given = { SEXTANT_S3_REGION: 'eu' }
  expect(blobPlace(given, '/data')).toEqual({ folder: '/data/files' })
  expect(blobPlace({ ...given, SEXTANT_FILES: '/mnt/x' })).toEqual({ folder: '/mnt/x' })
  expect(() => blobPlace({ ...given, SEXTANT_S3_ENDPOINT: 'http://x' })).toThrow('SEXTANT_S3_BUCKET')
})
