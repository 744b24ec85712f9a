import { constants, copyFileSync, existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Manifest } from '@sextant/db/backup/backup.model'
import { takeBackup } from '@sextant/db/backup/take-backup'
import { type BlobPlace, blobEntries, blobPlace } from '@sextant/db/blobs/blobs.model'
import { openBlobs } from '@sextant/db/blobs/open-blobs'
import { startEmbeddedPostgres } from '@sextant/db/server/embedded-postgres'
import { freePort } from '@sextant/db/server/free-port'
import { postgresTools } from '@sextant/db/server/postgres-tools'
import { runningPostgres } from '@sextant/db/server/running-postgres'
import * as v from 'valibot'
import { backupWords, runBackupCommand } from './backup-command'
import { readConfig } from './config'
import { openDataFolder } from './data-folder'
import { databaseUrls } from './database-urls'
import { beTheOnlyOne } from './only-one'
import { UsageError } from './options'
import { loadSecrets } from './secrets'
import { stopOnSignal } from './stop-on-signal'

const usage = `Takes a backup: everything that people wrote, and the files on records where a folder keeps them, as of one moment, while Sextant runs or while it does not.

  bun run backup [FILE] [options]

  FILE            the file to write, or the folder to write it into (default: here, named by the time)
  --secrets FILE  also copies the secrets, into a file of their own; keep the two apart
  --data FOLDER   the data folder of the Sextant (default: SEXTANT_DATA, or .sextant)

With DATABASE_URL set, that database is backed up. bun run restore reads the file again.
`

async function backup(words: string[]): Promise<void> {
  const { positionals, values } = backupWords(words, usage, files =>
    files > 1 ? 'One file is written at a time.' : undefined,
  )
  if (values.help) return console.log(usage)
  const config = readConfig()
  const root = resolve(values.data ?? config.dataFolder)
  const file = fileNamed(positionals[0])
  const secretsFile = values.secrets === undefined ? undefined : resolve(values.secrets)
  if (!config.databaseUrl || secretsFile) refuseNoInstallation(root)
  if (secretsFile && existsSync(secretsFile))
    throw new UsageError(`${secretsFile} is there already. Name another file with --secrets.`)
  const place = blobPlace(v.parse(v.object(blobEntries), config.inherited), root)
  const stop = stopOnSignal()
  const tools = await postgresTools(config.cacheFolder, console.log, undefined, stop)
  const began = performance.now()
  const database = config.databaseUrl
    ? { url: config.databaseUrl, end: async () => {} }
    : await embeddedDatabase(root)
  try {
    const blobs = 'folder' in place ? openBlobs(place) : undefined
    const { rows, takenAt, database: dump, files } = await takeBackup(file, database.url, tools, stop, blobs)
    const count = Object.values(rows).reduce((all, each) => all + each, 0)
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `${file}: ${count.toLocaleString('en')} rows as of ${takenAt}, ${(dump.bytes / 1e6).toFixed(1)} MB, in ${seconds} s.`,
    )
    console.log(filesSaid(place, files))
  } finally {
    await database.end()
  }
  if (secretsFile) copySecrets(join(root, 'secrets.json'), secretsFile)
  else
    console.log(
      'The secrets are not in it (--secrets FILE copies them): without them everybody has to sign in again.',
    )
}

/** What of the files on records is in it. */
function filesSaid(place: BlobPlace, files: Manifest['files']): string {
  if ('bucket' in place)
    return `The files on records are not in it: they are in the bucket ${place.bucket}, which is its own backup. Have it keep versions, or copy it.`
  const { count = 0, bytes = 0, lost = 0 } = files ?? {}
  const kept = `${count.toLocaleString('en')} files of records, ${(bytes / 1e6).toFixed(1)} MB, are in it.`
  return lost
    ? `${kept} ${lost} are not: ${place.folder} has not the bytes that their rows name. bun run doctor tells which.`
    : kept
}

const START_LIMIT_MS = 60_000

/** The database of a data folder. Where its Postgres does not run, it is started for as long as the backup takes, and nothing else is. */
async function embeddedDatabase(root: string): Promise<{ url: string; end: () => Promise<void> }> {
  const config = readConfig()
  const secrets = loadSecrets(root)
  const urlAt = (port: number) => databaseUrls(config, secrets, port).owner
  const folder = openDataFolder(root)
  for (let waitedMs = 0; ; waitedMs += 100) {
    const running = runningPostgres(folder.postgres)
    if (running?.ready) return { url: urlAt(running.port), end: async () => {} }
    try {
      beTheOnlyOne(folder.run, 'a backup')
      break
    } catch (error) {
      // A Sextant has the folder, and is just starting its Postgres.
      if (waitedMs >= START_LIMIT_MS) throw error
      await Bun.sleep(100)
    }
  }
  const port = await freePort()
  const password = secrets.postgresPassword
  const logFile = join(folder.logs, 'postgres.log')
  const server = await startEmbeddedPostgres({ dataFolder: folder.postgres, port, password, logFile })
  return { url: urlAt(port), end: server.stop }
}

function fileNamed(given: string | undefined): string {
  const path = resolve(given ?? '.')
  if (!existsSync(path) || !statSync(path).isDirectory()) return path
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  return join(path, `sextant-${now}.tar`)
}

function refuseNoInstallation(root: string): void {
  if (!existsSync(join(root, 'secrets.json')))
    throw new UsageError(`There is no Sextant in ${root}. Name its folder with --data.`)
}

function copySecrets(from: string, to: string): void {
  // What is copied has the mode of its source: for its owner's eyes only.
  copyFileSync(from, to, constants.COPYFILE_EXCL)
  console.log(`${to}: the secrets. Keep them apart from the backup.`)
}

runBackupCommand(backup)
