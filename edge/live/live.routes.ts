import { Fault } from '@sextant/db/core/errors'
import * as v from 'valibot'
import { describedAs } from '../app/parameters'
import { route } from '../app/route'
import { createFeed } from './feed'

const Milliseconds = describedAs(
  v.pipe(
    v.string(),
    v.regex(/^\d{1,5}$/, 'Write whole milliseconds.'),
    v.transform(Number),
    v.maxValue(60_000, 'At most 60000.'),
  ),
  { type: 'integer', minimum: 0, maximum: 60_000 },
)

/** One message of the stream, as browsers read it. */
const Message = v.object({
  id: v.optional(v.string()),
  event: v.optional(v.string()),
  data: v.optional(v.string()),
  retry: v.optional(v.number()),
})

export const liveRoutes = [
  route({
    method: 'get',
    path: '/live',
    area: 'events',
    summary:
      'What changes in the workspace, as it happens (server-sent events). Last-Event-ID goes on from where a stream broke off; `ago` begins so many milliseconds back, a minute at most.',
    query: v.strictObject({ ago: v.optional(Milliseconds) }),
    answers: {
      200: {
        description:
          'A stream of messages. The `data` of each is JSON the head of an event as the journal has it: `{id, position, kind, subjectType, subjectId, actor, occurredAt}`; or empty with `event: reset` when too much was missed.',
        contentType: 'text/event-stream',
        schema: Message,
      },
    },
    handle: async ({ ctx, identity, http, door, query }) => {
      const headers = {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      }
      if (http.req.raw.method === 'HEAD') return new Response(null, { headers })
      const who = identity!.sessionId ?? identity!.id
      const closed = door.streams.enter(who)
      if (!closed) throw new Fault('limited', 'Too many open streams.', { retryAfterSeconds: 30 })
      const stream = await createFeed({
        ctx,
        door,
        identity: identity!,
        headers: http.req.raw.headers,
        agoMs: query.ago,
        closed,
      })
      return new Response(stream, { headers })
    },
  }),
] as const
