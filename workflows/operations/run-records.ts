import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginningOf, commandOf, groupOf, isAlive } from '@sextant/db/server/process-identity'
import * as v from 'valibot'

const Record = v.object({ pid: v.number(), began: v.string(), command: v.string() })

/** Notes that this process runs a part, so that a later start can find it should the supervisor be killed. */
export function recordProcess(run: string, part: string, pid: number): void {
  const record = { pid, began: beginningOf(pid), command: commandOf(pid) }
  writeFileSync(join(run, `${part}.json`), JSON.stringify(record), { mode: 0o600 })
}

/** Forgets a part that has ended. */
export function forgetProcess(run: string, part: string): void {
  rmSync(join(run, `${part}.json`), { force: true })
}

/**
 * The parts that a killed supervisor had started and not noted yet, known by the environment that parts are given. Only Linux tells it; elsewhere
 * there are none.
 */
export function unrecordedProcesses(dataFolder: string): { part: string; pid: number }[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap(name => {
    const pid = Number(name)
    if (!(pid > 1) || pid === process.pid || groupOf(pid) !== pid || !isAlive(pid)) return []
    const environment = environmentOf(pid)
    const part = environment.find(line => line.startsWith('SEXTANT_PART='))?.slice('SEXTANT_PART='.length)
    return part && environment.includes(`SEXTANT_DATA=${dataFolder}`) ? [{ part, pid }] : []
  })
}

function environmentOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/**
 * The parts that a killed supervisor left running. A record counts only when the process with its number began at
 * the same moment: numbers are used again, and another program must not be stopped for it.
 */
export function leftOverProcesses(run: string): { part: string; pid: number }[] {
  return readdirSync(run)
    .filter(name => name.endsWith('.json'))
    .flatMap(name => {
      const record = read(join(run, name))
      if (!record || !isAlive(record.pid) || beginningOf(record.pid) !== record.began) return []
      return [{ part: name.slice(0, -'.json'.length), pid: record.pid }]
    })
}

function read(path: string) {
  try {
    return v.parse(Record, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}
