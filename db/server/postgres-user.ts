import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { PostgresStartError } from './postgres-errors'

/** How a program of Postgres is run: a prefix to its command line, and the user it runs as. */
export type RunAs = { prefix: string[]; uid?: number; gid?: number }

const ROOT = 0

/**
 * Postgres refuses to run as root. An ordinary user runs it as they are. Root runs it in a user namespace in which
 * root has another number: that needs no other user and works in folders that only root may enter (a clone below
 * /root). Where namespaces are forbidden (many containers), the system's `postgres` user is used, and made if absent.
 */
export function postgresUser(dataFolder: string, paths: string[]): RunAs {
  if (process.getuid?.() !== ROOT) return { prefix: [] }
  const owner = ownerOf(dataFolder)
  const prefix = namespacePrefix()
  if ((owner === undefined || owner === ROOT) && works(prefix)) return { prefix }
  const ids = systemUser()
  letPass(dirname(dataFolder))
  for (const path of [dirname(dataFolder), ...paths]) refuseUnlessTraversable(path)
  return { prefix: [], ...ids }
}

function ownerOf(folder: string): number | undefined {
  try {
    return statSync(folder).uid
  } catch {
    return undefined
  }
}

/** Postgres looks its user up by number, so root takes the number of a user that every system has. */
function namespacePrefix(): string[] {
  const number = ['daemon', 'bin', 'nobody'].map(name => idOf('-u', name)).find(id => id !== undefined) ?? 1
  return ['unshare', '--user', `--map-user=${number}`, `--map-group=${number}`, '--']
}

function works([program = '', ...args]: string[]): boolean {
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return answer.status === 0 ? Number(answer.stdout) : undefined
}

function systemUser(): { uid: number; gid: number } {
  if (idOf('-u', 'postgres') === undefined)
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
  const uid = idOf('-u', 'postgres')
  const gid = idOf('-g', 'postgres')
  if (uid === undefined || gid === undefined)
    throw new PostgresStartError(
      'no-user',
      'Postgres does not run as root, and no user "postgres" could be made for it. Start Sextant as an ordinary user, or set DATABASE_URL.',
    )
  return { uid, gid }
}

/** Others may pass through the folder on their way to the database, and still not list what is in it. */
function letPass(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o711 })
  const { mode, uid } = statSync(folder)
  if (uid === ROOT && (mode & 0o1) === 0) chmodSync(folder, (mode & 0o777) | 0o11)
}

function refuseUnlessTraversable(path: string): void {
  for (let at = resolve(path); ; at = dirname(at)) {
    const mode = ownerOf(at) === undefined ? 0o1 : statSync(at).mode
    if ((mode & 0o1) === 0)
      throw new PostgresStartError(
        'unwritable-folder',
        `Postgres does not run as root, and its user may not enter ${at}. Start Sextant as an ordinary user, or from a folder that every user may enter (chmod o+x ${at}).`,
      )
    if (at === dirname(at)) return
  }
}
