import type { BlockList } from 'node:net'
import * as v from 'valibot'
import { fetchOutside } from '../egress/fetch-outside'

/** Where files are scanned, as the operator has set it. */
interface Scanner {
  address: string
  /** Sent as a bearer token. */
  token?: string
}

/** What a scanner answers: `{"clean": true}`, or `{"clean": false, "finding": "Eicar-Test-Signature"}`. */
const Answer = v.object({ clean: v.boolean(), finding: v.optional(v.nullable(v.string())) })

/** Clean, or what was found; or why nothing was answered that can be read. */
type Scanned = { clean: true } | { clean: false; finding: string } | { trouble: string }

const withinMs = 90 * 60_000

/** Sends the bytes of a file to the scanner, as they come from the store. Neither its name nor whose it is leaves the house. */
export async function scan(
  { address, token }: Scanner,
  file: { bytes: number; content: AsyncIterable<Uint8Array> },
  { allowed, signal }: { allowed: BlockList; signal?: AbortSignal },
): Promise<Scanned> {
  const fetched = await fetchOutside(address, {
    allowed,
    mostBytes: 64 * 1024,
    withinMs,
    signal,
    accept: 'application/json',
    send: { content: file.content, bytes: file.bytes, contentType: 'application/octet-stream', token },
  })
  if (!fetched.ok) return { trouble: fetched.failure }
  const read = v.safeParse(Answer, parsed(fetched.body))
  if (!read.success) return { trouble: 'scanner.unreadable' }
  const { clean, finding } = read.output
  return clean ? { clean } : { clean, finding: finding?.trim().slice(0, 200) || 'malware' }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
