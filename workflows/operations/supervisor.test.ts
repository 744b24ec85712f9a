import { afterEach, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '@sextant/db/server/process-identity'
import type { Part } from './part'
import { processPart } from './process-part'
import { createProgress } from './progress'
import { leftOverProcesses, recordProcess } from './run-records'
import { supervise } from './supervisor'

const folder = mkdtempSync(join(tmpdir(), 'sextant-supervisor-'))
const fixture = join(import.meta.dir, 'fixtures', 'part.ts')
const lines: string[] = []
let running: ReturnType<typeof supervise>[] = []

const fake = (
  name: string,
  after: string[] = [],
  behaviour: { fails?: string; deaf?: true } = {},
  once?: true,
): Part =>
  processPart({
    name,
    after,
    once,
    logFile: join(folder, `${name}.log`),
    command: () => [
      process.execPath,
      fixture,
      JSON.stringify({ name, trace: join(folder, 'trace'), ...behaviour }),
    ],
    environment: process.env,
  })

function start(parts: Part[], patience = {}) {
  lines.length = 0
  rmSync(join(folder, 'trace'), { force: true })
  const supervisor = supervise(parts, {
    run: folder,
    progress: createProgress(line => lines.push(line)),
    patience: {
      firstRetryMs: 20,
      lastRetryMs: 100,
      checkMs: 50,
      failedChecks: 2,
      graceMs: 1_000,
      ...patience,
    },
  })
  running.push(supervisor)
  return supervisor
}

const trace = () => readFileSync(join(folder, 'trace'), 'utf8').trim().split('\n')

async function until(truth: () => boolean): Promise<void> {
  while (!truth()) await Bun.sleep(20)
}

afterEach(async () => {
  await Promise.all(running.map(supervisor => supervisor.stop()))
  running = []
})

test('parts start after what they need, and stop before it', async () => {
  const supervisor = start([fake('base'), fake('once', ['base'], {}, true), fake('top', ['once', 'base'])])
  await supervisor.started
  await supervisor.stop()
  expect(trace()).toEqual(['base begins', 'once begins', 'top begins', 'top ends', 'base ends'])
  expect(lines.filter(line => line.startsWith('✓'))).toHaveLength(3)
})

test('a part that is killed is started again, and the person is told', async () => {
  const supervisor = start([fake('base')])
  await supervisor.started
  const first = supervisor.pids().base ?? 0
  process.kill(first, 'SIGKILL')
  await until(() => lines.filter(line => line.startsWith('✓')).length === 2)
  expect(supervisor.pids().base).not.toBe(first)
  expect(lines.join('\n')).toContain('died (status 137)')
})

test('a part that hangs without dying is started again', async () => {
  let well = true
  const hanging = { ...fake('base'), healthy: async () => well }
  const supervisor = start([hanging])
  await supervisor.started
  const first = supervisor.pids().base ?? 0
  well = false
  await until(() => !isAlive(first))
  well = true
  await until(() => lines.filter(line => line.startsWith('✓')).length === 2)
  expect(lines.join('\n')).toContain('does not answer any more')
})

test('a part that never gets ready fails the start with its last words and where its log is', async () => {
  const supervisor = start([fake('base', [], { fails: 'the moon is in the way' }), fake('top', ['base'])])
  expect(supervisor.started).rejects.toThrow(/the moon is in the way[\s\S]*base\.log/)
  await supervisor.started.catch(() => undefined)
  expect(trace()).toEqual(['base begins', 'base begins', 'base begins'])
})

test('a one-shot that fails is not tried again', async () => {
  const supervisor = start([fake('once', [], { fails: 'no' }, true)])
  await supervisor.started.catch(() => undefined)
  expect(trace()).toEqual(['once begins'])
})

test('a part that does not heed the request to stop is ended by force, with all it has started', async () => {
  const supervisor = start([fake('deaf', [], { deaf: true })], { graceMs: 200 })
  await supervisor.started
  const pid = supervisor.pids().deaf ?? 0
  const grandchild = Number(trace().at(-1)?.split(' ').at(-1))
  await supervisor.stop()
  expect([isAlive(pid), isAlive(grandchild)]).toEqual([false, false])
})

test('what a killed supervisor left is found by its record, and another program with that number is not', async () => {
  const child = Bun.spawn(['sleep', '30'])
  recordProcess(folder, 'left', child.pid)
  expect(leftOverProcesses(folder)).toEqual([{ part: 'left', pid: child.pid }])
  const record = JSON.parse(readFileSync(join(folder, 'left.json'), 'utf8'))
  await Bun.write(join(folder, 'left.json'), JSON.stringify({ ...record, began: '1' }))
  expect(leftOverProcesses(folder)).toEqual([])
  child.kill()
  await child.exited
})
