import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type BlockList, isIP } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { reachOutside } from './reach-outside'

/** Why nothing came from an address that somebody has set. Stable: a screen says each in its own words. */
type EgressFailure =
  | 'egress.bad_address'
  | 'egress.not_allowed'
  | 'egress.no_such_host'
  | 'egress.refused'
  | 'egress.bad_certificate'
  | 'egress.too_slow'
  | 'egress.too_large'
  | 'egress.too_many_hops'
  | 'egress.bad_status'
  | 'egress.broke_off'

export type Fetched =
  | { ok: true; body: Uint8Array; contentType: string }
  | { ok: false; failure: EgressFailure; status?: number }

interface FetchOptions {
  /** Networks inside that the operator allows all the same. */
  allowed: BlockList
  mostBytes: number
  /** For the whole of it: names, connections, redirections and the last byte. */
  withinMs: number
  signal?: AbortSignal
  accept?: string
  /** What is posted there, as it comes; then nothing is followed to another address. */
  send?: { content: AsyncIterable<Uint8Array>; bytes: number; contentType: string; token?: string }
}

const mostHops = 3

/**
 * GETs from an address, or posts to it, that a person has set: the only way out for those. Each host is looked up once, refused where any of its addresses is not of the
 * public internet, and connected to by that very address, so that a name cannot answer otherwise the second time. Redirections go the same way. Without
 * encryption only to networks that the operator has allowed. Every failure is a value.
 */
export async function fetchOutside(address: string, options: FetchOptions): Promise<Fetched> {
  const late = AbortSignal.timeout(options.withinMs)
  const signal = options.signal ? AbortSignal.any([late, options.signal]) : late
  let url = URL.parse(address)
  for (let hop = 0; hop <= mostHops; hop += 1) {
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password)
      return failed('egress.bad_address')
    const pinned = await reachOutside(url.hostname.replace(/^\[|\]$/g, ''), {
      allowed: options.allowed,
      isEncrypted: url.protocol === 'https:',
      signal,
    })
    if ('failure' in pinned) return failed(late.aborted ? 'egress.too_slow' : pinned.failure)
    const answer = await get(url, pinned.address, options, signal)
    if ('location' in answer && options.send) return failed('egress.bad_status')
    if (!('location' in answer)) return !answer.ok && late.aborted ? failed('egress.too_slow') : answer
    url = URL.parse(answer.location, url.href)
  }
  return failed('egress.too_many_hops')
}

const failed = (failure: EgressFailure, status?: number): Fetched => ({
  ok: false,
  failure,
  ...(status === undefined ? {} : { status }),
})

function get(
  url: URL,
  address: string,
  { mostBytes, accept = '*/*', send }: FetchOptions,
  signal: AbortSignal,
): Promise<Fetched | { location: string }> {
  return new Promise(resolve => {
    const family = isIP(address)
    const asked = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      signal,
      agent: false,
      method: send ? 'POST' : 'GET',
      headers: {
        accept,
        'accept-encoding': 'identity',
        'user-agent': 'Sextant',
        ...(send && { 'content-type': send.contentType, 'content-length': send.bytes }),
        ...(send?.token && { authorization: `Bearer ${send.token}` }),
      },
      lookup: (_, { all }, done) => {
        if (all) done(null, [{ address, family }])
        else done(null, address, family)
      },
    })
    asked.on('error', error => resolve(failed(failureOf(error))))
    asked.on('response', answer => {
      const { statusCode = 0, headers } = answer
      const end = (fetched: Fetched | { location: string }) => {
        resolve(fetched)
        asked.destroy()
      }
      if (statusCode >= 300 && statusCode < 400 && headers.location)
        return end({ location: headers.location })
      if (statusCode !== 200) return end(failed('egress.bad_status', statusCode))
      const chunks: Uint8Array[] = []
      let size = 0
      answer.on('data', (chunk: Uint8Array) => {
        size += chunk.byteLength
        if (size > mostBytes) return end(failed('egress.too_large'))
        chunks.push(chunk)
      })
      answer.on('error', () => resolve(failed('egress.broke_off')))
      answer.on('aborted', () => resolve(failed('egress.broke_off')))
      answer.on('end', () =>
        resolve({ ok: true, body: Buffer.concat(chunks), contentType: headers['content-type'] ?? '' }),
      )
    })
    // What breaks in the middle, here or there, is told by the request.
    if (send) pipeline(Readable.from(send.content), asked).catch(error => resolve(failed(failureOf(error))))
    else asked.end()
  })
}

function failureOf(error: Error): EgressFailure {
  const code = 'code' in error ? String(error.code) : ''
  if (/CERT|ALTNAME|SELF_SIGNED|ISSUER|SSL|TLS/.test(code)) return 'egress.bad_certificate'
  if (error.name === 'AbortError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT') return 'egress.too_slow'
  return code === 'ECONNRESET' ? 'egress.broke_off' : 'egress.refused'
}
