import { join } from 'node:path'
import { openDatabase } from '../../db/app/open-database'
import { demoAdmin } from '../../db/demo/found-demo'
import { readConfig } from '../../workflows/operations/config'
import { databaseUrls } from '../../workflows/operations/database-urls'
import { rememberedPort } from '../../workflows/operations/ports'
import { loadSecrets } from '../../workflows/operations/secrets'
import { untilDemoTrained } from './demo-trained'
import { root, runCommand } from './run-command'
import { keyOf, type StartedSextant } from './started-sextant'

/** So many browsers at once, each in a demo workspace of its own. */
export const BROWSERS = 2
const second = 'second.example'
const forContract = 'contract.example'

/**
 * Workspaces that do not disturb each other: the demo of `up` and another like it for two browsers, and a small one for the contract, which changes
 * all that it finds. Gives what tells the tests of them: `SEXTANT_URL`, `SEXTANT_TEST_DEMO_EMAIL` (one for each browser),
 * `SEXTANT_TEST_DEMO_PASSWORD`, `SEXTANT_TEST_API_KEY` (role admin) and the id of that key.
 */
export async function makeWorkspaces(sextant: StartedSextant): Promise<Record<string, string>> {
  const secrets = loadSecrets(sextant.dataFolder)
  const urls = databaseUrls(readConfig(), secrets, rememberedPort(sextant.dataFolder, 'postgres'))
  const environment = {
    DATABASE_URL: urls.owner,
    DATABASE_APP_URL: urls.app,
    DATABASE_SYSTEM_URL: urls.system,
    SEXTANT_SECRET: secrets.sessionSecret,
    SEXTANT_DEMO_PASSWORD: secrets.demoPassword,
    SEXTANT_ORIGIN: sextant.origin,
  }
  const seed = async (...words: string[]) => {
    const { status, output } = await runCommand(
      [process.execPath, join(root, 'workflows/operations/seed.ts'), ...words],
      environment,
    )
    if (status !== 0) throw new Error(`A workspace could not be made:\n${output}`)
  }
  await seed('--domain', second, '--seed', '2')
  await seed('--domain', forContract, '--seed', '3', '--small')
  const keyFor = async (domain: string) => keyOf(sextant, await slugOf(`maren@${domain}`, urls))
  await untilDemoTrained(sextant.origin, (await keyOf(sextant, 'demo')).secret)
  await untilDemoTrained(sextant.origin, (await keyFor(second)).secret)
  const key = await keyFor(forContract)
  return {
    SEXTANT_URL: sextant.origin,
    SEXTANT_TEST_DEMO_EMAIL: [demoAdmin.email, `maren@${second}`].join(),
    SEXTANT_TEST_DEMO_PASSWORD: secrets.demoPassword,
    SEXTANT_TEST_API_KEY: key.secret,
    SEXTANT_TEST_API_KEY_ID: key.id,
  }
}

async function slugOf(email: string, urls: { app: string; system: string }): Promise<string> {
  const db = openDatabase({
    appUrl: urls.app,
    systemUrl: urls.system,
    maxConnections: 1,
    name: 'sextant-tests',
  })
  try {
    const [workspace] = await db.system<{ slug: string }[]>`
      select w.slug from workspace w join member m on m.workspace_id = w.id join "user" u on u.id = m.user_id
      where u.email = ${email}`
    if (!workspace) throw new Error(`Nobody has the address ${email}.`)
    return workspace.slug
  } finally {
    await db.close()
  }
}
