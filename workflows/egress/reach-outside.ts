import { lookup } from 'node:dns/promises'
import { type BlockList, isIP } from 'node:net'
import { standingOf } from './outside'

/** Why a host that somebody has set is not connected to. */
export type Unreachable = 'egress.no_such_host' | 'egress.not_allowed'

/**
 * The one address under which a host is connected to. It is looked up once, and refused where any of its addresses is not of the public internet and not allowed, so that a
 * name cannot answer otherwise the second time; without encryption only networks that the operator has allowed are reached.
 */
export async function reachOutside(
  host: string,
  { allowed, isEncrypted, signal }: { allowed: BlockList; isEncrypted: boolean; signal?: AbortSignal },
): Promise<{ address: string } | { failure: Unreachable }> {
  const found = isIP(host) ? [host] : await namesTo(host, signal)
  if (!found[0]) return { failure: 'egress.no_such_host' }
  const standings = new Set(found.map(one => standingOf(one, allowed)))
  if (standings.has('inside') || (!isEncrypted && standings.has('public')))
    return { failure: 'egress.not_allowed' }
  return { address: found[0] }
}

async function namesTo(host: string, signal: AbortSignal | undefined): Promise<string[]> {
  const given = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    const found = await Promise.race([lookup(host, { all: true, verbatim: true }), given])
    return found.map(({ address }) => address)
  } catch {
    return []
  }
}
