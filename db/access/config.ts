import * as v from 'valibot'

const Environment = v.object({
  SEXTANT_SECRET: v.pipe(v.string(), v.minLength(32, 'SEXTANT_SECRET needs at least 32 characters.')),
  SEXTANT_ORIGIN: v.pipe(v.string(), v.url()),
})

export interface AuthenticationSettings {
  /** Signs session cookies. */
  secret: string
  /** The address under which people reach Sextant, such as `https://crm.example.com`. On https the cookie is `__Host-` and Secure. */
  origin: string
}

/** What sign-in needs of the environment. Throws when something is missing. */
export function readConfig(
  environment: Record<string, string | undefined> = process.env,
): AuthenticationSettings {
  const { SEXTANT_SECRET, SEXTANT_ORIGIN } = v.parse(Environment, environment)
  return { secret: SEXTANT_SECRET, origin: SEXTANT_ORIGIN }
}
