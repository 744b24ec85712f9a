import type { Tx } from '../core/database'
import { type Behaviour, noBehaviour } from './known.model'

/** A record and its window, epoch ms. Up to `fieldsMs` corrections count: what was taken back by then did not happen. */
export interface Watched {
  id: string
  openedMs: number
  atMs: number
  fieldsMs: number
}

/**
 * What was done with each record up to its moment, in one statement. An event that was written down later does not count, as nobody
 * knew of it then; an imported one counts from when it happened. An activity that was archived, moved to another record or to another time counts as it
 * stood when the record's fields are looked at; one that is known by import only, as it stands at last.
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
      from unnest(${records.map(record => record.id)}::uuid[], ${records.map(record => new Date(record.atMs).toISOString())}::timestamptz[],
        ${records.map(record => new Date(record.fieldsMs).toISOString())}::timestamptz[]) as w(id, until, known)
      cross join lateral (
        select said ->> 'kind' as kind, said ->> 'direction' as direction, visit, said ->> 'page' as page,
          extract(epoch from case when noted > w.until then last_at else known_at end) * 1000 as at
        from (
          select bool_or(e.kind = 'web.visited') as visit,
            (array_agg(e.payload order by e.seq) filter (where e.kind <> 'activity.revised'))[1] as said,
            (array_agg(e.recorded_at order by e.seq) filter (where e.kind <> 'activity.revised'))[1] as noted,
            (array_agg(e.cause_type order by e.seq) filter (where e.kind <> 'activity.revised'))[1] as cause,
            (array_agg(moment order by e.seq desc) filter (where e.recorded_at <= w.known))[1] as known_at,
            (array_agg(moment order by e.seq desc))[1] as last_at
          from event e
          cross join lateral (
            select case e.kind when 'activity.revised' then (e.payload ->> 'occurredAt')::timestamptz else e.occurred_at end as moment) m
          where e.workspace_id = ${workspaceId} and e.subject_id = w.id and e.kind in ('activity.logged', 'activity.revised', 'web.visited')
          group by coalesce(e.payload ->> 'activityId', e.id::text)
        ) g
        where (noted <= w.until or cause in ('import', 'demo')) and case when noted > w.until then last_at else known_at end <= w.until
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
