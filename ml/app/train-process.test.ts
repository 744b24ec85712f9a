import { afterEach, beforeEach, expect, setDefaultTimeout, test } from 'bun:test'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { knownLeads, knownSpec } from './known-truth'
import { trainModel } from './train'
import { trainInProcess } from './train-process'

setDefaultTimeout(60_000)

const quick = { seed: 3, nets: 1, epochs: 3, backend: 'wasm' } as const
const rows = knownLeads(1500, 41, { days: 0 })
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sextant-test-'))
})
afterEach(async () => {
  const left = await readdir(folder)
  await rm(folder, { recursive: true })
  expect(left).toEqual([])
})

const childrenOf = (parent = process.pid) =>
  execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(parent)], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes('train-child'))
    .map(line => Number.parseInt(line, 10))

async function* streamed() {
  for (const row of rows) yield row
}

test('a process of its own gives the very model that training here gives, and tells each epoch', async () => {
  const epochs: number[] = []
  const outcome = await trainInProcess(knownSpec, streamed(), {
    ...quick,
    folder,
    onProgress: progress => epochs.push(progress.epoch),
  })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  expect(epochs).toEqual([1, 2, 3])
  const here = JSON.parse(JSON.stringify(await trainModel(knownSpec, rows, quick)))
  expect(outcome.model.predictor).toEqual(here.predictor)
  expect(outcome.model.backtests).toEqual(here.backtests)
})

test('cancelling ends the process at once and leaves nothing behind', async () => {
  const stop = new AbortController()
  const outcome = await trainInProcess(knownSpec, rows, {
    ...quick,
    epochs: 1000,
    folder,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  })
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
  expect(childrenOf()).toEqual([])
  const before = await trainInProcess(knownSpec, rows, { ...quick, folder, signal: AbortSignal.abort() })
  expect(before).toMatchObject({ ok: false, failure: { kind: 'cancelled' } })
})

test('a process that is killed is an error value', async () => {
  const outcome = await trainInProcess(knownSpec, rows, {
    ...quick,
    epochs: 1000,
    folder,
    onProgress: () => {
      for (const pid of childrenOf()) process.kill(pid, 'SIGKILL')
    },
  })
  expect(outcome).toMatchObject({
    ok: false,
    failure: { kind: 'crashed', message: expect.stringContaining('SIGKILL') },
  })
})

test('a row that is none is refused with its fault, even in the midst of an endless stream', async () => {
  async function* endless() {
    yield rows[0]!
    yield { ...rows[0]!, label: 7 } as never
    for (;;) yield rows[0]!
  }
  const outcome = await trainInProcess(knownSpec, endless(), { ...quick, folder })
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'refused' } })
})

test('a fault of the row source is thrown on, and the process is ended', async () => {
  async function* broken() {
    yield rows[0]!
    throw new Error('the database is gone')
  }
  let message = ''
  await trainInProcess(knownSpec, broken(), { ...quick, folder }).catch(fault => {
    message = fault.message
  })
  expect(message).toBe('the database is gone')
  for (let wait = 0; childrenOf().length && wait < 100; wait++) await Bun.sleep(20)
  expect(childrenOf()).toEqual([])
})

test('few rows come back as a cold start, none as a prior', async () => {
  const outcome = await trainInProcess(knownSpec, [], { ...quick, folder })
  expect(outcome).toMatchObject({ ok: true, model: { state: 'cold_start', rows: 0 } })
})

test('when the parent is killed without a chance to tidy up, the child does not train on for nobody', async () => {
  const here = (file: string) => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)))
  const script = `
    import { knownLeads, knownSpec } from ${here('./known-truth.ts')}
    import { trainInProcess } from ${here('./train-process.ts')}
    await trainInProcess(knownSpec, knownLeads(1500, 41, { days: 0 }), {
      nets: 1000, backend: 'wasm', folder: ${JSON.stringify(folder)}, onProgress: () => console.log('epoch'),
    })`
  const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise(resolve => parent.stdout.once('data', resolve))
  const orphans = childrenOf(parent.pid)
  expect(orphans.length).toBe(1)
  parent.kill('SIGKILL')
  const alive = () => orphans.filter(pid => existsSync(`/proc/${pid}/stat`) && !isZombie(pid))
  for (let wait = 0; alive().length && wait < 500; wait++) await Bun.sleep(20)
  expect(alive()).toEqual([])
  // Its folder is nobody's any more: the system's temporary folder is tidied by the system.
  for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true })
})

const isZombie = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
