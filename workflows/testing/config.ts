import * as v from 'valibot'
import { readConfig } from '../operations/config'

const path = v.optional(v.pipe(v.string(), v.nonEmpty()))

const settings = v.parse(
  v.object({
    /** A `temporal` program for the tests; without it the one that `bun run up` would use. */
    SEXTANT_TEST_TEMPORAL_CLI: path,
    /** A time-skipping Temporal server for the tests; without it one is fetched into the cache. */
    SEXTANT_TEST_TEMPORAL_SERVER: path,
  }),
  process.env,
)

export const config = {
  temporalCli: settings.SEXTANT_TEST_TEMPORAL_CLI,
  timeSkippingServer: settings.SEXTANT_TEST_TEMPORAL_SERVER,
  cacheFolder: readConfig().cacheFolder,
}
