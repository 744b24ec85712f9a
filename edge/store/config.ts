import * as v from 'valibot'

const MB = 1024 * 1024

/** What the store reads from its environment; throws at boot when something is missing or wrong. */
const readConfig = (environment: Record<string, string | undefined>) =>
  v.parse(
    v.object({
      UPSTASH_REDIS_REST_URL: v.pipe(v.string(), v.url()),
      UPSTASH_REDIS_REST_TOKEN: v.pipe(v.string(), v.minLength(16)),
      /** A real Redis to pass the commands on to, instead of memory. */
      REDIS_URL: v.optional(
        v.pipe(v.string(), v.regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')),
      ),
      SEXTANT_STORE_BYTES: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number)), String(256 * MB)),
    }),
    environment,
  )

/** The running process' configuration. */
export const config = () => readConfig(process.env)
