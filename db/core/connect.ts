import postgres from 'postgres'
import type { Database, Sql } from './database'

export interface DatabaseOptions {
  appUrl: string
  systemUrl: string
  maxConnections?: number
  name?: string
  /** After which the server breaks a statement off; none when absent. For those whose callers wait. */
  statementTimeoutMs?: number
  /** For tests of what a page costs: postgres.js then notes a stack with each part of a statement, which costs the caller more than counting. */
  countStatements?: boolean
}

/** What a statement begins with that no request asked for: `/* watch *\/`. The rest is transaction control, and what postgres.js sends when it connects. */
const uncounted =
  /^\s*(begin|commit|rollback|savepoint|release|select set_config\('app\.workspace'|\/\* watch \*\/|listen |unlisten |\s*select b\.oid, b\.typarray)/i

/** Connects as `sextant_app` and as `sextant_system`, by a pool each; connections are made when they are asked for. */
export function connect({
  appUrl,
  systemUrl,
  maxConnections = 10,
  name = 'sextant',
  statementTimeoutMs,
  countStatements = false,
}: DatabaseOptions): Database {
  let statements = 0
  const count = (_connection: number, query: string) => {
    if (!uncounted.test(query)) statements += 1
  }
  const options = {
    onnotice: () => {},
    connection: {
      application_name: name,
      TimeZone: 'UTC',
      ...(statementTimeoutMs ? { statement_timeout: statementTimeoutMs } : {}),
    },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
    transform: { column: { from: postgres.toCamel } },
    debug: countStatements && count,
    connect_timeout: 10,
  }
  const app = postgres(appUrl, { ...options, max: maxConnections })
  const system = postgres(systemUrl, { ...options, max: Math.max(3, Math.ceil(maxConnections / 3)) })
  return {
    app: app as unknown as Sql,
    system: system as unknown as Sql,
    statements: () => (countStatements ? statements : undefined),
    close: async () => {
      await Promise.all([app.end({ timeout: 5 }), system.end({ timeout: 5 })])
    },
  }
}
