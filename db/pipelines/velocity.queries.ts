import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead, scopeOf } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { snakeCase } from '../core/names.rules'
import { competitorPlaces } from '../deals/deal-competitors.rules'
import { dealEntity } from '../deals/deals.entity'
import { exactly, valued } from '../rates/valued'
import { scopeSql } from '../records/scope'
import type { Velocity } from './velocity.model'
import { velocityOf, winRateOf } from './velocity.rules'

interface Asked {
  /** Days: closed deals count from one to the other, both counted in. */
  from: string
  until: string
}

interface Row {
  open: number
  minor: number | string
  valued: number
  missing: number
  won: number
  lost: number
  cycleDays: number | null
  competitors: Omit<Velocity['competitors'][number], 'winRate'>[]
}

/** How much a pipeline brings a day, with the deals behind each figure, as far as the asker may read them. One statement. Throws `not_found`. */
export async function velocityIn(
  ctx: Context,
  pipelineId: string,
  { from, until }: Asked,
): Promise<Velocity> {
  authorise(ctx, 'pipeline', 'read')
  const scope = authorise(ctx, 'deal', 'read')
  if (!isUuid(pipelineId)) throw notFound('pipeline')
  const [row] = await readOnce(ctx, sql => {
    const { factors, worth } = valued(ctx, sql, from)
    const seen = mayRead(ctx.access, 'deal', 'amount') ? sql`` : sql`and false`
    return sql<Row[]>`
      with ${factors},
      shown as (
        select t.* from deal t where t.workspace_id = ${ctx.workspaceId} and t.pipeline_id = ${pipelineId} and t.deleted_at is null
          and (t.status = 'open' or t.closed_on between ${from}::date and ${until}::date) ${scopeSql(ctx, sql, dealEntity, scope)}),
      part as (
        select t.stage_id, t.amount_currency as currency, 'infinity'::date as at, count(*) as count, sum(t.amount_minor) as minor
        from shown t where t.status = 'open' and t.amount_currency is not null ${seen} group by 1, 2),
      worth as (
        select coalesce(sum(here), 0) as minor, coalesce(sum(count - missing), 0) as valued, coalesce(sum(missing), 0) as missing
        from (${worth(sql`select * from part`)}) w)
      select (select count(*) from shown where status = 'open')::int as open, ${exactly(sql, 'minor')} as minor, valued::int, missing::int,
        (select count(*) from shown where status = 'won')::int as won, (select count(*) from shown where status = 'lost')::int as lost,
        (select avg(greatest(closed_on - opened_on, 1)) from shown where status = 'won' and opened_on is not null)::float8 as cycle_days,
        ${competitorsSql(ctx, sql)} as competitors
      from worth where exists (select 1 from pipeline p where p.id = ${pipelineId} and p.deleted_at is null)`
  })
  if (!row) throw notFound('pipeline')
  const figures = {
    open: row.valued,
    averageMinor: row.valued ? Math.round(Number(row.minor) / row.valued) : null,
    winRate: winRateOf(row.won, row.lost),
    cycleDays: row.cycleDays,
  }
  const here = `pipelineId:eq:${pipelineId}`
  const closed = (status: 'won' | 'lost') =>
    `${here};status:eq:${status};closedOn:gte:${from};closedOn:lte:${until}`
  return {
    from,
    until,
    currency: ctx.reportingCurrency,
    open: {
      count: row.open,
      filter: `${here};status:eq:open`,
      minor: row.minor,
      valued: row.valued,
      missing: row.missing,
    },
    won: { count: row.won, filter: closed('won') },
    lost: { count: row.lost, filter: closed('lost') },
    averageMinor: figures.averageMinor,
    winRate: figures.winRate,
    cycleDays: figures.cycleDays,
    perDayMinor: velocityOf(figures),
    competitors: row.competitors.map(one => ({ ...one, winRate: winRateOf(one.won, one.lost) })),
  }
}

/** How closed deals came out that each competitor was in, as far as the asker may read who is in a deal. */
function competitorsSql(ctx: Context, sql: Tx): postgres.Fragment {
  const places = competitorPlaces.filter(place => mayRead(ctx.access, 'deal', place))
  if (places.length === 0 || !scopeOf(ctx.access, 'competitor', 'read')) return sql`'[]'::json`
  const columns = places
    .map(place => sql`d.${sql(snakeCase(place))}`)
    .reduce((all, one) => sql`${all}, ${one}`)
  const winner = mayRead(ctx.access, 'deal', 'lostToId') ? sql`d.lost_to_id = c.id` : sql`false`
  return sql`(select coalesce(json_agg(json_build_object('id', id, 'name', name, 'won', won, 'lost', lost, 'lostToThem', lost_to_them)
      order by won + lost desc, name, id), '[]') from (
    select c.id, c.name, count(*) filter (where d.status = 'won') as won, count(*) filter (where d.status = 'lost') as lost,
      count(*) filter (where d.status = 'lost' and ${winner}) as lost_to_them
    from shown d join competitor c on c.id in (${columns}) where d.status <> 'open'
    group by c.id, c.name order by count(*) desc, c.name, c.id limit 20) met)`
}
