import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '@sextant/db/app/open-database'
import { blobEntries, blobPlace } from '@sextant/db/blobs/blobs.model'
import { openBlobs } from '@sextant/db/blobs/open-blobs'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { repairDealSums } from '@sextant/db/deals/repair-deal-sums'
import { examine } from '@sextant/db/doctor/examine'
import * as v from 'valibot'
import { readConfig } from './config'
import { databaseUrls } from './database-urls'
import { UsageError } from './options'
import { rememberedPort } from './ports'
import { loadSecrets } from './secrets'

const usage = `Checks what must always hold in the database, in every workspace: stages and their history, sums of lines, rates, trees,
references, search and keys, versions in the log, and the bytes of files. It changes nothing unless it is told to. Sextant
has to be running.

  bun run doctor [--data FOLDER] [--repair sums]

  --repair sums  first puts the kept sums of deals right where they are not what the deals come to; nobody has to stop
                 working meanwhile
  --data FOLDER  the data folder of the running Sextant (default: SEXTANT_DATA, or .sextant)

Ends with 0 when nothing was found, with 1 when something was.
`

async function doctor(words: string[]): Promise<number> {
  const { data, help, repair } = options(words)
  if (help) {
    console.log(usage)
    return 0
  }
  if (repair !== undefined && repair !== 'sums')
    throw new UsageError(`Only sums can be repaired: --repair sums.\n\n${usage}`)
  const config = readConfig()
  const root = resolve(data ?? config.dataFolder)
  if (!existsSync(join(root, 'secrets.json')))
    throw new UsageError(
      `There is no Sextant in ${root}. Start one with bun run up, or name its folder with --data.`,
    )
  const { app, system } = databaseUrls(config, loadSecrets(root), rememberedPort(root, 'postgres'))
  const place = blobPlace(v.parse(v.object(blobEntries), config.inherited), root)
  const db = openDatabase({ appUrl: app, systemUrl: system, maxConnections: 1, name: 'sextant-doctor' })
  try {
    if (repair) {
      const repaired = await repairDealSums(db)
      for (const { workspace, sums } of repaired)
        console.log(`${workspace}: ${sums} sums of deals put right.`)
      if (!repaired.length) console.log('The kept sums of deals are right already.')
    }
    const { workspaces, checks, findings } = await examine(db, undefined, openBlobs(place))
    for (const { workspace, check, says, rows } of findings) {
      console.log(`✗ ${workspace}: ${check}\n  ${says}`)
      for (const { id, what } of rows) console.log(`    ${id}${what ? `  ${what}` : ''}`)
    }
    console.log(
      `${workspaces} workspaces, ${checks} checks each: ${findings.length ? `${findings.length} found something` : 'nothing found'}.`,
    )
    return findings.length ? 1 : 0
  } finally {
    await db.close()
  }
}

function options(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        data: { type: 'string' },
        repair: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}

doctor(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    const message = error instanceof Error ? error.message : String(error)
    console.error(isOutage(error) ? 'Sextant is not running here. Start it first: bun run up' : message)
    process.exit(error instanceof UsageError ? 2 : 1)
  },
)
