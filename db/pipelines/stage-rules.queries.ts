import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import type { Field } from '../core/field.model'
import { isUuid } from '../core/ids'
import { customCatalogue } from '../fields/custom-fields.queries'
import { fieldsOf } from '../filter/describe.rules'
import type { Filter } from '../filter/filter.model'
import type { StagePlace } from './pipelines.model'
import {
  noRules,
  type PipelineRules,
  type RuledPath,
  type RuleFault,
  type StageRule,
  type StageRules,
} from './stage-rules.model'

/** The pipelines of the workspace that have rules, by id, and the workspace's own fields of deals where a condition asks for one. */
export async function pathsOf(
  tx: Tx,
): Promise<{ paths: Map<string, RuledPath>; custom: Record<string, Field> }> {
  const rows = await tx<{ pipelineId: string; rules: StageRules; stages: StagePlace[] }[]>`
    select r.pipeline_id, r.rules, (
      select coalesce(json_agg(json_build_object('id', s.id, 'pipelineId', s.pipeline_id, 'kind', s.kind, 'name', s.name, 'live', true)
        order by s.position, s.id), '[]')
      from stage s where s.pipeline_id = r.pipeline_id and s.deleted_at is null) as stages
    from stage_rules r`
  const asksCustom = rows.some(({ rules }) =>
    fieldsAsked(rules).some(({ field }) => field.startsWith('custom.')),
  )
  return {
    paths: new Map(rows.map(({ pipelineId, rules, stages }) => [pipelineId, { rules, stages }])),
    custom: asksCustom ? await customCatalogue(tx, 'deal') : {},
  }
}

/** The rules of a pipeline, with what in them nobody can fulfil any more. Throws `not_found`. */
export async function readStageRules(ctx: Context, pipelineId: string): Promise<PipelineRules> {
  authorise(ctx, 'pipeline', 'read')
  if (!isUuid(pipelineId)) throw notFound('pipeline')
  return inWorkspace(ctx, tx => stageRulesIn(tx, pipelineId))
}

export async function stageRulesIn(tx: Tx, pipelineId: string): Promise<PipelineRules> {
  const [found] = await tx<{ rules: StageRules | null; version: number; stages: string[] }[]>`
    select r.rules, coalesce(r.version, 0) as version,
      array(select s.id from stage s where s.pipeline_id = p.id and s.deleted_at is null) as stages
    from pipeline p left join stage_rules r on r.pipeline_id = p.id
    where p.id = ${pipelineId} and p.deleted_at is null`
  if (!found) throw notFound('pipeline')
  // What was kept before a rule was known says nothing of it.
  const kept: StageRules = { ...noRules, ...found.rules }
  // What was said of a stage that has gone holds for nobody.
  const stages = Object.fromEntries(Object.entries(kept.stages).filter(([id]) => found.stages.includes(id)))
  const rules = { ...kept, stages }
  return { pipelineId, version: found.version, rules, faults: await faultsOf(tx, rules) }
}

/** What of rules nobody can fulfil: fields that there are no more, people who have left. */
async function faultsOf(tx: Tx, rules: StageRules): Promise<RuleFault[]> {
  const asked = fieldsAsked(rules).filter(({ field }) => field.startsWith('custom.'))
  const named = Object.values(rules.stages).flatMap(({ movers, approval }) => [
    ...(movers?.members ?? []),
    ...(approval ? [...approval.approvers, ...approval.deputies] : []),
  ])
  const own = asked.length ? await customCatalogue(tx, 'deal') : {}
  const there = new Set(
    named.length
      ? (
          await tx<
            { id: string }[]
          >`select id from member where id = any(${named}::uuid[]) and deleted_at is null`
        ).map(({ id }) => id)
      : [],
  )
  const gone = asked
    .filter(({ field }) => !Object.hasOwn(own, field.slice('custom.'.length)))
    .map(({ stageId, field }): RuleFault => ({ stageId, code: 'field_gone', field }))
  const people = Object.entries(rules.stages).flatMap(([stageId, { movers, approval }]): RuleFault[] => [
    ...(movers && movers.roles.length === 0 && !movers.members.some(id => there.has(id))
      ? [{ stageId, code: 'no_mover' as const, field: null }]
      : []),
    ...(approval && ![...approval.approvers, ...approval.deputies].some(id => there.has(id))
      ? [{ stageId, code: 'no_approver' as const, field: null }]
      : []),
  ])
  const seen = new Set<string>()
  return [...gone, ...people].filter(fault => {
    const text = JSON.stringify(fault)
    return !seen.has(text) && seen.add(text)
  })
}

/** Each field that a rule needs or asks for, with its stage. */
export const fieldsAsked = ({ stages }: StageRules): { stageId: string; field: string }[] =>
  Object.entries(stages).flatMap(([stageId, rule]) =>
    [...rule.needs, ...conditionsOf(rule).flatMap(filter => fieldsOf(filter))].map(field => ({
      stageId,
      field,
    })),
  )

const conditionsOf = ({ when, approval }: StageRule): Filter[] =>
  [when, approval?.when ?? null].filter(filter => filter !== null)
