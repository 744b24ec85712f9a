import type { Tx } from '@sextant/db/core/database'
import { type Behaviour, noBehaviour } from './feature'

/** A record and its window, epoch ms. */
export interface Watched {
  id: string
  openedMs: number
  atMs: number
}

/**
 * What was done with each record up to its moment, in one statement. An event that was written down later does not count, as nobody
 * knew of it then; an imported one counts from when it happened.
 */
export async function readBehaviour(
  tx: Tx,
  workspaceId: string,
  records: readonly Watched[],
): Promise<(id: string) => Behaviour> {
  const [found] = await tx<{ rows: string | null }[]>`
    select json_agg(s)::text as rows from (
      select w.id,
        count(*) filter (where a.kind = 'call' and a.direction is distinct from 'in') as calls_out,
        count(*) filter (where a.kind = 'call' and a.direction = 'in') as calls_in,
        count(*) filter (where a.kind = 'email' and a.direction is distinct from 'in') as emails_out,
        count(*) filter (where a.kind = 'email' and a.direction = 'in') as emails_in,
        count(*) filter (where a.kind = 'meeting') as meetings,
        count(*) filter (where a.kind = 'note') as notes,
        min(a.at) filter (where a.kind in ('call', 'email', 'meeting') and a.direction is distinct from 'in') as first_out,
        count(*) filter (where a.visit) as visits,
        count(*) filter (where a.visit and a.page ~* ${pricing}) as pricing,
        max(a.at) as last
      from unnest(${records.map(record => record.id)}::uuid[], ${records.map(record => new Date(record.atMs).toISOString())}::timestamptz[]) as w(id, until)
      cross join lateral (
        select e.payload ->> 'kind' as kind, e.payload ->> 'direction' as direction, e.kind = 'web.visited' as visit,
          e.payload ->> 'page' as page, extract(epoch from e.occurred_at) * 1000 as at
        from event e
        where e.workspace_id = ${workspaceId} and e.subject_id = w.id and e.kind in ('activity.logged', 'web.visited')
          and e.occurred_at <= w.until and (e.recorded_at <= w.until or e.cause_type in ('import', 'demo'))
      ) a
      group by w.id
    ) s`
  const behaviours = new Map<string, Behaviour>()
  const openedMs = new Map(records.map(record => [record.id, record.openedMs]))
  for (const counts of JSON.parse(found?.rows ?? '[]') as Counts[])
    behaviours.set(counts.id, behaviourOf(counts, openedMs.get(counts.id)!))
  return id => behaviours.get(id) ?? noBehaviour
}

interface Counts {
  id: string
  calls_out: number
  calls_in: number
  emails_out: number
  emails_in: number
  meetings: number
  notes: number
  first_out: number | null
  visits: number
  pricing: number
  last: number
}

/** A page of prices, in the languages of the product. */
const pricing = 'pric|prix|tarif|preis|precio|أسعار'

const behaviourOf = (counts: Counts, openedMs: number): Behaviour => ({
  callsOut: counts.calls_out,
  callsIn: counts.calls_in,
  emailsOut: counts.emails_out,
  emailsIn: counts.emails_in,
  meetings: counts.meetings,
  notes: counts.notes,
  firstReplyHours: counts.first_out === null ? null : Math.max(0, counts.first_out - openedMs) / 3_600_000,
  pageVisits: counts.visits,
  pricingVisits: counts.pricing,
  lastAt: counts.last,
})
