import * as v from 'valibot'

const settings = v.parse(
  v.object({
    /** Superuser URL of a Postgres that the tests may fill with databases; without it they start their own. */
    SEXTANT_TEST_DATABASE_URL: v.optional(v.pipe(v.string(), v.url())),
  }),
  process.env,
)

export const config = { databaseUrl: settings.SEXTANT_TEST_DATABASE_URL }
