import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { PostgresBinaries } from './postgres-binaries'
import { diagnose } from './postgres-errors'
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
  if (existsSync(join(dataFolder, 'PG_VERSION'))) return
  const making = `${dataFolder}.making`
  const passwordFile = join(making, 'password')
  const cannot = (cause: unknown): never => {
    throw diagnose(String(cause), { folder: dirname(dataFolder), port: 0 })
  }
  try {
    await rm(making, { recursive: true, force: true })
    await mkdir(join(making, 'data'), { recursive: true, mode: 0o700 })
    const disk = await statfs(making)
    if (disk.bavail * disk.bsize < NEEDED_BYTES) cannot('No space left on device')
    await writeFile(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
    if (runAs.uid !== undefined && runAs.gid !== undefined)
      for (const path of [making, join(making, 'data'), passwordFile]) await chown(path, runAs.uid, runAs.gid)
    initdb(cluster, making)
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

function initdb(
  cluster: { binaries: PostgresBinaries; runAs: RunAs; dataFolder: string },
  making: string,
): void {
  const [program = '', ...args] = [
    ...cluster.runAs.prefix,
    cluster.binaries.initdb,
    `--pgdata=${join(making, 'data')}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${join(making, 'password')}`,
    ...localeFlags(),
  ]
  const result = spawnSync(program, args, {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' },
    uid: cluster.runAs.uid,
    gid: cluster.runAs.gid,
  })
  if (result.status !== 0)
    throw diagnose(`${result.stdout}\n${result.stderr}\n${result.error ?? ''}`, {
      folder: cluster.dataFolder,
      port: 0,
    })
}
