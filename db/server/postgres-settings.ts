import { execFileSync } from 'node:child_process'
import { totalmem } from 'node:os'

const MB = 1024 * 1024

/** Command line settings (`-c name=value`) of the server: durable for data that matters, fast and forgetful for tests. */
export function serverFlags(port: number, durable: boolean): string[] {
  const memoryMb = Math.floor(totalmem() / MB)
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    // No socket files: their paths are limited to about 100 characters, and a data folder may lie deeper.
    unix_socket_directories: '',
    max_connections: durable ? 200 : 400,
    shared_buffers: `${Math.max(64, Math.min(512, Math.floor(memoryMb / 8)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memoryMb / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_locks_per_transaction: 256,
    random_page_cost: 1.1,
    jit: 'off',
    synchronous_commit: durable ? 'on' : 'off',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    max_wal_size: '2GB',
    min_wal_size: '128MB',
    checkpoint_timeout: '10min',
    checkpoint_completion_target: 0.9,
    wal_compression: 'on',
    // A forgotten transaction would hold back every reader of the event log.
    idle_in_transaction_session_timeout: '5min',
    log_line_prefix: '%m [%p] ',
    log_min_duration_statement: 2000,
    // What people write stays out of the log: no parameters, no statement with a fault, no DETAIL ("Key (email)=(…) already exists"), and no faults of statements, whose very words
    // may be a value: who sent the statement is told, and notes it without. What the server itself meets is LOG, FATAL or PANIC, and stays.
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_min_messages: 'log',
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * Flags of `initdb`: UTF-8, and Postgres' own C.UTF-8 so that `lower()` and order are the same on every machine.
 * The parser of full-text search and pg_trgm still ask the system's LC_CTYPE what a letter is, and under plain C
 * they would drop every Arabic or accented word.
 */
export function localeFlags(): string[] {
  return [
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    `--lc-ctype=${systemCtype()}`,
  ]
}

function systemCtype(): string {
  if (process.platform === 'win32') return 'C'
  try {
    const known = execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: 'pipe' }).split('\n')
    const wanted = ['c.utf-8', 'c.utf8', 'en_us.utf-8', 'en_us.utf8']
    return known.find(name => wanted.includes(name.toLowerCase())) ?? 'C'
  } catch {
    return 'C'
  }
}
