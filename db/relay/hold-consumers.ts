import postgres from 'postgres'
import type { Sql } from '../core/database'
import { createLog, type Log } from '../process/log'

/** The consumers that one relay alone works for, among all relays on this database. */
export interface Holds {
  /** Whether the consumer is this relay's now. Asked again only after `release`. Fails when there is no answer in time. */
  take(consumer: string): Promise<boolean>
  /** Lets go of it. Never fails: where that cannot be said to the server, the session that holds it is ended. */
  release(consumer: string): Promise<void>
  close(): Promise<void>
}

export interface HoldOptions {
  log?: Pick<Log, 'warn'>
  /** After which a server that has not answered is given up. */
  answerWithinMs?: number
}

/**
 * Holds consumers by session locks: a relay that dies lets go at once. Not by a lock on the cursor's row: that gives its transaction a number,
 * and while a slow consumer works, the horizon below which everybody reads would stand still.
 *
 * Each consumer has a session of its own, and is let go on the session that took it. One that failed in any way is ended, with whatever it may
 * hold, and the next take opens another: what became of a question without an answer is not guessed.
 */
export function holdConsumers(
  system: Sql,
  { log = createLog('relay'), answerWithinMs = 10_000 }: HoldOptions = {},
): Holds {
  const sessions = new Map<string, Session>()
  const ask = async (
    consumer: string,
    session: Session,
    question: (sql: Sql, lock: string) => Promise<{ answer: boolean }[]>,
  ) => {
    try {
      const [row] = await inTime(question(session.sql, `sextant relay ${consumer}`), answerWithinMs)
      return row?.answer === true
    } catch (error) {
      end(consumer, session)
      throw error
    }
  }
  const end = (consumer: string, session: Session) => {
    sessions.delete(consumer)
    session.end()
  }
  return {
    take: async consumer => {
      const known = sessions.get(consumer)
      const session = known?.isOpen() ? known : openSession(system)
      sessions.set(consumer, session)
      return ask(
        consumer,
        session,
        (sql, lock) => sql`select pg_try_advisory_lock(hashtextextended(${lock}, 0)) as answer`,
      )
    },
    release: async consumer => {
      const session = sessions.get(consumer)
      if (!session?.isOpen()) {
        sessions.delete(consumer)
        log.warn('the session that held a consumer was lost, so another relay may have worked for it too', {
          consumer,
        })
        return
      }
      try {
        const wasHeld = await ask(
          consumer,
          session,
          (sql, lock) => sql`select pg_advisory_unlock(hashtextextended(${lock}, 0)) as answer`,
        )
        if (wasHeld) return
        end(consumer, session)
        log.warn('a consumer that was let go was not held', { consumer })
      } catch (error) {
        log.warn('a consumer could not be let go, so its session was ended', { consumer, error })
      }
    },
    close: async () => {
      const open = [...sessions.values()]
      sessions.clear()
      await Promise.all(open.map(({ sql }) => sql.end({ timeout: 5 })))
    },
  }
}

/** A client of one connection that is never made anew: locks are gone with their connection, and whoever asks then must know it. */
interface Session {
  sql: Sql
  /** False once the connection is gone, or could not be made. */
  isOpen(): boolean
  end(): void
}

function openSession(system: Sql): Session {
  let isOpen = true
  const options = {
    ...system.options,
    max: 1,
    idle_timeout: null,
    max_lifetime: null,
    fetch_types: false,
    onclose: () => {
      isOpen = false
    },
  }
  const sql: Sql = postgres(options as never)
  return { sql, isOpen: () => isOpen, end: () => void sql.end({ timeout: 0 }).catch(() => undefined) }
}

async function inTime<T>(asked: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`There was no answer within ${limitMs} ms.`)), limitMs)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
