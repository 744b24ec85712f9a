import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createCluster } from './create-cluster'
import { postgresBinaries } from './postgres-binaries'
import { diagnose, PostgresStartError } from './postgres-errors'
import { serverFlags } from './postgres-settings'
import { postgresUser, type RunAs } from './postgres-user'
import { forgetStalePid, type RunningPostgres, runningPostgres, stopPostgres } from './running-postgres'

/** What a start needs: `port` on 127.0.0.1, the superuser's password, and whether the data must survive a power cut. */
export type EmbeddedPostgresOptions = {
  dataFolder: string
  port: number
  password: string
  /** `false` switches fsync off: for tests only. Default `true`. */
  durable?: boolean
  /** Where the server's log is appended. Default: `postgres.log` beside the data folder. */
  logFile?: string
}

/** A started server. `exited` resolves with its exit status when it ends, for whatever reason. */
export type EmbeddedPostgres = RunningPostgres & {
  url: string
  exited: Promise<number>
  stop(): Promise<void>
}

const START_LIMIT_MS = 60_000
const BACKENDS_LIMIT_MS = 15_000

/**
 * Starts a real Postgres 18 in `dataFolder`, which is made at the first start. A server left over in that folder by a
 * killed supervisor is stopped first, and a stale `postmaster.pid` is no obstacle. The server is a process group of
 * its own and outlives this process unless `stop` is called.
 *
 * Throws `PostgresStartError`, whose message says what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataFolder = resolve(options.dataFolder)
  const at = { folder: dataFolder, port: options.port }
  const logFile = options.logFile ?? join(dirname(dataFolder), 'postgres.log')
  const binaries = await postgresBinaries()
  const runAs = postgresUser(dataFolder, [dirname(binaries.postgres)])
  await createCluster({ dataFolder, password: options.password, binaries, runAs })
  refuseOtherVersion(dataFolder)

  const leftOver = runningPostgres(dataFolder)
  if (leftOver) await stopPostgres(leftOver)

  await forgetStalePid(dataFolder)

  const [program = '', ...args] = [
    ...runAs.prefix,
    binaries.postgres,
    '-D',
    dataFolder,
    ...serverFlags(options.port, options.durable ?? true),
  ]
  const launch = () => launchServer({ program, args, runAs, logFile, at })
  let { exited, server } = await launch()
  for (let waitedMs = 0; 'stillInUse' in server && waitedMs < BACKENDS_LIMIT_MS; waitedMs += 200) {
    await Bun.sleep(200)
    const other = runningPostgres(dataFolder)
    if (other) await stopPostgres(other)
    ;({ exited, server } = await launch())
  }
  if ('stillInUse' in server) throw server.stillInUse
  const running = server
  return {
    ...running,
    exited,
    url: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`,
    stop: () => stopPostgres(running),
  }
}

async function launchServer(launch: {
  program: string
  args: string[]
  runAs: RunAs
  logFile: string
  at: { folder: string; port: number }
}) {
  const log = openLog(launch.logFile, launch.at)
  const before = statSync(launch.logFile).size
  const child = spawn(launch.program, launch.args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' },
    uid: launch.runAs.uid,
    gid: launch.runAs.gid,
  })
  closeSync(log)
  const exited = exitOf(child)
  child.unref()
  const server = await untilReady(launch.at.folder, exited, () => {
    const words = readFileSync(launch.logFile).subarray(before).toString()
    const fault = diagnose(words, launch.at)
    // The backends of a postmaster that was killed need a moment to notice; until then the data is not ours. Nor is it while a server that was
    // just starting when its supervisor was killed has it.
    if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(words))
      return { stillInUse: fault }
    throw fault
  })
  return { exited, server }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise(done => {
    child.on('exit', code => done(code ?? 1))
    child.on('error', () => done(1))
  })
}

async function untilReady<T>(
  dataFolder: string,
  exited: Promise<number>,
  failed: () => T,
): Promise<RunningPostgres | T> {
  let ended = false
  exited.then(() => {
    ended = true
  })
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += 25) {
    const server = runningPostgres(dataFolder)
    if (server?.ready) return server
    if (ended) return failed()
    await Bun.sleep(25)
  }
  return failed()
}

function openLog(path: string, at: { folder: string; port: number }): number {
  try {
    return openSync(path, 'a', 0o600)
  } catch (error) {
    throw diagnose(`Permission denied: ${error}`, at)
  }
}

function refuseOtherVersion(dataFolder: string): void {
  const version = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18')
    throw new PostgresStartError(
      'other-version',
      `${dataFolder} holds the data of Postgres ${version}, and this is Postgres 18. Dump it with the old version's pg_dump and load it here, or choose another folder with --data.`,
    )
}
