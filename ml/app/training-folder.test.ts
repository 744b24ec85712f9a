import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeTrainingFolder, sweepTrainingFolders } from './training-folder'

setDefaultTimeout(30_000)

let parent: string

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'sextant-test-'))
})
afterEach(() => rm(parent, { recursive: true }))

/** A process with a folder of its own, which it says, and then waits. */
async function holder() {
  const module = fileURLToPath(new URL('./training-folder.ts', import.meta.url))
  const script = `
    import { makeTrainingFolder } from ${JSON.stringify(module)}
    console.log((await makeTrainingFolder(${JSON.stringify(parent)})).path)
    await new Promise(() => setInterval(() => {}, 1000))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  return {
    path: String(said).trim(),
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}

test('what a killed process left is swept, what a living one uses stays', async () => {
  const [dead, living] = await Promise.all([holder(), holder()])
  const own = await makeTrainingFolder(parent)
  expect(await sweepTrainingFolders(parent)).toBe(0)
  await dead.kill()
  expect(await sweepTrainingFolders(parent)).toBe(1)
  const left = (await readdir(parent)).map(name => join(parent, name))
  expect(left.sort()).toEqual([living.path, own.path].sort())
  await living.kill()
  await own.remove()
  expect(await sweepTrainingFolders(parent)).toBe(1)
  expect(await readdir(parent)).toEqual([])
})

test('nothing but trainings is touched, a folder just made has time to be locked, and a place that is not there is empty', async () => {
  expect(await sweepTrainingFolders(join(parent, 'nowhere'))).toBe(0)
  const bare = join(parent, 'sextant-training-bare')
  await mkdir(bare)
  await mkdir(join(parent, 'other'))
  expect(await sweepTrainingFolders(parent)).toBe(0)
  const before = new Date(Date.now() - 120_000)
  await utimes(bare, before, before)
  expect(await sweepTrainingFolders(parent)).toBe(1)
  expect(await readdir(parent)).toEqual(['other'])
})
