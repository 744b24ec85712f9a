import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'

const path = v.optional(v.pipe(v.string(), v.nonEmpty()))

const settings = v.parse(
  v.object({
    /** Superuser URL of a Postgres that the tests may fill with databases; without it they start their own. */
    SEXTANT_TEST_DATABASE_URL: v.optional(v.pipe(v.string(), v.url())),
    SEXTANT_CACHE: path,
    XDG_CACHE_HOME: path,
  }),
  process.env,
)

export const config = {
  databaseUrl: settings.SEXTANT_TEST_DATABASE_URL,
  /** Where programs that are fetched are kept between runs. */
  cacheFolder:
    settings.SEXTANT_CACHE ?? join(settings.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'sextant'),
}
