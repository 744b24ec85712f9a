import { searchAttributes } from './search-attributes'

/** The arguments of the embedded Temporal server: durable in one SQLite file, which its write-ahead log makes survive kill -9. */
export function temporalArguments(server: {
  port: number
  databaseFile: string
  namespace: string
}): string[] {
  return [
    'server',
    'start-dev',
    '--headless',
    '--ip',
    '127.0.0.1',
    '--port',
    String(server.port),
    '--db-filename',
    server.databaseFile,
    '--sqlite-pragma',
    'journal_mode=wal',
    '--sqlite-pragma',
    'synchronous=normal',
    '--namespace',
    server.namespace,
    '--log-level',
    'warn',
    ...Object.entries(searchAttributes).flatMap(([name, kind]) => ['--search-attribute', `${name}=${kind}`]),
  ]
}
