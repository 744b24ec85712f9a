import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { nativeFolder } from './config'

export type Tensorflow = typeof import('@tensorflow/tfjs')

export interface Backend {
  /** Named on the card of each model that it trains. */
  name: 'native' | 'wasm'
  tf: Tensorflow
}

/** Native TensorFlow when it was built here and loads, else WebAssembly. `only` forces one; a forced native throws when it does not load. */
export async function openBackend(only?: Backend['name'], folder = nativeFolder()): Promise<Backend> {
  if (only !== 'wasm') {
    const native = await openNative(folder)
    if (native.tf) return { name: 'native', tf: native.tf }
    if (only === 'native') throw new Error(`Native TensorFlow did not load: ${native.reason}`)
  }
  return { name: 'wasm', tf: await openWasm() }
}

/** Loaded only when it is used: two copies of TensorFlow.js in one process quarrel over its global registry. */
async function openWasm(): Promise<Tensorflow> {
  // The package itself: its core plus a backend alone has no gradients.
  const tf = await import('@tensorflow/tfjs')
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm')
  const binary = createRequire(import.meta.url).resolve(
    '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm',
  )
  setWasmPaths(`${dirname(binary)}/`)
  if (!(await tf.setBackend('wasm'))) throw new Error('The WebAssembly backend of TensorFlow did not start.')
  await tf.ready()
  return tf
}

/** It is looked up at run time: the package manager must never try to build it. */
async function openNative(folder: string): Promise<{ tf?: Tensorflow; reason?: string }> {
  const entry = [join(folder, 'node_modules', nativePackage, 'dist/index.js'), installed()].find(
    path => path && existsSync(path),
  )
  if (!entry) return { reason: 'it has not been built; run `bun run ml:native`.' }
  try {
    const loaded = (await import(pathToFileURL(entry).href)) as Tensorflow & { default?: Tensorflow }
    const tf = loaded.default ?? loaded
    await tf.ready()
    return tf.getBackend() === 'tensorflow' ? { tf } : { reason: `its backend is ${tf.getBackend()}.` }
  } catch (fault) {
    return { reason: fault instanceof Error ? fault.message : String(fault) }
  }
}

/** Where the package's own install script worked, somebody may have added it to this project. */
function installed(): string | null {
  try {
    return createRequire(import.meta.url).resolve(nativePackage)
  } catch {
    return null
  }
}

const nativePackage: string = '@tensorflow/tfjs-node'
