import { addressHere } from '@sextant/db/core/way-back.rules'

/**
 * Goes to a page of this site anew, with everything of this one forgotten; an address that leads elsewhere leads home. Never answers: whoever
 * waits stays busy until the page is gone.
 */
export function leaveFor(to: unknown): Promise<never> {
  location.assign(addressHere(to, location.origin))
  return new Promise<never>(() => undefined)
}
