import { startEmbeddedPostgres } from '@sextant/db/server/embedded-postgres'
import { PostgresStartError } from '@sextant/db/server/postgres-errors'
import { ensureDatabase } from '@sextant/db/server/reach-database'
import { forcePostgres } from '@sextant/db/server/running-postgres'
import { serverAnswers } from '@sextant/db/server/server-answers'
import { rotateLog } from './log-file'
import { type Part, PartFailure } from './part'
import { signalGroup } from './process-group'

/** The embedded Postgres as a part, with Sextant's database in it. */
export function postgresPart(options: {
  dataFolder: string
  port: number
  password: string
  database: string
  logFile: string
}): Part {
  return {
    name: 'postgres',
    after: [],
    logFile: options.logFile,
    healthy: () => serverAnswers(options.port),
    async launch() {
      rotateLog(options.logFile)
      const server = await startEmbeddedPostgres(options).catch(error => {
        throw error instanceof PostgresStartError ? new PartFailure(error.message) : error
      })
      return {
        pid: server.pid,
        exited: server.exited,
        ready: ensureDatabase(server.url, options.database).then(() => undefined),
        stop: server.stop,
        // Not SIGKILL: on SIGQUIT it leaves at once too, and takes its shared memory along.
        kill: () => signalGroup(server.pid, 'SIGQUIT'),
        force: () => forcePostgres(server.pid),
      }
    },
  }
}
