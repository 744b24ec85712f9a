import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { contextOf } from '@sextant/db/access/caller'
import { createApiKey } from '@sextant/db/access/create-api-key'
import { firstWorkspaceOf, workspaceBySlug } from '@sextant/db/access/find-workspace.queries'
import { accessAs } from '@sextant/db/access/policy.rules'
import { openDatabase } from '@sextant/db/app/open-database'
import { systemClock } from '@sextant/db/core/clock'
import type { Database } from '@sextant/db/core/database'
import { type Access, roles } from '@sextant/db/core/grants.rules'
import { uuidv7 } from '@sextant/db/core/ids'
import { isOutage } from '@sextant/db/core/postgres-faults'
import { demoAdmin } from '@sextant/db/demo/found-demo'
import { readConfig } from './config'
import { databaseUrls } from './database-urls'
import { UsageError } from './options'
import { rememberedPort } from './ports'
import { loadSecrets } from './secrets'

const usage = `Makes an API key for scripts and prints it. Sextant has to be running.

  bun run key [options]

  --role ROLE       ${roles.join(', ')} (default admin)
  --workspace SLUG  the workspace (default: demo, the demo workspace)
  --name NAME       what the list of keys calls it (default "bun run key")
  --data FOLDER     the data folder of the running Sextant (default: SEXTANT_DATA, or .sextant)
`

async function key(words: string[]): Promise<void> {
  const { role, workspace, name, data, help } = options(words)
  if (help) return console.log(usage)
  const db = openDatabase({ ...urls(data), maxConnections: 1, name: 'sextant-key' })
  try {
    const actor = { type: 'system', id: null, name } as const
    const access: Access = accessAs('admin')
    const caller = { db, clock: systemClock, requestId: uuidv7() }
    const ctx = contextOf(caller, await workspaceId(db, workspace), actor, access)
    const { secret } = await createApiKey(ctx, { name, role })
    console.log(secret)
  } finally {
    await db.close()
  }
}

function options(words: string[]) {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        role: { type: 'string', default: 'admin' },
        workspace: { type: 'string', default: 'demo' },
        name: { type: 'string', default: 'bun run key' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (!roles.some(role => role === values.role))
      throw new UsageError(`There is no role "${values.role}"; the roles are ${roles.join(', ')}.`)
    return values
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${(error as Error).message}\n\n${usage}`)
  }
}

function urls(data: string | undefined) {
  const config = readConfig()
  const root = resolve(data ?? config.dataFolder)
  if (!existsSync(join(root, 'secrets.json')))
    throw new UsageError(
      `There is no Sextant in ${root}. Start one with bun run up, or name its folder with --data.`,
    )
  const { app, system } = databaseUrls(config, loadSecrets(root), rememberedPort(root, 'postgres'))
  return { appUrl: app, systemUrl: system }
}

async function workspaceId(db: Database, slug: string): Promise<string> {
  const workspace =
    slug === 'demo'
      ? await firstWorkspaceOf(db.system, demoAdmin.email)
      : await workspaceBySlug(db.system, slug)
  if (!workspace)
    throw new UsageError(
      slug === 'demo'
        ? 'There is no demo workspace here: this Sextant was started with --no-demo. Name another with --workspace.'
        : `There is no workspace "${slug}" here.`,
    )
  return workspace
}

key(process.argv.slice(2)).catch(error => {
  const message = error instanceof Error ? error.message : String(error)
  console.error(isOutage(error) ? 'Sextant is not running here. Start it first: bun run up' : message)
  process.exit(error instanceof UsageError ? 2 : 1)
})
