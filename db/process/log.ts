import { redact, redactText } from './redact'
import { activeTraceparent, parseTraceparent } from './trace'

export type LogFields = Record<string, unknown>

/** One part's log: a JSON line per entry. */
export interface Log {
  info(msg: string, fields?: LogFields): void
  warn(msg: string, fields?: LogFields): void
  error(msg: string, fields?: LogFields): void
  /** The same log with fields that every entry carries: a request id, a workspace. */
  with(fields: LogFields): Log
}

/**
 * The log of a part (edge, relay, worker, …): JSON lines with `time` (ISO 8601), `level`, `part`, `msg`, the trace that is going on,
 * and the fields. Secrets are hidden (`redact`). An error goes in a field: `log.error('import failed', { error })`.
 */
export function createLog(part: string, write: (line: string) => void = toStdout): Log {
  return logWith(part, {}, write)
}

function logWith(part: string, always: LogFields, write: (line: string) => void): Log {
  const entry =
    (level: string) =>
    (msg: string, fields: LogFields = {}) => {
      const traceId = parseTraceparent(activeTraceparent())?.traceId
      const more = redact({ ...always, ...fields }) as LogFields
      const head = { time: new Date().toISOString(), level, part, msg: redactText(msg) }
      write(JSON.stringify({ ...head, ...(traceId ? { traceId } : {}), ...more, ...head }))
    }
  return {
    info: entry('info'),
    warn: entry('warn'),
    error: entry('error'),
    with: fields => logWith(part, { ...always, ...fields }, write),
  }
}

/** Lines of a log to where the process was told to log. No process stops for what it cannot log, as on a full disk: the line is lost. */
export function toStdout(lines: string): void {
  try {
    // Not `process.stdout.write`, whose error nobody can catch here: it comes as an event in a later turn of the loop.
    console.log(lines)
  } catch {
    // There is nowhere to say it.
  }
}
