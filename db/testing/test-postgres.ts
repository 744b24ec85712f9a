import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../server/embedded-postgres'
import { withFileLock } from '../server/file-lock'
import { freePort } from '../server/free-port'
import { runningPostgres } from '../server/running-postgres'
import { config } from './config'

let known: Promise<string> | undefined

/**
 * The superuser URL of a Postgres for tests. `SEXTANT_TEST_DATABASE_URL` names one; otherwise a server that all of this
 * user's test processes share is started in the system's folder for temporary files, and left running for the next run.
 */
export function testServerUrl(): Promise<string> {
  known ??= config.databaseUrl ? Promise.resolve(config.databaseUrl) : sharedServer()
  return known
}

/** Where the shared test server of this user lives. */
function sharedServerFolder(): string {
  return join(tmpdir(), `sextant-test-${userInfo().uid}`)
}

async function sharedServer(): Promise<string> {
  const folder = sharedServerFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // The name can be guessed, so a folder that another user made first is not trusted.
  const owner = await stat(folder)
  if (owner.uid !== userInfo().uid)
    throw new Error(`${folder} belongs to another user; set SEXTANT_TEST_DATABASE_URL.`)
  return withFileLock(join(folder, 'start.lock'), () => adoptOrStart(folder))
}

async function adoptOrStart(folder: string): Promise<string> {
  const dataFolder = join(folder, 'postgres')
  const password = await rememberedPassword(join(folder, 'password'))
  const running = runningPostgres(dataFolder)
  if (running?.ready) return `postgres://postgres:${password}@127.0.0.1:${running.port}/postgres`
  const port = await freePort()
  const server = await startEmbeddedPostgres({ dataFolder, port, password, durable: false })
  return server.url
}

async function rememberedPassword(path: string): Promise<string> {
  if (existsSync(path)) return readFile(path, 'utf8')
  const password = randomBytes(18).toString('hex')
  await writeFile(path, password, { mode: 0o600 })
  return password
}
