import { usualMostBytes } from '@sextant/db/attachments/attachments.model'
import { blobEntries, blobPlace } from '@sextant/db/blobs/blobs.model'
import * as v from 'valibot'
import { isNetwork } from './forwarded'

const Count = v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(1))

const Environment = v.object({
  DATABASE_APP_URL: v.pipe(v.string(), v.url()),
  DATABASE_SYSTEM_URL: v.pipe(v.string(), v.url()),
  UPSTASH_REDIS_REST_URL: v.pipe(v.string(), v.url()),
  UPSTASH_REDIS_REST_TOKEN: v.pipe(v.string(), v.nonEmpty()),
  SEXTANT_PORT: v.optional(v.pipe(Count, v.maxValue(65_535)), '4300'),
  SEXTANT_ORIGIN: v.optional(v.pipe(v.string(), v.url()), 'http://localhost:4300'),
  /** Signs cookies and cursors. */
  SEXTANT_SECRET: v.pipe(v.string(), v.minLength(32)),
  /** Folder with `client/` and `server/` of the built screens; without it only the API is served. */
  SEXTANT_UI_DIST: v.optional(v.string()),
  OTEL_EXPORTER_OTLP_ENDPOINT: v.optional(v.pipe(v.string(), v.url())),
  SEXTANT_DATA: v.optional(v.string()),
  /** Requests a minute for one user or key, over all processes. */
  SEXTANT_RATE_LIMIT: v.optional(Count, '60000'),
  /** Addresses and networks (`10.0.0.0/8`) of the proxies whose X-Forwarded-For or Forwarded is believed; none by default. */
  SEXTANT_TRUSTED_PROXIES: v.optional(
    v.pipe(
      v.string(),
      v.transform(text => text.split(/[\s,]+/).filter(Boolean)),
      v.everyItem(isNetwork, 'a list of addresses or networks like 10.0.0.0/8'),
    ),
    '',
  ),
  ...blobEntries,
  /** Bytes of the largest file that a record takes. */
  SEXTANT_FILE_BYTES: v.optional(Count, String(usualMostBytes)),
  /** Bytes of all files of a workspace together; no limit by default. */
  SEXTANT_WORKSPACE_FILE_BYTES: v.optional(Count),
  /** Where files are scanned: until it has answered nobody takes them. */
  SEXTANT_FILE_SCANNER: v.optional(v.pipe(v.string(), v.url())),
  /** `true`: /metrics tells how many SQL statements were sent. */
  SEXTANT_COUNT_STATEMENTS: v.optional(v.picklist(['true', 'false']), 'false'),
  /** Bytes of answers that one process keeps in memory. */
  SEXTANT_CACHE_BYTES: v.optional(Count, String(64 * 1024 * 1024)),
})

/** What the door reads from its environment; throws at boot and names what is missing or wrong, without its value. */
export function readConfig(environment: Record<string, string | undefined>) {
  const result = v.safeParse(Environment, environment)
  if (!result.success) {
    const wrong = result.issues.map(
      issue => `${issue.path?.[0]?.key}: ${issue.message.split(' but received')[0]}`,
    )
    throw new Error(`The edge cannot start. ${wrong.join('; ')}`)
  }
  const given = result.output
  return {
    appUrl: given.DATABASE_APP_URL,
    systemUrl: given.DATABASE_SYSTEM_URL,
    store: { url: given.UPSTASH_REDIS_REST_URL, token: given.UPSTASH_REDIS_REST_TOKEN },
    port: given.SEXTANT_PORT,
    origin: new URL(given.SEXTANT_ORIGIN).origin,
    secret: given.SEXTANT_SECRET,
    uiDist: given.SEXTANT_UI_DIST,
    tracing: { otlpEndpoint: given.OTEL_EXPORTER_OTLP_ENDPOINT, dataFolder: given.SEXTANT_DATA },
    requestsPerMinute: given.SEXTANT_RATE_LIMIT,
    cacheBytes: given.SEXTANT_CACHE_BYTES,
    countStatements: given.SEXTANT_COUNT_STATEMENTS === 'true',
    trustedProxies: given.SEXTANT_TRUSTED_PROXIES,
    files: {
      place: blobPlace(given, given.SEXTANT_DATA),
      mostBytes: given.SEXTANT_FILE_BYTES,
      mostOfWorkspace: given.SEXTANT_WORKSPACE_FILE_BYTES,
      scans: given.SEXTANT_FILE_SCANNER !== undefined,
    },
  }
}
export type Config = ReturnType<typeof readConfig>

/** The running process' configuration. */
export const config = () => readConfig(process.env)
