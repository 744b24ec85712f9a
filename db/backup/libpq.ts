import { type ChildProcessByStdio, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { BackupError } from './backup-error'

/** What the parameters of a URL are called in the environment of Postgres' programs. Others are of postgres.js, and nothing to them. */
const variables: Readonly<Record<string, string>> = {
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  channel_binding: 'PGCHANNELBINDING',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
}

/** How a program of Postgres reaches a database. Not by its command line: everybody on the machine can read that, with the password. */
function libpqEnvironment(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url)
  const environment: Record<string, string> = {
    PATH: '/usr/bin:/bin',
    LC_MESSAGES: 'C',
    PGHOST: hostname.replace(/^\[|\]$/g, ''),
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    PGAPPNAME: 'sextant-backup',
  }
  for (const [name, variable] of Object.entries(variables)) {
    const value = searchParams.get(name)
    if (value) environment[variable] = value
  }
  return environment
}

export interface PostgresProgram {
  child: ChildProcessByStdio<Writable, Readable, Readable>
  /** Resolves when it has ended well; rejects with what it said otherwise, or with the reason of `stop`. */
  ended: Promise<void>
  /** Ends it, by force where it does not heed, and waits for that. One that has ended is no fault. */
  end(): Promise<void>
}

const GRACE_MS = 3_000

/** Starts one of Postgres' programs on a database. Whoever starts it waits for its end. */
export function startProgram(
  program: string,
  words: string[],
  url: string,
  stop: AbortSignal,
): PostgresProgram {
  stop.throwIfAborted()
  const child = spawn(program, words, { env: libpqEnvironment(url), stdio: 'pipe' })
  let said = ''
  let killed = false
  child.stderr.on('data', chunk => {
    said = (said + chunk).slice(-4_000)
  })
  const kill = () => {
    killed = true
    child.kill('SIGTERM')
    const byForce = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    child.once('exit', () => clearTimeout(byForce))
    // Whoever reads it or writes to it is not kept waiting.
    child.stdout.destroy()
    child.stdin.destroy()
  }
  stop.addEventListener('abort', kill)
  const ended = new Promise<void>((done, fail) => {
    child.on('error', error => fail(new BackupError(`${program} could not be started: ${error.message}`)))
    const end = (code: number | null) => {
      stop.removeEventListener('abort', kill)
      if (code === 0) done()
      else if (stop.aborted) fail(stop.reason)
      else fail(new BackupError(wordsOf(program, said)))
    }
    child.on('close', end)
    // Streams that were destroyed while it was about to end may never tell of their own end.
    child.on('exit', code => killed && end(code))
  })
  ended.catch(() => undefined)
  return {
    child,
    ended,
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) kill()
      await ended.catch(() => undefined)
    },
  }
}

function wordsOf(program: string, said: string): string {
  if (/SSL support is not compiled in/.test(said))
    return 'This database wants TLS, which the pg_dump that Sextant fetched does not speak. Install postgresql-client-18, whose pg_dump does.'
  const name = program.split('/').at(-1)
  const lines = said.trim().split('\n')
  return `${name} failed: ${lines.find(line => /error:/.test(line)) ?? lines[0]}`
}
