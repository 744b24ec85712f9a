import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, notFound, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { eventsOf as eventsIn } from '../filter/describe.rules'
import type { Filter, FilterCatalogue } from '../filter/filter.model'
import { checkFilter } from '../filter/filter.rules'
import { catalogueOf } from '../records/catalogue'
import { entityNamed } from '../records/registry'
import { stageRulesEvents } from './pipelines.events'
import { type PipelineRules, StageRules } from './stage-rules.model'
import { fieldsAsked, stageRulesIn } from './stage-rules.queries'

/**
 * Sets the rules of a pipeline. `version` is that of the rules it was made on. Throws `invalid` for a stage of another pipeline, a field, a person or a
 * condition that there is not, `stale`, `not_found`, `forbidden`.
 */
export async function setStageRules(
  ctx: Context,
  pipelineId: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<PipelineRules> {
  authorise(ctx, 'pipeline', 'update')
  if (!isUuid(pipelineId)) throw notFound('pipeline')
  const rules = parse(StageRules, input) as StageRules
  const asked = fieldsAsked(rules).map(({ field }) => field)
  const catalogue = await catalogueOf(ctx, entityNamed('deal')!, asked)
  return write(ctx, async ({ tx, emit }) => {
    await tx`select 1 from pipeline where id = ${pipelineId} for update`
    const before = await stageRulesIn(tx, pipelineId)
    checkVersion(version, before.version)
    const problems = [
      ...(await unknownStages(tx, pipelineId, rules)),
      ...(await strangers(tx, rules)),
      ...checkConditions(rules, { ...catalogue, relations: {}, makers: {} }),
    ]
    if (problems.length) throw invalid(problems)
    const change = changeOf(before.rules, rules)
    if (!change) return before
    const next = before.version + 1
    await tx`
      insert into stage_rules (pipeline_id, workspace_id, rules, version, updated_at, updated_by)
      values (${pipelineId}, ${ctx.workspaceId}, ${tx.json(rules as never)}, ${next}, ${ctx.clock()}, ${ctx.access.memberId})
      on conflict (pipeline_id) do update set rules = excluded.rules, version = excluded.version,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`
    emit(stageRulesEvents.changed(pipelineId, { version: next }, change))
    return stageRulesIn(tx, pipelineId)
  })
}

async function unknownStages(tx: Tx, pipelineId: string, { stages }: StageRules): Promise<Problem[]> {
  const rows = await tx<{ id: string }[]>`
    select id from stage where pipeline_id = ${pipelineId} and deleted_at is null`
  const known = new Set(rows.map(({ id }) => id))
  return Object.keys(stages)
    .filter(id => !known.has(id))
    .map(id => missing(`/stages/${id}`, 'stage', 'There is no such stage in this pipeline.'))
}

/** Members who are named and are not of the workspace. */
async function strangers(tx: Tx, { stages }: StageRules): Promise<Problem[]> {
  const named = Object.entries(stages).flatMap(([stageId, { movers, approval }]) => [
    ...(movers?.members ?? []).map((id, n) => ({ id, at: `/stages/${stageId}/movers/members/${n}` })),
    ...(approval?.approvers ?? []).map((id, n) => ({ id, at: `/stages/${stageId}/approval/approvers/${n}` })),
    ...(approval?.deputies ?? []).map((id, n) => ({ id, at: `/stages/${stageId}/approval/deputies/${n}` })),
  ])
  if (named.length === 0) return []
  const rows = await tx<{ id: string }[]>`
    select id from member where id = any(${named.map(({ id }) => id)}::uuid[]) and deleted_at is null`
  const known = new Set(rows.map(({ id }) => id))
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ at }) => missing(at, 'member', 'There is no such person in this workspace.'))
}

const missing = (pointer: string, entity: string, message: string): Problem => ({
  pointer,
  code: 'reference_missing',
  message,
  params: { entity },
})

function checkConditions({ stages }: StageRules, catalogue: FilterCatalogue): Problem[] {
  return Object.entries(stages).flatMap(([id, { needs, when, approval }]) => [
    ...needs.flatMap((key, n) =>
      isField(key, catalogue) ? [] : [unknownField(`/stages/${id}/needs/${n}`, key)],
    ),
    ...checkCondition(when, `/stages/${id}/when`, catalogue),
    ...checkCondition(approval?.when ?? null, `/stages/${id}/approval/when`, catalogue),
  ])
}

/** Sextant fills some fields by itself: to need them would be to wait for ever. */
function isField(key: string, { fields, custom }: FilterCatalogue): boolean {
  if (key.startsWith('custom.')) return Object.hasOwn(custom, key.slice('custom.'.length))
  return Object.hasOwn(fields, key) && !fields[key]!.traits.readOnly && key !== 'id'
}

const unknownField = (pointer: string, field: string): Problem => ({
  pointer,
  code: 'unknown_field',
  message: `A deal has no field “${field}” that could be filled.`,
  params: { field },
})

function checkCondition(filter: Filter | null, at: string, catalogue: FilterCatalogue): Problem[] {
  if (!filter) return []
  const problems = checkFilter(filter, catalogue)
  if (problems.length) return problems.map(problem => ({ ...problem, pointer: `${at}${problem.pointer}` }))
  if (eventsIn(filter).length === 0) return []
  return [
    {
      pointer: at,
      code: 'wrong_event',
      message: 'A rule asks for fields of the deal, not for what happened to it.',
    },
  ]
}
