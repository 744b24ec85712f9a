import { brokenLinks } from '../audit/chain'
import type { Field } from '../core/field.model'
import { keyColumn } from '../core/keys'
import { snakeCase } from '../core/names.rules'
import type { AnyRecord } from '../core/record.model'
import { columnsOf, projectionOf } from '../records/columns'
import type { Entity } from '../records/entity'
import { type Check, sqlCheck } from './check'
import { quoteChecks } from './quote-checks'

/** Of deals and what hangs on them. */
const dealChecks: readonly Check[] = [
  sqlCheck(
    'deals stand in a stage of their pipeline',
    'A deal’s stage is not one of its pipeline’s.',
    tx => tx`
      select d.id, d.name as what from deal d left join stage s on s.id = d.stage_id
      where d.stage_id is not null and (s.id is null or s.pipeline_id is distinct from d.pipeline_id)`,
  ),
  sqlCheck(
    'deals are what their stage is',
    'A deal’s status is not the kind of its stage, or its closing day does not fit it.',
    tx => tx`
      select d.id, d.status || ' in ' || s.kind as what from deal d join stage s on s.id = d.stage_id
      where d.status <> s.kind or (d.status = 'open') <> (d.closed_on is null)`,
  ),
  sqlCheck(
    'a deal has one open stay, in its stage',
    'The stage history has no open stay of a deal, or more than one, or one in another stage.',
    tx => tx`
      select d.id, count(h.id) || ' open stays' as what from deal d
      left join deal_stage_history h on h.deal_id = d.id and h.left_at is null
      where d.stage_id is not null
      group by d.id, d.stage_id, d.stage_entered_at
      having count(h.id) <> 1 or min(h.stage_id::text) <> d.stage_id::text`,
  ),
  sqlCheck(
    'stays follow one another',
    'A stay in a stage ends before it begins, or overlaps the next.',
    tx => tx`
      select id, deal_id as what from (
        select id, deal_id, entered_at, left_at, lead(entered_at) over (partition by deal_id order by entered_at, left_at nulls last) as next
        from deal_stage_history) h
      where left_at < entered_at or (next is not null and (left_at is null or left_at > next))`,
  ),
  sqlCheck(
    'a deal’s amount is what its lines come to',
    'The lines of a deal, their total and its amount differ.',
    tx => tx`
      select d.id, d.amount_minor || ' against ' || p.net_minor as what from deal_pricing p join deal d on d.id = p.deal_id
      where d.amount_minor is distinct from p.net_minor or d.amount_currency is distinct from p.currency
        or p.net_minor <> (select coalesce(sum(l.net_minor), 0) from deal_line l where l.deal_id = p.deal_id)
      union all
      select l.deal_id, 'lines without a total' from deal_line l where not exists (select from deal_pricing p where p.deal_id = l.deal_id)`,
  ),
  sqlCheck(
    'what people have of a deal sums to all of it',
    'The shares of a deal do not sum to 100 %, one of them is not above zero, or the deal does not tell of them.',
    tx => tx`
      select d.id, coalesce(sum(s.points), 0) / 100.0 || ' %' as what from deal d left join deal_split s on s.deal_id = d.id
      group by d.id having count(s.member_id) > 0 and (sum(s.points) <> 10000 or min(s.points) < 1)
        or (count(s.member_id) > 0) <> (d.split is not null)
      union all
      select s.deal_id, 'no such deal or member' from deal_split s
      where not exists (select from deal d where d.id = s.deal_id) or not exists (select from member m where m.id = s.member_id)`,
  ),
  sqlCheck(
    'what is closed has the rates of its day',
    'There were rates on the day that a deal was closed, and none are kept for it.',
    tx => tx`
      select d.id, d.closed_on || ' ' || d.amount_currency as what from deal d
      where d.closed_on is not null and d.amount_currency is not null
        and exists (select from exchange_rate r where r.workspace_id = d.workspace_id and r.currency = d.amount_currency and r.day <= d.closed_on)
        and not exists (select from closing_rate c where c.workspace_id = d.workspace_id and c.day = d.closed_on and c.currency = d.amount_currency)`,
  ),
  sqlCheck(
    'kept sums of deals are those of the deals',
    'What is kept of the number and the sum of the deals of a stage, a day, a currency and an owner is not what these deals come to.',
    tx => tx`
      select stage_id as id, sum(count) || ' deals and ' || sum(minor) || ' ' || coalesce(currency, '') || ' too many' as what from (
        select pipeline_id, stage_id, at, currency, owner_id, count, minor from deal_sum
        union all
        select pipeline_id, stage_id, coalesce(closed_on, 'infinity'), amount_currency, owner_id, -1, -coalesce(amount_minor, 0) from deal
        where deleted_at is null and stage_id is not null and pipeline_id is not null) s
      group by pipeline_id, stage_id, at, currency, owner_id having sum(count) <> 0 or sum(minor) <> 0`,
  ),
  sqlCheck(
    'meetings of a series have it',
    'A meeting is one of a series that there is not, or two of a series are the same one.',
    tx => tx`
      select a.id, a.series_at::text as what from activity a
      where a.series_id is not null and a.deleted_at is null and (not exists (select from meeting_series s where s.id::text = a.series_id)
        or exists (select from activity o where o.workspace_id = a.workspace_id and o.series_id = a.series_id and o.series_at = a.series_at and o.deleted_at is null and o.id < a.id))`,
  ),
  sqlCheck(
    'approvals have their deal and stage',
    'An approval is about a deal or a stage that there is not.',
    tx => tx`
      select a.id, a.state as what from deal_approval a left join deal d on d.id = a.deal_id left join stage s on s.id = a.stage_id
      where d.id is null or s.id is null`,
  ),
]

