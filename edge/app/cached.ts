import { createHash } from 'node:crypto'
import type { Clock } from '@sextant/db/core/clock'
import type { AnswerStore, Kept } from './answer-store'
import type { SharedStore } from './shared-store'
import type { TagVersions } from './tag-versions'
import type { Tail } from './tail'

/** How an answer was come by. bypass: the log is not followed closely enough for a kept answer to be trusted. */
export type CacheState = 'hit' | 'miss' | 'bypass'

/** Who asks what. `permission` tells everything about the asker that can change the answer. */
export interface Question {
  workspaceId: string
  permission: string
  /** Path and query as sent. */
  target: string
  /** The transaction of the session's last write, as far as it is not known here yet; else empty. */
  position: string
}

export interface Fresh {
  body: string
  /** Of one record: part of its ETag. */
  version?: number
}

const secondsKept = 300

/**
 * Reads through two layers under the same versioned keys: memory of this process, then the shared store. The versions are taken
 * before the database is read, so an answer that a write has outdated is stored only under a key that nobody asks for again.
 */
export function createCached(parts: {
  versions: TagVersions
  tail: Pick<Tail, 'isFresh'>
  answers: AnswerStore
  store?: SharedStore
  clock: Clock
}) {
  const { versions, tail, answers, store, clock } = parts
  const flights = new Map<string, Promise<Kept>>()
  const counts = { hit: 0, miss: 0, bypass: 0, shared: 0 }
  const keyOf = ({ permission, target }: Question) => `${permission}\n${target}`

  /** A kept answer that is still the answer, without any waiting. */
  function peek(question: Question): (Kept & { route: string }) | undefined {
    if (!tail.isFresh()) return undefined
    const entry = answers.get(keyOf(question))
    if (!entry || entry.position !== question.position) return undefined
    for (let i = 0; i < entry.tags.length; i += 1)
      if (versions.of(entry.tags[i]!) !== entry.version[i]) return undefined
    counts.hit += 1
    return entry
  }

  async function read(
    question: Question,
    entities: readonly string[],
    query: () => Promise<Fresh>,
    { ttlSeconds = secondsKept, route = '' }: { ttlSeconds?: number; route?: string } = {},
  ): Promise<{ kept: Kept; state: CacheState }> {
    if (!tail.isFresh()) {
      counts.bypass += 1
      return { kept: keep(await query()), state: 'bypass' }
    }
    const tags = [...new Set(entities)].map(entity => `${question.workspaceId}:${entity}`)
    const version = tags.map(versions.of)
    const local = keyOf(question)
    const shared = sharedKey(local, tags, version, question.position)
    let state: CacheState = 'hit'
    let flight = flights.get(shared)
    if (!flight) {
      flight = (async () => {
        const found = await store?.get(shared)
        if (found !== undefined) {
          counts.shared += 1
          return unpack(found)
        }
        state = 'miss'
        const fresh = await query()
        const kept = keep(fresh)
        void store?.set(shared, pack(kept.etag, fresh.body), ttlSeconds)
        return kept
      })().finally(() => flights.delete(shared))
      flights.set(shared, flight)
    }
    const kept = await flight
    counts[state] += 1
    const { position } = question
    const until = clock().getTime() + ttlSeconds * 1000
    answers.set(local, { ...kept, route, tags, version, position, until })
    return { kept, state }
  }

  return { peek, read, counts }
}

function keep({ body, version }: Fresh): Kept {
  const digest = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return {
    body: new Blob([body]),
    etag: version === undefined ? `"${digest}"` : `"${version}-${digest}"`,
  }
}

const sharedKey = (question: string, tags: readonly string[], version: readonly string[], position: string) =>
  `sextant:answer:${createHash('sha256')
    .update(JSON.stringify([question, tags, version, position]))
    .digest('base64url')}`

const pack = (etag: string, body: string) => `${etag}\n${body}`

function unpack(text: string): Kept {
  const end = text.indexOf('\n')
  return { etag: text.slice(0, end), body: new Blob([text.slice(end + 1)]) }
}
