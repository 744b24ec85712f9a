import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead, type ObjectName, scopeOf } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { exactly, valued } from '../rates/valued'
import { deepest } from '../records/ancestry.rules'
import { entityNamed } from '../records/registry'
import { scopeSql } from '../records/scope'
import type { CustomerTree } from './customer-tree.model'
import { customerEntity } from './customers.entity'

/** So many companies of a group are told; its totals are over these. */
const mostTold = 500

/**
 * The group that a company belongs to: from the highest company above it that the asker may read, all below that they may read, with totals of what
 * of contacts and deals they may read. One statement. Throws `not_found`.
 */
export async function customerTree(ctx: Context, id: string): Promise<CustomerTree> {
  const scope = authorise(ctx, 'customer', 'read')
  if (!isUuid(id)) throw notFound('customer')
  const [found] = await readOnce(ctx, sql => {
    const seen = scopeSql(ctx, sql, customerEntity, scope)
    const counted = (kind: 'contact' | 'deal', where: postgres.Fragment) => {
      const held = scopeOf(ctx.access, kind as ObjectName, 'read')
      return held
        ? sql`select t.customer_id, count(*) as n from ${sql(kind)} t
            where t.customer_id = any(array(select id from told)) and t.deleted_at is null ${where} ${scopeSql(ctx, sql, entityNamed(kind)!, held)}
            group by t.customer_id`
        : sql`select null::uuid as customer_id, 0::bigint as n where false`
    }
    const { factors, worth } = valued(ctx, sql)
    const sums = (status: 'open' | 'won') => {
      const held = scopeOf(ctx.access, 'deal', 'read')
      const seen = held && mayRead(ctx.access, 'deal', 'amount')
      const parts = sql`
        select t.stage_id, t.amount_currency as currency, coalesce(t.closed_on, 'infinity') as at, count(*) as count, sum(t.amount_minor) as minor from deal t
        where t.customer_id = any(array(select id from told)) and t.deleted_at is null and t.status = ${status} and t.amount_currency is not null
          ${seen ? scopeSql(ctx, sql, entityNamed('deal')!, held) : sql`and false`}
        group by 1, 2, 3`
      return sql`(select json_build_object('minor', ${exactly(sql, 'minor')}, 'missing', missing) from (
          select coalesce(sum(here), 0) as minor, coalesce(sum(missing), 0) as missing from (${worth(parts)}) w) s)`
    }
    return sql<(CustomerTree & { there: boolean })[]>`
      with recursive ${factors},
      above (id, parent_id, depth) as (
        select t.id, t.parent_id, 0 from customer t where t.id = ${id} ${seen}
        union all
        select t.id, t.parent_id, a.depth + 1 from above a join customer t on t.id = a.parent_id
        where a.depth < ${deepest} and t.deleted_at is null ${seen}),
      top as (select id from above order by depth desc limit 1),
      below (id, parent_id, depth, path) as (
        select t.id, null::uuid, 0, array[t.name || t.id::text] from customer t join top on top.id = t.id
        union all
        select t.id, t.parent_id, b.depth + 1, b.path || (t.name || t.id::text) from below b join customer t on t.parent_id = b.id
        where b.depth < ${deepest} and t.deleted_at is null ${seen}),
      listed as (select id, parent_id, depth, path from below order by depth, path limit ${mostTold + 1}),
      told as (select id, parent_id, depth, path from listed order by depth, path limit ${mostTold}),
      people as (${counted('contact', sql``)}),
      open as (${counted('deal', sql`and t.status = 'open'`)}),
      won as (${counted('deal', sql`and t.status = 'won'`)})
      select exists (select 1 from above) as there,
        (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'parentId', x.parent_id, 'depth', x.depth, 'status', c.status,
          'country', c.country, 'contacts', coalesce(p.n, 0), 'openDeals', coalesce(o.n, 0)) order by x.path), '[]')
          from told x join customer c on c.id = x.id left join people p on p.customer_id = c.id left join open o on o.customer_id = c.id) as nodes,
        json_build_object('customers', (select count(*) from told), 'contacts', (select coalesce(sum(n), 0) from people),
          'openDeals', (select coalesce(sum(n), 0) from open), 'wonDeals', (select coalesce(sum(n), 0) from won),
          'currency', ${ctx.reportingCurrency}::text, 'open', ${sums('open')}, 'won', ${sums('won')}) as totals,
        (select count(*) from listed) <= ${mostTold} as whole`
  })
  if (!found?.there) throw notFound('customer')
  const { nodes, totals, whole } = found
  return { nodes, totals, whole }
}
