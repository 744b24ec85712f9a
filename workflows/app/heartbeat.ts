import { setTimeout as pause } from 'node:timers/promises'
import type { Sql } from '@sextant/db/core/database'
import { uuidv7 } from '@sextant/db/core/ids'
import { beatPart, leavePart } from '@sextant/db/operations/part-beats'
import { type BeatingPart, beatEveryMs, type Illness } from '@sextant/db/operations/part-health.rules'
import type { Log } from '@sextant/db/process/log'
import type { TemporalProbe } from './temporal-probe'

export interface Heartbeat {
  /** Ends the beats and takes this process off the list: it stopped in good order. Never throws, nor waits long for a database that is away. */
  stop(): Promise<void>
}

/** How long the last word may take. */
const FAREWELL_MS = 2_000

const cutOff: Illness = { lacks: 'temporal', illness: 'It does not reach Temporal.' }

/** Says every few seconds that this process lives and whether it reaches Temporal. While the database is away it goes on trying. */
export function startHeartbeat(
  part: BeatingPart,
  { system, temporal, log }: { system: Sql; temporal: TemporalProbe; log: Pick<Log, 'warn' | 'info'> },
  everyMs = beatEveryMs,
): Heartbeat {
  const own = { id: uuidv7(), part }
  const stopping = new AbortController()
  let isUnheard = false
  const beat = async () => {
    const answers = await temporal.answers()
    if (stopping.signal.aborted) return
    try {
      await beatPart(system, own, answers ? undefined : cutOff)
      if (isUnheard) log.info('the heartbeat is heard again')
      isUnheard = false
    } catch (error) {
      if (!isUnheard) log.warn('the heartbeat is not heard', { error })
      isUnheard = true
    }
  }
  const beating = (async () => {
    while (!stopping.signal.aborted) {
      await beat()
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  const leave = async () => {
    await Promise.all([beating, temporal.close()])
    await leavePart(system, own)
  }
  return {
    stop: async () => {
      stopping.abort()
      const given = pause(FAREWELL_MS, undefined, { ref: false })
      await Promise.race([leave(), given]).catch(error =>
        log.warn('the heartbeat could not be ended', { error }),
      )
    },
  }
}
