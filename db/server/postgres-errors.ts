import { startFault } from '../core/postgres-faults'

/** Why the embedded Postgres could not be started. */
export type StartFault =
  | 'unsupported-platform'
  | 'unwritable-folder'
  | 'disk-full'
  | 'port-taken'
  | 'no-user'
  | 'other-version'
  | 'failed'

/** The embedded Postgres did not start; the message says what to do about it. */
export class PostgresStartError extends Error {
  override name = 'PostgresStartError'
  constructor(
    readonly fault: StartFault,
    message: string,
  ) {
    super(message)
  }
}

interface Place {
  folder: string
  port: number
}

/** Turns the last words of `initdb` or `postgres` into the error that says what to do. */
export function diagnose(output: string, at: Place): PostgresStartError {
  const fault = startFault(output)
  return new PostgresStartError(fault, advice[fault](at, tail(output)))
}

const advice: Record<ReturnType<typeof startFault>, (at: Place, words: string) => string> = {
  'disk-full': ({ folder }) =>
    `The disk that holds ${folder} is full. Free some space (Sextant needs about 300 MB to begin with), or put the data elsewhere with --data.`,
  'port-taken': ({ port }) =>
    `Port ${port} is taken by another program. Stop it, or let Sextant choose another port.`,
  'unwritable-folder': ({ folder }, words) =>
    `${folder} cannot be written by the user that runs Postgres. Give that user the folder, or choose another with --data.\n${words}`,
  failed: ({ folder }, words) => `Postgres did not start in ${folder}. Its last words:\n${words}`,
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n')
}