/** Of the workspace as a whole. */
const frameChecks: readonly Check[] = [
  sqlCheck(
    'a company is not above itself',
    'The parents of a company lead back to it.',
    tx => tx`
      with recursive above (id, at, seen) as (
        select id, parent_id, array[id] from customer where parent_id is not null
        union all
        select a.id, c.parent_id, a.seen || c.id from above a join customer c on c.id = a.at
        where not c.id = any(a.seen) and c.parent_id is not null)
      select distinct a.id, null::text as what from above a where a.at = a.id`,
  ),
  sqlCheck(
    'a team is not above itself',
    'The teams above a team lead back to it, or one of them is not there.',
    tx => tx`
      with recursive above (id, at, seen) as (
        select id, parent_id, array[id] from team where parent_id is not null
        union all
        select a.id, t.parent_id, a.seen || t.id from above a join team t on t.id = a.at
        where not t.id = any(a.seen) and t.parent_id is not null)
      select distinct a.id, null::text as what from above a where a.at = a.id
      union all
      select t.id, t.name from team t where t.parent_id is not null and not exists (select from team p where p.id = t.parent_id)`,
  ),
  sqlCheck(
    'a territory is not above itself',
    'The territories above a territory lead back to it.',
    tx => tx`
      with recursive above (id, at, seen) as (
        select id, parent_id, array[id] from territory where parent_id is not null
        union all
        select a.id, t.parent_id, a.seen || t.id from above a join territory t on t.id = a.at
        where not t.id = any(a.seen) and t.parent_id is not null)
      select distinct a.id, null::text as what from above a where a.at = a.id`,
  ),
  sqlCheck(
    'deals, contacts and quotes lie where their customer does',
    'A deal, contact or quote that nobody has put anywhere lies elsewhere than its customer, with nothing under way that places it.',
    tx => tx`
      select r.id, r.name as what from (
        select id, name, customer_id, territory_id, fixed_territory_id from deal
        union all select id, name, customer_id, territory_id, fixed_territory_id from contact
        union all select id, name, customer_id, territory_id, fixed_territory_id from quote) r
      left join customer c on c.id = r.customer_id
      where r.territory_id is distinct from c.territory_id and not exists (
        select from territory f where f.id = r.fixed_territory_id and f.deleted_at is null and f.id = r.territory_id)
        and not exists (select from territory_placing where state in ('queued', 'running', 'failed'))`,
  ),
  sqlCheck(
    'there is one default pipeline at most',
    'More than one pipeline is the default.',
    tx => tx`
      select id, name as what from (select id, name, count(*) over () as n from pipeline where is_default and deleted_at is null) p
      where n > 1`,
  ),
  sqlCheck(
    'the audit is as it was sealed',
    'An entry of the audit is not what its seal says, or the chain has a gap.',
    tx => tx`select id, 'place ' || place as what from (${brokenLinks(tx)}) b`,
  ),
  sqlCheck(
    'members have their team',
    'A member is of a team that there is not.',
    tx => tx`
      select m.id, m.name as what from member m
      where m.team_id is not null and not exists (select from team t where t.id = m.team_id)`,
  ),
  sqlCheck(
    'a contact has a role once at a time',
    'Two affiliations of one contact at one company with one role overlap.',
    tx => tx`
      select a.id, a.role as what from affiliation a join affiliation b
        on b.contact_id = a.contact_id and b.customer_id = a.customer_id and b.role = a.role and b.id > a.id
      where a.deleted_at is null and b.deleted_at is null
        and coalesce(a.until, 'infinity') >= coalesce(b.since, '-infinity') and coalesce(b.until, 'infinity') >= coalesce(a.since, '-infinity')`,
  ),
]

