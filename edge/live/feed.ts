import type { Context } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import type { EventHead } from '@sextant/db/events/event.model'
import { missedEvents, type TailEvent } from '@sextant/db/events/tail.queries'
import type { Door } from '../app/door'
import { concerns, type Known } from '../app/identity'
import { readSnapshot } from '../app/position'
import type { Round } from '../app/tail'
import { visibleTo } from './visible-to'

const heartbeatMs = 15_000
/** More than this unread by a slow browser, and it is let go: it comes back and says where it was. */
const mostUnread = 2000
const mostMissed = 1000

interface Asked {
  ctx: Context
  door: Door
  identity: Known
  headers: Headers
  /** Milliseconds since the page began to read what it shows: what happened since then is told first. */
  agoMs?: number
  closed: () => void
}

/**
 * The stream of one browser or partner: every event that it may see, as soon as the tail of this process sees it. The id of a
 * message is the snapshot of the log it belongs to, so that going on from it neither loses nor invents anything. It ends when the
 * session does, or when what it may see has changed.
 */
export async function createFeed({
  ctx,
  door,
  identity,
  headers,
  agoMs,
  closed,
}: Asked): Promise<ReadableStream<Uint8Array>> {
  // After a look, and before the next, nothing of a half-told round can be missed.
  await door.tail.wake()
  const { readable, write, end, unread } = textStream(() => stop())
  const last = readSnapshot(headers.get('last-event-id') ?? '')
  let work = Promise.resolve()
  let stopped = false

  const stop = () => {
    if (stopped) return
    stopped = true
    clearInterval(heart)
    unsubscribe()
    end()
    closed()
  }
  const then = (step: () => Promise<void>) => {
    work = work
      .then(async () => {
        if (!stopped) await step()
      })
      .catch(error => {
        door.log.warn('a live stream ended', {
          requestId: ctx.requestId,
          error,
        })
        stop()
      })
  }

  const send = async (events: readonly TailEvent[], id: string | undefined) => {
    const seen = await visibleTo(ctx, events)
    const lines = seen.map(messageOf)
    if (id !== undefined && lines.length) lines[lines.length - 1] = `id: ${id}\n${lines.at(-1)}`
    if (lines.length) write(lines.join(''))
    if (unread() > mostUnread) stop()
  }

  const unsubscribe = door.tail.subscribe(({ events, snapshot, last, anew }: Round) => {
    // Who comes back is told to read all of it again.
    if (anew) return stop()
    const mine = events.filter(event => event.workspaceId === ctx.workspaceId)
    if (mine.length) then(() => send(mine, last ? snapshot.text : undefined))
    if (events.some(event => concerns(event, identity))) then(check)
  })

  /** Ends the stream of somebody who is no longer who they were. A database that is away is no reason. */
  const check = async () => {
    try {
      const now = await door.identities.identify(headers)
      if (!now || now.permission !== identity.permission) stop()
    } catch (error) {
      if (error instanceof Fault && error.code === 'unauthenticated') stop()
    }
  }

  const heart = setInterval(() => {
    const at = door.tail.snapshot()
    write(at ? `id: ${at.text}\n: alive\n\n` : ': alive\n\n')
    then(check)
  }, heartbeatMs)

  const now = door.tail.snapshot()
  write(`retry: 2000\n${now && !last ? `id: ${now.text}\n` : ''}: connected\n\n`)
  if (last && now)
    then(async () => {
      // Nobody can have seen more of this log than was just looked at: it was another one, before a restore.
      const isOfThisLog = last.end <= now.end
      const missed = isOfThisLog
        ? await missedEvents(ctx, { from: last.text, to: now.text }, mostMissed + 1)
        : []
      if (!isOfThisLog || missed.length > mostMissed) write(`id: ${now.text}\nevent: reset\ndata: {}\n\n`)
      else await send(missed, now.text)
    })
  else if (agoMs !== undefined) {
    // Taken in the same moment as the subscription began: nothing lies between them.
    const before = door.recent.since(agoMs, ctx.workspaceId)
    if (before) then(() => send(before, undefined))
    else write('event: reset\ndata: {}\n\n')
  }
  return readable
}

function messageOf({ id, position, kind, subjectType, subjectId, actor, occurredAt }: TailEvent): string {
  const head: EventHead = { id, position, kind, subjectType, subjectId, actor, occurredAt }
  return `data: ${JSON.stringify(head)}\n\n`
}

function textStream(cancelled: () => void) {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const readable = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
      },
      cancel: cancelled,
    },
    { highWaterMark: 64 },
  )
  return {
    readable,
    write: (text: string) => controller?.enqueue(encoder.encode(text)),
    end: () => {
      try {
        controller?.close()
      } catch {
        // The reader went first.
      }
      controller = undefined
    },
    /** Chunks written that nobody took yet. */
    unread: () => 64 - (controller?.desiredSize ?? 64),
  }
}
