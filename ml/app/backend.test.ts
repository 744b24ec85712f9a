import { expect, test } from 'bun:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBackend } from './backend'
import { nativeFolder } from './config'

test('without a native build the WebAssembly backend trains, and a forced native says how to get it', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'sextant-test-'))
  try {
    const backend = await openBackend(undefined, empty)
    expect(backend.name).toBe('wasm')
    expect(backend.tf.getBackend()).toBe('wasm')
    const gradient = backend.tf.grad(x => x.square().sum())(backend.tf.tensor1d([3]))
    expect([...(await gradient.data())]).toEqual([6])
    expect(openBackend('native', empty)).rejects.toThrow('bun run ml:native')
  } finally {
    await rm(empty, { recursive: true })
  }
})

test('the cache folder follows the environment', () => {
  expect(nativeFolder({ SEXTANT_CACHE: '/c' })).toBe('/c/tfjs-node-4.22.0')
  expect(nativeFolder({ XDG_CACHE_HOME: '/x' })).toBe('/x/sextant/tfjs-node-4.22.0')
})
