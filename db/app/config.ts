import * as v from 'valibot'

const Environment = v.object({
  DATABASE_URL: v.pipe(v.string(), v.nonEmpty()),
  DATABASE_APP_URL: v.pipe(v.string(), v.nonEmpty()),
  DATABASE_SYSTEM_URL: v.pipe(v.string(), v.nonEmpty()),
  SEXTANT_DEMO_PASSWORD: v.optional(v.string()),
})

/** What the migration and the seed need of the environment. Fails at once when something is missing. */
export const readConfig = (environment: Record<string, string | undefined> = process.env) => {
  const given = v.parse(Environment, environment)
  const password = (url: string) => decodeURIComponent(new URL(url).password)
  return {
    ownerUrl: given.DATABASE_URL,
    appUrl: given.DATABASE_APP_URL,
    systemUrl: given.DATABASE_SYSTEM_URL,
    demoPassword: given.SEXTANT_DEMO_PASSWORD,
    passwords: { app: password(given.DATABASE_APP_URL), system: password(given.DATABASE_SYSTEM_URL) },
  }
}
