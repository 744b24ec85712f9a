import { afterEach, expect, test } from 'bun:test'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@sextant/db/server/free-port'
import { isAlive } from '@sextant/db/server/process-identity'
import type { Part } from './part'
import { processPart } from './process-part'
import { createProgress } from './progress'
import { leftOverProcesses, recordProcess, unrecordedProcesses } from './run-records'
import { supervise } from './supervisor'

const folder = mkdtempSync(join(tmpdir(), 'sextant-supervisor-'))
const fixture = join(import.meta.dir, 'fixtures', 'part.ts')
const lines: string[] = []
let running: ReturnType<typeof supervise>[] = []

const fake = (
  name: string,
  after: string[] = [],
  behaviour: { fails?: string; deaf?: true; port?: number; works?: true } = {},
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
      silentMs: 400,
      busyMs: 30_000,
      graceMs: 1_000,
      ...patience,
    },
  })
  running.push(supervisor)
  return supervisor
}

const trace = () => readFileSync(join(folder, 'trace'), 'utf8').trim().split('\n')

async function until(truth: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await truth())) await Bun.sleep(20)
}

afterEach(async () => {
  await Promise.all(running.map(supervisor => supervisor.stop()))
  running = []
})

test('a part that cannot be noted runs all the same, is said, and is started again when it dies', async () => {
  // As on a full disk: what is written there cannot be kept.
  symlinkSync(join(folder, 'nowhere', 'unnoted.json'), join(folder, 'unnoted.json'))
  const supervisor = start([fake('unnoted')])
  await supervisor.started
  const [first] = Object.values(supervisor.pids())
  expect(lines.join()).toContain('could not be noted')
  process.kill(first!, 'SIGKILL')
  await until(() => lines.filter(line => line.includes('✓ unnoted')).length === 2)
  const [second] = Object.values(supervisor.pids())
  expect(isAlive(second!)).toBe(true)
  await supervisor.stop()
  expect(isAlive(second!)).toBe(false)
})

test('parts start after what they need, and stop before it', async () => {
  const supervisor = start([fake('base'), fake('once', ['base'], {}, true), fake('top', ['once', 'base'])])
  await supervisor.started
  await supervisor.stop()
  expect(trace()).toEqual(['base begins', 'once begins', 'top begins', 'top ends', 'base ends'])
  expect(lines.filter(line => line.startsWith('✓'))).toHaveLength(3)
})

test('each part says when it is ready, while others still start, and who they are', async () => {
  const supervisor = start([fake('base'), fake('quick', ['base']), fake('late', ['quick'])])
  expect(supervisor.starting()).toEqual(['base', 'quick', 'late'])
  await supervisor.ready('quick')
  expect(supervisor.starting()).toEqual(['late'])
  await supervisor.started
  expect(supervisor.starting()).toEqual([])
  await expect(supervisor.ready('nobody')).rejects.toThrow('There is no part nobody.')
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

test('a part that dies again and again is started again ever more seldom, and the person is told when', async () => {
  const behaviour: { fails?: string } = {}
  const supervisor = start([fake('base', [], behaviour)])
  await supervisor.started
  behaviour.fails = 'the moon is in the way'
  process.kill(supervisor.pids().base ?? 0, 'SIGKILL')
  await until(() => lines.filter(line => line.startsWith('✗')).length === 4)
  behaviour.fails = undefined
  await until(() => lines.filter(line => line.startsWith('✓')).length === 2)
  const told = lines.flatMap(line => /again in ([\d.]+) s; see .*base\.log/.exec(line)?.[1] ?? [])
  expect(told.slice(0, 5)).toEqual(['0.02', '0.04', '0.08', '0.1', '0.1'])
})

test('a part that is launched only after everything was told to stop is stopped too', async () => {
  let launch = () => {}
  let pid = 0
  const slow: Part = {
    ...fake('slow'),
    launch: async (...given) => {
      await new Promise<void>(done => {
        launch = done
      })
      const running = await fake('slow').launch(...given)
      pid = running.pid
      return running
    },
  }
  const supervisor = start([slow])
  const outcome = supervisor.started.catch(error => error.message)
  await Bun.sleep(20)
  const stopped = supervisor.stop()
  launch()
  await stopped
  expect(await outcome).toMatch(/stopped/)
  expect(supervisor.pids()).toEqual({})
  expect(leftOverProcesses(folder)).toEqual([])
  expect([pid > 0, isAlive(pid)]).toEqual([true, false])
})

test('a part that a supervisor started in the moment of its death is found by its environment', async () => {
  const data = join(folder, 'data')
  const child = spawn('sleep', ['30'], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, SEXTANT_PART: 'temporal', SEXTANT_DATA: data },
  })
  const expected = process.platform === 'linux' ? [{ part: 'temporal', pid: child.pid }] : []
  await until(() => unrecordedProcesses(data).length === expected.length)
  expect(unrecordedProcesses(data)).toEqual(expected as { part: string; pid: number }[])
  expect(unrecordedProcesses(folder)).toEqual([])
  child.kill()
})

/** A part that says over a socket that it turns, as relay, worker and trainer do. */
const turning = async (name: string, behaviour: { works?: true } = {}): Promise<Part> => {
  const port = await freePort()
  return {
    ...fake(name, [], { port, ...behaviour }),
    healthy: async () => (await fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(2_000) })).ok,
  }
}
const comesBack = () => until(() => lines.filter(line => line.startsWith('✓')).length === 2)

test.skipIf(process.platform !== 'linux')(
  'a part that is stopped by a signal is ended by force, said, and started again',
  async () => {
    const part = await turning('base')
    const supervisor = start([part])
    await supervisor.started
    const first = supervisor.pids().base ?? 0
    await until(() => part.healthy!().catch(() => false))
    await Bun.sleep(150)
    process.kill(first, 'SIGSTOP')
    await comesBack()
    expect(isAlive(first)).toBe(false)
    expect(lines.join('\n')).toMatch(/base +has not answered for \d+ s and does nothing; ending it/)
  },
)

test.skipIf(process.platform !== 'linux')(
  'so is one that waits for ever for something that never comes',
  async () => {
    let well = true
    const supervisor = start([{ ...fake('base'), healthy: async () => well }])
    await supervisor.started
    const first = supervisor.pids().base ?? 0
    await Bun.sleep(150)
    well = false
    await comesBack()
    expect(isAlive(first)).toBe(false)
  },
)

test('a part that computes without an answer is not hung: it is let be up to its limit, and then ended', async () => {
  const part = { ...(await turning('base', { works: true })), busyMs: 2_500 }
  const supervisor = start([part])
  await supervisor.started
  const first = supervisor.pids().base ?? 0
  await until(() => lines.some(line => line.includes('but is at work; it is given 3 s')))
  expect(supervisor.pids().base).toBe(first)
  await comesBack()
  expect(lines.some(line => line.includes('does nothing'))).toBe(false)
  expect(isAlive(first)).toBe(false)
})

test('a part that never answered, for what it would answer by is taken, is not judged', async () => {
  let asked = 0
  const deaf = async () => {
    asked += 1
    return false
  }
  const supervisor = start([{ ...fake('base'), healthy: deaf }], { busyMs: 200 })
  await supervisor.started
  const first = supervisor.pids().base
  await until(() => asked > 20)
  expect(supervisor.pids().base).toBe(first)
  expect(lines.filter(line => line.includes('ending it'))).toEqual([])
  if (process.platform !== 'linux') return
  // Unless the system itself tells that it does nothing.
  process.kill(first!, 'SIGSTOP')
  await comesBack()
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
