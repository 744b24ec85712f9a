import { Fault } from '@sextant/db/core/errors'
import type { Allowance, Standing } from './limits'

/** What a user, a key or an unknown address may ask in a minute. */
export const usual = (perMinute = 60_000): Allowance => ({ name: 'default', perMinute })

export const policyOf = ({ name, perMinute }: Allowance): string => `"${name}";q=${perMinute};w=60`

/** The IETF's RateLimit header fields (draft-ietf-httpapi-ratelimit-headers-08 and later). */
export const limitHeaders = (policy: string, name: string, { remaining, resetSeconds }: Standing) => ({
  'ratelimit-policy': policy,
  ratelimit: `"${name}";r=${remaining};t=${resetSeconds}`,
})

export const limited = ({ resetSeconds }: Standing): Fault =>
  new Fault('limited', `Too many requests. Try again in ${resetSeconds} seconds.`, {
    retryAfterSeconds: resetSeconds,
  })
