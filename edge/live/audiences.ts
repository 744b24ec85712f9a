import { meaningOf } from '@sextant/db/app/catalogue.events'
import type { Context } from '@sextant/db/core/context'
import { objects, scopeOf } from '@sextant/db/core/grants.rules'
import type { EventHead } from '@sextant/db/events/event.model'
import type { TailEvent } from '@sextant/db/events/tail.queries'
import type { Door } from '../app/door'
import { concerns, digestOf, type Known } from '../app/identity'
import type { Round } from '../app/tail'
import { visibleTo } from './visible-to'

/** An open stream, as who sends to it knows it. */
export interface Listener {
  ctx: Context
  identity: Known
  /** Takes messages that are encoded already; the same bytes go to others. */
  deliver(messages: Uint8Array): void
  /** Who it was may have changed. */
  check(): void
  end(error?: unknown): void
}

/** Streams that see exactly the same: one of their contexts stands for all. */
interface Audience {
  ctx: Context
  /** With the first batch that each is to get. */
  listeners: Map<Listener, number>
}

/** What is to be sent together. `id` is the snapshot that is complete with it, if it is. */
interface Batch {
  number: number
  events: TailEvent[]
  id: string | undefined
}

interface Room {
  audiences: Map<string, Audience>
  waiting: Batch[]
  /** The batch that further rounds still join. */
  open: Batch | undefined
  batches: number
  isSending: boolean
}

/** How many streams are written to before others get their turn. */
const inOneGo = 200
/** What takes less than this is not paced. */
const quickMs = 5

const encoder = new TextEncoder()

/**
 * Sends what the tail tells to all streams of this process. What they may see is found out, and written as bytes, once for each audience and
 * not for each stream; what becomes known while a batch is being sent goes out together in the next, and sending takes half of the process' time at
 * most. So thousands of streams do not keep the request waiting that told them something.
 */
export function createAudiences(door: Door) {
  const rooms = new Map<string, Room>()

  door.tail.subscribe(({ events, snapshot, last, anew }: Round) => {
    // Who comes back is told to read all of it again.
    if (anew) return everybody(listener => listener.end())
    for (const event of events) {
      const room = rooms.get(event.workspaceId)
      if (room) add(room, event)
    }
    for (const room of rooms.values()) {
      if (room.open && last) room.open.id = snapshot.text
      if (room.waiting.length > 0 && !room.isSending) void send(room)
    }
    const changing = events.filter(event => meaningOf(event)?.forgets)
    if (changing.length > 0)
      everybody(listener => {
        if (changing.some(event => concerns(event, listener.identity))) listener.check()
      })
  })

  function everybody(tell: (listener: Listener) => void): void {
    for (const { audiences } of [...rooms.values()])
      for (const { listeners } of [...audiences.values()])
        for (const listener of [...listeners.keys()]) tell(listener)
  }

  async function send(room: Room): Promise<void> {
    room.isSending = true
    for (let batch = room.waiting[0]; batch; batch = room.waiting[0]) {
      if (room.open === batch) room.open = undefined
      const began = performance.now()
      for (const audience of [...room.audiences.values()]) await sendTo(audience, batch)
      room.waiting.shift()
      const tookMs = performance.now() - began
      if (tookMs > quickMs) await new Promise(done => setTimeout(done, tookMs))
    }
    room.isSending = false
  }

  async function sendTo({ ctx, listeners }: Audience, batch: Batch): Promise<void> {
    const meant = [...listeners].filter(([, first]) => first <= batch.number).map(([listener]) => listener)
    if (meant.length === 0) return
    try {
      const messages = encoded(await visibleTo(ctx, batch.events), batch.id)
      if (!messages) return
      for (let from = 0; from < meant.length; from += inOneGo) {
        if (from > 0) await new Promise(done => setImmediate(done))
        for (const listener of meant.slice(from, from + inOneGo)) listener.deliver(messages)
      }
    } catch (error) {
      for (const listener of meant) listener.end(error)
    }
  }

  return {
    /** From the next round on this stream is told; gives what ends that. */
    join(listener: Listener): () => void {
      const { workspaceId } = listener.ctx
      const room = rooms.get(workspaceId) ?? emptyRoom()
      rooms.set(workspaceId, room)
      const key = audienceOf(listener.ctx)
      const audience: Audience = room.audiences.get(key) ?? { ctx: listener.ctx, listeners: new Map() }
      room.audiences.set(key, audience)
      // What was told before is another batch.
      room.open = undefined
      audience.listeners.set(listener, room.batches)
      return () => {
        audience.listeners.delete(listener)
        if (audience.listeners.size === 0) room.audiences.delete(key)
        if (room.audiences.size === 0) rooms.delete(workspaceId)
      }
    },
    /** Whether all that the tail has told was sent to the streams of a workspace. */
    hasSentAll: (workspaceId: string): boolean => (rooms.get(workspaceId)?.waiting.length ?? 0) === 0,
  }
}

const emptyRoom = (): Room => ({
  audiences: new Map(),
  waiting: [],
  open: undefined,
  batches: 0,
  isSending: false,
})

function add(room: Room, event: TailEvent): void {
  if (!room.open) {
    room.open = { number: room.batches, events: [], id: undefined }
    room.batches += 1
    room.waiting.push(room.open)
  }
  room.open.events.push(event)
  room.open.id = undefined
}

/** All that decides what somebody sees of events. Who sees everything of an object sees what others of that role do. */
function audienceOf({ access }: Context): string {
  const isNarrow = objects.some(object => (scopeOf(access, object, 'read') ?? 'all') !== 'all')
  const own = isNarrow
    ? [access.memberId, [...access.teamMemberIds].sort(), [...access.territoryIds].sort(), access.shares]
    : []
  return JSON.stringify([digestOf(access.grants), ...own])
}

/** Events as messages, the last of them with the snapshot's id; nothing where there are none. */
export function encoded(events: readonly TailEvent[], id: string | undefined): Uint8Array | undefined {
  if (events.length === 0) return undefined
  const lines = events.map(messageOf)
  if (id !== undefined) lines[lines.length - 1] = `id: ${id}\n${lines.at(-1)}`
  return encoder.encode(lines.join(''))
}

function messageOf({ id, position, kind, subjectType, subjectId, actor, occurredAt }: TailEvent): string {
  const head: EventHead = { id, position, kind, subjectType, subjectId, actor, occurredAt }
  return `data: ${JSON.stringify(head)}\n\n`
}
