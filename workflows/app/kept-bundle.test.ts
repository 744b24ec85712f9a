import { afterAll, expect, test } from 'bun:test'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleWorkflows } from './bundle'
import { sourceFiles } from './hash-of-sources'
import { bundleSources, keptBundle } from './kept-bundle'

const folder = mkdtempSync(join(tmpdir(), 'sextant-bundle-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A place of its own whose bundle says how many have been made. */
function place(name: string, sources = 'one') {
  const state = { sources, made: 0 }
  const at = {
    file: join(folder, name, 'workflows.js'),
    sources: () => state.sources,
    make: async () => ({ code: `made ${++state.made}\nfrom ${state.sources}` }),
  }
  return { at, state }
}

const said: string[] = []
const log = { info: (msg: string) => void said.push(msg), warn: (msg: string) => void said.push(msg) }

test('the bundle is made once for the same sources, and anew when they change', async () => {
  const { at, state } = place('once')
  expect(await keptBundle(log, at)).toEqual({ code: 'made 1\nfrom one' })
  expect(await keptBundle(log, at)).toEqual({ code: 'made 1\nfrom one' })
  state.sources = 'two'
  expect(await keptBundle(log, at)).toEqual({ code: 'made 2\nfrom two' })
})

test('workers that start at once make it once, each with the whole of it', async () => {
  const { at } = place('at-once')
  const slow = {
    ...at,
    make: async () => {
      await Bun.sleep(150)
      return at.make()
    },
  }
  const got = await Promise.all([1, 2, 3].map(() => keptBundle(log, slow)))
  expect(got.map(bundle => bundle.code)).toEqual(Array(3).fill('made 1\nfrom one'))
})

test('half a bundle, or another behind the same first line, is made again', async () => {
  const { at, state } = place('damaged')
  await keptBundle(log, at)
  const whole = readFileSync(at.file, 'utf8')
  for (const damaged of [whole.slice(0, -3), whole.slice(0, 20), `${whole}x`, '']) {
    writeFileSync(at.file, damaged)
    const before = state.made
    expect((await keptBundle(log, at)).code).toBe(`made ${before + 1}\nfrom one`)
  }
})

test('where nothing can be kept it is made all the same, and the log says why', async () => {
  writeFileSync(join(folder, 'a-file'), '')
  const { at } = place(join('a-file', 'below'))
  said.length = 0
  expect((await keptBundle(log, at)).code).toBe('made 1\nfrom one')
  expect(said).toEqual(['the bundle of workflows cannot be kept'])
})

test('a bundle that cannot be made is a failure, and nothing is kept of it', async () => {
  const { at } = place('broken')
  const broken = { ...at, make: () => Promise.reject(new Error('a workflow has a slip')) }
  expect(keptBundle(log, broken)).rejects.toThrow('a workflow has a slip')
  await keptBundle(log, broken).catch(() => undefined)
  expect(existsSync(at.file)).toBe(false)
})

test('the hash covers every file of ours that is in the bundle, so that none can change unnoticed', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { code } = await bundleWorkflows()
  const [, map = ''] = /sourceMappingURL=data:[^,]*,(\S+)/.exec(code) ?? []
  const { sources }: { sources: string[] } = JSON.parse(Buffer.from(map, 'base64').toString())
  const ours = sources
    .filter(path => path.startsWith(root) && !path.includes('node_modules') && existsSync(path))
    .map(path => relative(root, path))
  expect(ours).toContain('workflows/app/workflows.ts')
  const hashed = new Set(sourceFiles(root, bundleSources))
  expect(ours.filter(path => !hashed.has(path))).toEqual([])
  expect([...hashed].filter(path => path.endsWith('.test.ts'))).toEqual([])
}, 60_000)
