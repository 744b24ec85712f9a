import type { AttachmentSettings } from '@sextant/db/attachments/attach-file'
import { type Clock, systemClock } from '@sextant/db/core/clock'
import type { Written } from '@sextant/db/core/context'
import type { Database } from '@sextant/db/core/database'
import type { Log } from '@sextant/db/process/log'
import { createAnswerStore } from './answer-store'
import { createCached } from './cached'
import { createCursors } from './cursor'
import { trustedProxies } from './forwarded'
import { createIdentities, type Finders } from './identity'
import { createLimits } from './limits'
import { createMetrics } from './metrics'
import { createRefusals } from './note-refusal'
import { isVisible } from './position'
import { createRecent } from './recent'
import { createSharedStore } from './shared-store'
import { createStreams } from './streams'
import { createTagVersions } from './tag-versions'
import { createTail } from './tail'

export interface DoorSettings {
  db: Database
  origin: string
  secret: string
  /** Looks up sessions and keys. */
  find: Finders
  cookie: string
  log: Omit<Log, 'with'>
  /** Takes finished lines of the access log. */
  access?: (line: string) => void
  store?: { url: string; token: string }
  uiDist?: string
  requestsPerMinute?: number
  /** Attempts a minute from one address at the paths under /auth that change something. */
  signInsPerMinute?: number
  cacheBytes?: number
  /** Addresses and networks of the proxies in front. */
  trustedProxies?: readonly string[]
  /** Within which a request is answered, with 503 when need be. Uploads take their time. */
  deadlineMs?: number
  tailEveryMs?: number
  /** Where files on records are kept, and how much of them. */
  files: AttachmentSettings
  /** The machine's own when absent. */
  clock?: Clock
}

/** Everything that the door keeps in a process. Nothing of it is needed after a restart. */
export function createDoor(settings: DoorSettings) {
  const { db, log, clock = systemClock } = settings
  const tail = createTail({ db, log, clock, everyMs: settings.tailEveryMs })
  const versions = createTagVersions()
  // Writes of this process that its tail has not met yet.
  const own = new Set<string>()
  const unsubscribe = tail.subscribe(({ events, snapshot, last, anew }) => {
    if (anew) {
      own.clear()
      versions.begin(snapshot.horizon)
    }
    for (const { workspaceId, subjectType, xid } of events)
      versions.note(`${workspaceId}:${subjectType}`, xid)
    if (!last) return
    versions.advance(snapshot.horizon)
    for (const xid of own) if (isVisible(snapshot, xid)) own.delete(xid)
  })
  const store = settings.store && createSharedStore({ ...settings.store, log, clock })
  const answers = createAnswerStore({ maxBytes: settings.cacheBytes ?? 64 * 1024 * 1024, clock })
  const identities = createIdentities({ find: settings.find, cookie: settings.cookie, tail, clock })
  const limits = createLimits({ store, clock })
  const recent = createRecent(tail, clock)
  return {
    ...settings,
    clock,
    proxies: trustedProxies(settings.trustedProxies ?? []),
    secure: settings.origin.startsWith('https:'),
    tail,
    recent,
    versions,
    store,
    answers,
    identities,
    limits,
    cached: createCached({ versions, tail, answers, store, clock }),
    cursors: createCursors(settings.secret),
    metrics: createMetrics(),
    noteRefusal: createRefusals(clock),
    streams: createStreams(),
    /** A write of this process is known before the tail meets it, and before it is answered: a key that it revoked opens nothing more. */
    noteOwn(xid: string, written: readonly Written[]): void {
      if (!tail.hasSeen(xid)) own.add(xid)
      const tags = new Set(written.map(({ workspaceId, subjectType }) => `${workspaceId}:${subjectType}`))
      for (const tag of tags) versions.note(tag, xid)
      identities.heed(written)
    },
    isOwn: (xid: string): boolean => own.has(xid),
    start: () => tail.start(),
    async close(): Promise<void> {
      identities.stop()
      recent.stop()
      limits.stop()
      unsubscribe()
      await tail.stop()
    },
  }
}
export type Door = ReturnType<typeof createDoor>
