import type { Context } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import { missedEvents, type TailEvent } from '@sextant/db/events/tail.queries'
import type { Door } from '../app/door'
import type { Known } from '../app/identity'
import { readSnapshot } from '../app/position'
import { createAudiences, encoded } from './audiences'
import { visibleTo } from './visible-to'

const heartbeatMs = 15_000
/** More than this unread by a slow browser, and it is let go: it comes back and says where it was. */
const mostUnreadBytes = 1024 * 1024
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

const audiencesOf = new WeakMap<Door, ReturnType<typeof createAudiences>>()

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
  const audiences = audiencesOf.get(door) ?? createAudiences(door)
  audiencesOf.set(door, audiences)
  // After a look, and before the next, nothing of a half-told round can be missed.
  await door.tail.wake()
  const { readable, write, end, unreadBytes } = byteStream(() => stop())
  const last = readSnapshot(headers.get('last-event-id') ?? '')
  let work = Promise.resolve()
  let atWork = 0
  let stopped = false

  const stop = () => {
    if (stopped) return
    stopped = true
    clearInterval(heart)
    leave()
    end()
    closed()
  }
  const failed = (error: unknown) => {
    if (!stopped) door.log.warn('a live stream ended', { requestId: ctx.requestId, error })
    stop()
  }
  const then = (step: () => Promise<void> | void) => {
    atWork += 1
    work = work
      .then(async () => {
        if (!stopped) await step()
      })
      .catch(failed)
      .finally(() => {
        atWork -= 1
      })
  }
  const send = (messages: Uint8Array | undefined) => {
    if (messages) write(messages)
    if (unreadBytes() > mostUnreadBytes) stop()
  }
  const sendVisible = async (events: readonly TailEvent[], id: string | undefined) =>
    send(encoded(await visibleTo(ctx, events), id))

  /** Ends the stream of somebody who is no longer who they were. A database that is away is no reason. */
  const check = async () => {
    try {
      const now = await door.identities.identify(headers)
      if (!now || now.permission !== identity.permission) stop()
    } catch (error) {
      if (error instanceof Fault && error.code === 'unauthenticated') stop()
    }
  }

  const leave = audiences.join({
    ctx,
    identity,
    // What was missed comes first.
    deliver: messages => (atWork > 0 ? then(() => send(messages)) : send(messages)),
    check: () => then(check),
    end: error => (error === undefined ? stop() : failed(error)),
  })

  const heart = setInterval(() => {
    const at = atWork === 0 && audiences.hasSentAll(ctx.workspaceId) ? door.tail.snapshot() : undefined
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
      else await sendVisible(missed, now.text)
    })
  else if (agoMs !== undefined) {
    // Taken in the same moment as the subscription began: nothing lies between them.
    const before = door.recent.since(agoMs, ctx.workspaceId)
    if (before) then(() => sendVisible(before, undefined))
    else write('event: reset\ndata: {}\n\n')
  }
  return readable
}

function byteStream(cancelled: () => void) {
  const encoder = new TextEncoder()
  const highWaterMark = 64 * 1024
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const readable = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given
      },
      cancel: cancelled,
    },
    new ByteLengthQueuingStrategy({ highWaterMark }),
  )
  return {
    readable,
    write: (message: string | Uint8Array) =>
      controller?.enqueue(typeof message === 'string' ? encoder.encode(message) : message),
    end: () => {
      try {
        controller?.close()
      } catch {
        // The reader went first.
      }
      controller = undefined
    },
    /** What was written and nobody took yet. */
    unreadBytes: () => highWaterMark - (controller?.desiredSize ?? highWaterMark),
  }
}
