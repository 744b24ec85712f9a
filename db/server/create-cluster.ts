import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { PostgresBinaries } from './postgres-binaries'
import { diagnose, PostgresStartError } from './postgres-errors'
import { localeFlags } from './postgres-settings'
import type { RunAs } from './postgres-user'

const NEEDED_BYTES = 200 * 1024 * 1024

/**
 * Makes the data folder with `initdb` when it is not there yet. It is made under another name and renamed when
 * complete, so that a start that was killed half way leaves nothing that looks like a database.
 */
export async function createCluster(cluster: {
  dataFolder: string
  password: string
  binaries: PostgresBinaries
  runAs: RunAs
}): Promise<void> {
  const { dataFolder, runAs } = cluster
  await removeHalfMade(dataFolder)
  if (existsSync(join(dataFolder, 'PG_VERSION'))) return
  await refuseOtherFiles(dataFolder)
  // A name of this process' own: an initdb whose Sextant was killed may still be writing to its one.
  const making = `${dataFolder}.making-${process.pid}`
  const passwordFile = join(making, 'password')
  const cannot = (cause: unknown): never => {
    throw diagnose(String(cause), { folder: dirname(dataFolder), port: 0 })
  }
  try {
    await mkdir(join(making, 'data'), { recursive: true, mode: 0o700 })
    const disk = await statfs(making)
    if (disk.bavail * disk.bsize < NEEDED_BYTES) cannot('No space left on device')
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
    if (runAs.uid !== undefined && runAs.gid !== undefined)
      for (const path of [making, join(making, 'data'), passwordFile]) await chown(path, runAs.uid, runAs.gid)
    await initdb(cluster, making)
    await chmod(join(making, 'data'), 0o700)
    await rm(dataFolder, { recursive: true, force: true })
    await rename(join(making, 'data'), dataFolder)
  } catch (error) {
    if ((error as { code?: string }).code === undefined) throw error
    cannot(
      (error as { code?: string }).code === 'ENOSPC'
        ? 'No space left on device'
        : `Permission denied: ${error}`,
    )
  } finally {
    await rm(making, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** A folder without PG_VERSION is none of ours, or a database that something happened to: neither is to be made room of. */
async function refuseOtherFiles(dataFolder: string): Promise<void> {
  const names = await readdir(dataFolder).catch(() => [])
  if (names.length > 0)
    throw new PostgresStartError(
      'failed',
      `${dataFolder} holds files (${names.slice(0, 3).join(', ')}) and yet no database: PG_VERSION is missing. Put it back from a backup, move the folder away, or choose another with --data.`,
    )
}

async function removeHalfMade(dataFolder: string): Promise<void> {
  const folder = dirname(dataFolder)
  const names = await readdir(folder).catch(() => [])
  // One that is still written to by an initdb left alone is for the next start to remove.
  for (const name of names.filter(name => name.startsWith(`${basename(dataFolder)}.making`)))
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
}

async function initdb(
  cluster: { binaries: PostgresBinaries; runAs: RunAs; dataFolder: string },
  making: string,
): Promise<void> {
  const [program = '', ...args] = [
    ...cluster.runAs.prefix,
    cluster.binaries.initdb,
    `--pgdata=${join(making, 'data')}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${join(making, 'password')}`,
    ...localeFlags(),
  ]
  // A group of its own: Ctrl-C at the terminal is for us to heed, and would break it off in the middle.
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' },
    uid: cluster.runAs.uid,
    gid: cluster.runAs.gid,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk
    })
  const status = await new Promise<number | null>(done => {
    child.on('close', done)
    child.on('error', error => {
      said += error.message
      done(null)
    })
  })
  if (status !== 0) throw diagnose(said, { folder: cluster.dataFolder, port: 0 })
}
