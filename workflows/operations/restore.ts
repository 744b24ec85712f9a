import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { knownMigrations } from '@sextant/db/app/migrate-database'
import { readPart } from '@sextant/db/backup/archive'
import { loadDatabase } from '@sextant/db/backup/load-database'
import { type Backup, openBackup } from '@sextant/db/backup/open-backup'
import { blobEntries, blobPlace } from '@sextant/db/blobs/blobs.model'
import { openBlobs } from '@sextant/db/blobs/open-blobs'
import { renewDemoPassword } from '@sextant/db/demo/renew-password'
import { startEmbeddedPostgres } from '@sextant/db/server/embedded-postgres'
import { freePort } from '@sextant/db/server/free-port'
import { type PostgresTools, postgresTools } from '@sextant/db/server/postgres-tools'
import { ensureDatabase } from '@sextant/db/server/reach-database'
import * as v from 'valibot'
import { backupWords, runBackupCommand } from './backup-command'
import { readConfig } from './config'
import { DATABASE } from './database-urls'
import { bringSecrets, refuseUsedFolder, takeFolder } from './restore-folder'
import { readSecrets, type Secrets } from './secrets'
import { stopOnSignal } from './stop-on-signal'

const usage = `Restores a backup into a fresh folder, after checking all of it.

  bun run restore FILE --data FOLDER [options]

  FILE            what bun run backup has written
  --data FOLDER   a folder that is empty or not there yet (default: SEXTANT_DATA, or .sextant)
  --secrets FILE  the secrets that were saved with it; without them new ones are made, and everybody signs in again

With DATABASE_URL set, that database is filled, which must be empty, and the folder gets the secrets alone.
`

/** What is restored, from where to where. */
interface Restoring {
  file: string
  root: string
  secretsFile: string | undefined
  backup: Backup
  tools: PostgresTools
  stop: AbortSignal
}

async function restore(words: string[]): Promise<void> {
  const { positionals, values } = backupWords(words, usage, files =>
    files === 1 ? undefined : 'Name the file of one backup.',
  )
  if (values.help) return console.log(usage)
  const config = readConfig()
  const root = resolve(values.data ?? config.dataFolder)
  const file = resolve(positionals[0]!)
  const secretsFile = values.secrets === undefined ? undefined : resolve(values.secrets)
  if (secretsFile) readSecrets(secretsFile)
  if (!config.databaseUrl || existsSync(root)) refuseUsedFolder(root)
  const stop = stopOnSignal()
  const backup = await openBackup(file, knownMigrations())
  const { takenAt, rows } = backup.manifest
  const count = Object.values(rows).reduce((all, each) => all + each, 0)
  const { files } = backup.manifest
  console.log(
    `${file} is whole: ${count.toLocaleString('en')} rows as of ${takenAt}, and ${files ? `${files.count.toLocaleString('en')} files of records` : 'no files of records, which were in a store of their own'}.`,
  )
  const tools = await postgresTools(config.cacheFolder, console.log, undefined, stop)
  await fill({ file, root, secretsFile, backup, tools, stop }, config.databaseUrl)
  console.log(
    `Restored into ${config.databaseUrl ? `the database that DATABASE_URL names, and ${root}` : root}. Start it: bun run up --data ${root}`,
  )
}

/** The folder counts as restored only once everything in it is there; what fails leaves it as it was. */
async function fill(restoring: Restoring, databaseUrl: string | undefined): Promise<void> {
  const { root, secretsFile } = restoring
  const { folder, done, undo } = await takeFolder(root)
  try {
    const secrets = bringSecrets(root, secretsFile)
    if (databaseUrl) await load(restoring, databaseUrl, secrets)
    else {
      const server = await startEmbeddedPostgres({
        dataFolder: folder.postgres,
        port: await freePort(),
        password: secrets.postgresPassword,
        logFile: join(folder.logs, 'postgres.log'),
      })
      try {
        await load(restoring, await ensureDatabase(server.url, DATABASE), secrets)
      } finally {
        await server.stop()
      }
    }
    restoring.stop.throwIfAborted()
    done()
  } catch (error) {
    undo()
    throw error
  }
}

async function load(
  { file, root, backup, tools, stop, secretsFile }: Restoring,
  url: string,
  { demoPassword }: Secrets,
): Promise<void> {
  await loadDatabase(url, tools, readPart(file, backup.dump), backup.manifest, stop)
  await bringFiles(file, root, backup, stop)
  // What the next start tells as the demo's password is then true.
  if (!secretsFile) await renewDemoPassword(url, demoPassword)
}

/** Puts the bytes of files into the store that a start from here uses: the folder, or the bucket that is set. */
async function bringFiles(file: string, root: string, { files }: Backup, stop: AbortSignal): Promise<void> {
  if (!files.length) return
  const blobs = openBlobs(blobPlace(v.parse(v.object(blobEntries), readConfig().inherited), root))
  for (const { key, part } of files) {
    stop.throwIfAborted()
    await blobs.put(key, part.bytes ? readPart(file, part) : nothing())
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

runBackupCommand(restore)
