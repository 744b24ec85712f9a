import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { Entity } from '../records/entity'
import { readableFields, scopeSql } from '../records/scope'
import type { ScoredKind } from './score.model'
import type { Cause, ScoreChange, ScoreParts } from './score-history.model'
import { movedBetween } from './score-history.rules'
import { mayTellValues } from './told-features'

export interface HistoryCursor {
  at: string
  seq: string
}

type Part = [feature: string, points: number, value: string | number | boolean | null]

/** An event `<subject>.scored`, newest first, and what happened to the record before it. */
interface Told {
  at: string
  seq: string
  score: number | null
  was: number | null
  version: number | null
  base: number | null
  parts: Part[] | null
  others: number | null
  causes: Cause[]
}

const mostCauses = 10

/**
 * A page of the changes of a record's score, newest first, each with its parts, what moved since the one before, and what had happened to the record.
 * Throws `not_found` when it is out of the asker's reach. One statement.
 */
export async function scoreHistory(
  ctx: Context,
  entity: Entity,
  model: string,
  id: string,
  { limit, after }: { limit: number; after?: HistoryCursor },
): Promise<{ results: ScoreChange[]; next: HistoryCursor | null }> {
  const scope = authorise(ctx, entity.name, 'read')
  if (!isUuid(id)) throw notFound(entity.name)
  const kind = `${entity.name}.scored`
  const [found] = await readOnce(
    ctx,
    sql => sql<{ told: Told[]; labels: Record<string, string> }[]>`
      with subject as (select t.id from ${sql(entity.name)} t where t.id = ${id} and t.deleted_at is null ${scopeSql(ctx, sql, entity, scope)}),
      scored as (
        select e.occurred_at, e.seq, e.before, e.after, e.payload, lead(e.occurred_at) over (order by e.occurred_at desc, e.seq desc) as since
        from event e
        where e.workspace_id = ${ctx.workspaceId} and e.subject_id = (select id from subject) and e.kind = ${kind}
          ${after ? sql`and (e.occurred_at, e.seq) < (${after.at}::timestamptz, ${after.seq}::bigint)` : sql``}
        order by e.occurred_at desc, e.seq desc limit ${limit + 1})
      select (select coalesce(json_agg(json_build_object('at', s.occurred_at, 'seq', s.seq::text, 'score', s.after -> 'score', 'was', s.before -> 'score',
          'version', s.payload -> 'version', 'base', s.payload -> 'base', 'parts', s.payload -> 'parts', 'others', s.payload -> 'others',
          'causes', (select coalesce(json_agg(c), '[]') from (
            select e.id, e.kind, e.occurred_at as at, array(select jsonb_object_keys(coalesce(e.after, '{}')) order by 1) as fields
            from event e
            where e.workspace_id = ${ctx.workspaceId} and e.subject_id = (select id from subject) and e.kind <> ${kind}
              and e.occurred_at > s.since and e.occurred_at <= s.occurred_at
            order by e.occurred_at desc, e.seq desc limit ${mostCauses}) c)) order by s.occurred_at desc, s.seq desc), '[]') from scored s) as told,
        (select coalesce(json_object_agg(f ->> 'key', f ->> 'label'), '{}') from (
          select distinct on (f ->> 'key') f from model_version v, jsonb_array_elements(v.card -> 'features') f
          where v.model = ${model} and v.version in (select (payload ->> 'version')::int from scored) order by f ->> 'key', v.version desc) l) as labels
      from subject`,
  )
  if (!found) throw notFound(entity.name)
  const readable = readableFields(ctx, entity)
  const mayTell = (field: string) => !readable || readable.includes(field)
  const told = found.told.map(one => ({
    ...one,
    parts: one.parts?.map(part => shownPart(ctx, entity, part)) ?? null,
    causes: one.causes.map(cause => ({ ...cause, fields: cause.fields.filter(mayTell) })),
  }))
  const page = told.slice(0, limit)
  const last = page.at(-1)
  return {
    results: page.map((one, i) => changeOf(one, told[i + 1], found.labels)),
    next: last && told.length > limit ? { at: last.at, seq: last.seq } : null,
  }
}

const shownPart = (ctx: Context, { name }: Entity, [feature, points, value]: Part): Part => [
  feature,
  points,
  mayTellValues(ctx, feature, [name as ScoredKind]) ? value : null,
]

function changeOf(
  { at, score, was, version, causes, ...told }: Told,
  before: Told | undefined,
  labels: Record<string, string>,
): ScoreChange {
  const parts = partsOf(told, labels)
  const former = before && before.score === was ? partsOf(before, labels) : null
  return {
    at,
    score,
    was,
    delta: score === null || was === null ? null : score - was,
    version,
    byAnotherVersion: before !== undefined && before.version !== version,
    parts,
    moved: parts && former ? movedBetween(former, parts) : null,
    causes,
  }
}

function partsOf(
  { base, parts, others }: Pick<Told, 'base' | 'parts' | 'others'>,
  labels: Record<string, string>,
): ScoreParts | null {
  if (base === null || others === null || parts === null) return null
  const reasons = parts.map(([feature, points, value]) => ({
    feature,
    label: labels[feature] ?? feature,
    points,
    value,
  }))
  return { base, reasons, others }
}
