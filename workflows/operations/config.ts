import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'

const url = v.pipe(v.string(), v.url())
const Environment = v.object({
  SEXTANT_DATA: v.optional(v.pipe(v.string(), v.nonEmpty())),
  SEXTANT_CACHE: v.optional(v.pipe(v.string(), v.nonEmpty())),
  XDG_CACHE_HOME: v.optional(v.pipe(v.string(), v.nonEmpty())),
  SEXTANT_ORIGIN: v.optional(url),
  DATABASE_URL: v.optional(url),
  DATABASE_APP_URL: v.optional(url),
  DATABASE_SYSTEM_URL: v.optional(url),
  UPSTASH_REDIS_REST_URL: v.optional(url),
  UPSTASH_REDIS_REST_TOKEN: v.optional(v.pipe(v.string(), v.nonEmpty())),
  TEMPORAL_ADDRESS: v.optional(v.pipe(v.string(), v.regex(/^[^\s/:]+:\d+$/, 'must be host:port'))),
  TEMPORAL_NAMESPACE: v.optional(v.pipe(v.string(), v.nonEmpty())),
})

/** What `up` and `key` read from their environment. Throws an Error that names the variable that is wrong. */
export function readConfig(environment: Record<string, string | undefined> = process.env) {
  const parsed = v.safeParse(Environment, environment)
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw new Error(`The environment variable ${v.getDotPath(issue)} is wrong: ${issue.message}`)
  }
  const given = parsed.output
  if (given.UPSTASH_REDIS_REST_URL && !given.UPSTASH_REDIS_REST_TOKEN)
    throw new Error(
      'UPSTASH_REDIS_REST_URL is set, and UPSTASH_REDIS_REST_TOKEN is not. Set both or neither.',
    )
  return {
    dataFolder: given.SEXTANT_DATA ?? '.sextant',
    cacheFolder: cacheFolder(given),
    origin: given.SEXTANT_ORIGIN,
    databaseUrl: given.DATABASE_URL,
    databaseAppUrl: given.DATABASE_APP_URL,
    databaseSystemUrl: given.DATABASE_SYSTEM_URL,
    storeUrl: given.UPSTASH_REDIS_REST_URL,
    storeToken: given.UPSTASH_REDIS_REST_TOKEN,
    temporalAddress: given.TEMPORAL_ADDRESS,
    temporalNamespace: given.TEMPORAL_NAMESPACE ?? 'default',
    /** The environment as it was given, for the parts. */
    inherited: environment,
  }
}

/** What programs that we start, such as a compiler, get as it is. */
export const inheritedEnvironment = (): Record<string, string | undefined> => process.env

export type OperationsConfig = ReturnType<typeof readConfig>

function cacheFolder(given: { SEXTANT_CACHE?: string; XDG_CACHE_HOME?: string }): string {
  return given.SEXTANT_CACHE ?? join(given.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sextant')
}
