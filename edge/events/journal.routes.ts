import { page } from '@sextant/db/core/page.model'
import { ToldEvent } from '@sextant/db/events/event.model'
import { journalOf } from '@sextant/db/events/journal.queries'
import * as v from 'valibot'
import { pagingText } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { writePosition } from '../app/position'
import { route } from '../app/route'

const JournalQuery = v.strictObject({
  after: v.optional(
    // Postgres would read a transaction with a leading zero as an octal number.
    v.pipe(
      v.string(),
      v.regex(/^(0|[1-9]\d{0,17})\.\d{1,18}$/, 'Write the position of an event, such as 1024.77.'),
    ),
  ),
  limit: limitParameter(1000, 200),
})
export const journalRoutes = [
  route({
    method: 'get',
    path: '/crm/journal',
    area: 'events',
    summary: 'Every event of the workspace in order, to pull from where one stopped. For administrators.',
    query: JournalQuery,
    answers: {
      200: {
        description:
          'Events after the position. `paging` says where to go on, also while there is nothing yet: no results are the end for now.',
        schema: page(ToldEvent),
      },
    },
    handle: async ({ ctx, query }) => {
      const [xid, seq] = query.after?.split('.') ?? []
      const after = xid && seq ? { xid, seq } : undefined
      const { results, next } = await journalOf(ctx, { after, limit: query.limit })
      const onward = next ? writePosition(next) : (query.after ?? null)
      return { body: `{"results":${results}${pagingText('/crm/journal', query, onward)}}` }
    },
  }),
] as const
