import type { OperationsConfig } from './config'
import type { Secrets } from './secrets'

/** Sextant's database in the embedded Postgres. */
export const DATABASE = 'sextant'

/** The three ways into the database: its owner, the app under row-level security, and the system's own. */
export function databaseUrls(config: OperationsConfig, secrets: Secrets, port: number) {
  const owner =
    config.databaseUrl ?? `postgres://postgres:${secrets.postgresPassword}@127.0.0.1:${port}/${DATABASE}`
  return {
    owner,
    app: config.databaseAppUrl ?? asRole(owner, 'sextant_app', secrets.appPassword),
    system: config.databaseSystemUrl ?? asRole(owner, 'sextant_system', secrets.systemPassword),
  }
}

function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}
