/** Why the embedded Postgres could not be started. */
export type PostgresFault =
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
    readonly fault: PostgresFault,
    message: string,
  ) {
    super(message)
  }
}

/** Turns the last words of `initdb` or `postgres` into the error that says what to do. */
export function diagnose(output: string, at: { folder: string; port: number }): PostgresStartError {
  if (/No space left on device|Disk quota exceeded/i.test(output))
    return new PostgresStartError(
      'disk-full',
      `The disk that holds ${at.folder} is full. Free some space (Sextant needs about 300 MB to begin with), or put the data elsewhere with --data.`,
    )
  if (/Address already in use|could not bind/i.test(output))
    return new PostgresStartError(
      'port-taken',
      `Port ${at.port} is taken by another program. Stop it, or let Sextant choose another port.`,
    )
  if (/Permission denied|Read-only file system|Operation not permitted/i.test(output))
    return new PostgresStartError(
      'unwritable-folder',
      `${at.folder} cannot be written by the user that runs Postgres. Give that user the folder, or choose another with --data.\n${tail(output)}`,
    )
  return new PostgresStartError(
    'failed',
    `Postgres did not start in ${at.folder}. Its last words:\n${tail(output)}`,
  )
}

function tail(output: string): string {
  return output.trim().split('\n').slice(-12).join('\n')
}