/** Of every kind of record alike. */
function checksOf(entity: Entity): Check[] {
  const references = Object.entries(entity.model.fields).filter(
    ([, field]) => (field as Field).kind === 'reference',
  )
  const table = entity.name
  return [
    ...references.map(([key, field]) =>
      sqlCheck(
        `${entity.area}: ${key} leads to a record`,
        `A ${entity.name} refers to a ${(field as Field).refersTo} that there is not.`,
        tx => tx`
          select t.id, t.${tx(snakeCase(key))} as what from ${tx(table)} t
          where t.${tx(snakeCase(key))} is not null and not exists (select from ${tx((field as Field).refersTo!)} r where r.id = t.${tx(snakeCase(key))})`,
      ),
    ),
    sqlCheck(
      `${entity.area}: the log knows each version`,
      `The last version that the log tells of a ${entity.name} is not the one it has.`,
      tx => tx`
        select t.id, t.version || ' against ' || coalesce(max((e.payload->>'version')::int)::text, 'nothing') as what
        from ${tx(table)} t left join event e on e.subject_id = t.id and e.workspace_id = t.workspace_id
          and e.kind in ${tx(['created', 'updated', 'archived', 'restored'].map(verb => `${entity.name}.${verb}`))}
        group by t.id, t.version having t.version is distinct from max((e.payload->>'version')::int)`,
    ),
    searchCheck(entity),
  ]
}

/** So many records of a kind are looked at, spread over all: each is read whole. */
const sampled = 2000

/** What a record is found and recognised by is what it says of itself. */
const searchCheck = (entity: Entity): Check => ({
  name: `${entity.area}: search and keys say what the record says`,
  says: `The words by which a ${entity.name} is found, or the keys by which it is recognised, are not its own.`,
  find: async (tx, most) => {
    const rows = await tx<{ record: AnyRecord; kept: Record<string, unknown> }[]>`
      select row_to_json(r) as record, to_jsonb(k) as kept from (select * from ${tx(entity.name)} order by md5(id::text) limit ${sampled}) t
      cross join lateral (select ${tx.unsafe(projectionOf(entity))}) r
      cross join lateral (select ${tx.unsafe(['search', ...keyColumns(entity)].map(name => `t.${name} as "${name}"`).join(', '))}) k`
    const wrong = rows.flatMap(({ record, kept }) => {
      const made = columnsOf(entity, {}, record)
      const differ = Object.keys(made).filter(name => (made[name] ?? null) !== (kept[name] ?? null))
      return differ.length ? [{ id: record.id, what: differ.join(', ') }] : []
    })
    return wrong.slice(0, most)
  },
})

const keyColumns = (entity: Entity) => [
  ...new Set(entity.keys.flatMap(rule => (rule.as === 'exact' ? [] : [keyColumn(rule)]))),
]

export const checksFor = (entities: readonly Entity[]): readonly Check[] => [
  ...dealChecks,
  ...frameChecks,
  ...quoteChecks,
  ...entities.flatMap(checksOf),
]
