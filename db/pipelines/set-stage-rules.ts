import { isDeepStrictEqual } from 'node:util'
import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, notFound, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import type { Filter, FilterCatalogue } from '../filter/filter.model'
import { checkRecordCondition } from '../filter/filter.rules'
import { catalogueOf } from '../records/catalogue'
import { entityNamed } from '../records/registry'
import { stageRulesEvents } from './pipelines.events'
import { discountsNeeded, linesNeeded, type PipelineRules, StageRules } from './stage-rules.model'
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
      ...(await strangers(tx, rules, before.rules)),
      ...checkConditions(rules, before.rules, { ...catalogue, relations: {}, makers: {} }),
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

/** Members who are named and are not of the workspace. Somebody who has left since may stay where they stood. */
async function strangers(tx: Tx, rules: StageRules, kept: StageRules): Promise<Problem[]> {
  const before = new Set(membersIn(kept).map(({ id, at }) => `${at.replace(/[0-9]+$/, '')}${id}`))
  const named = membersIn(rules).filter(({ id, at }) => !before.has(`${at.replace(/[0-9]+$/, '')}${id}`))
  if (named.length === 0) return []
  const rows = await tx<{ id: string }[]>`
    select id from member where id = any(${named.map(({ id }) => id)}::uuid[]) and deleted_at is null`
  const known = new Set(rows.map(({ id }) => id))
  return named
    .filter(({ id }) => !known.has(id))
    .map(({ at }) => missing(at, 'member', 'There is no such person in this workspace.'))
}

const membersIn = ({ stages }: StageRules): { id: string; at: string }[] =>
  Object.entries(stages).flatMap(([stageId, { movers, approval }]) =>
    Object.entries({
      'movers/members': movers?.members ?? [],
      'approval/approvers': approval?.approvers ?? [],
      'approval/deputies': approval?.deputies ?? [],
    }).flatMap(([place, ids]) => ids.map((id, n) => ({ id, at: `/stages/${stageId}/${place}/${n}` }))),
  )

const missing = (pointer: string, entity: string, message: string): Problem => ({
  pointer,
  code: 'reference_missing',
  message,
  params: { entity },
})

/** What has stayed as it was may ask for what has gone since: that is told by its faults. */
function checkConditions({ stages }: StageRules, kept: StageRules, catalogue: FilterCatalogue): Problem[] {
  return Object.entries(stages).flatMap(([id, { needs, when, approval }]) => {
    const before = kept.stages[id]
    const check = (filter: Filter | null, was: Filter | null, at: string) =>
      isDeepStrictEqual(filter, was) ? [] : checkRecordCondition(filter, at, catalogue)
    return [
      ...needs.flatMap((key, n) =>
        before?.needs.includes(key) || mayBeNeeded(key, catalogue)
          ? []
          : [unknownField(`/stages/${id}/needs/${n}`, key)],
      ),
      ...check(when, before?.when ?? null, `/stages/${id}/when`),
      ...check(approval?.when ?? null, before?.approval?.when ?? null, `/stages/${id}/approval/when`),
    ]
  })
}

/** Sextant fills some fields by itself: to need them would be to wait for ever. */
function mayBeNeeded(key: string, { fields, custom }: FilterCatalogue): boolean {
  if (key === linesNeeded || key === discountsNeeded) return true
  if (key.startsWith('custom.')) return Object.hasOwn(custom, key.slice('custom.'.length))
  return Object.hasOwn(fields, key) && !fields[key]!.traits.readOnly && key !== 'id'
}

const unknownField = (pointer: string, field: string): Problem => ({
  pointer,
  code: 'unknown_field',
  message: `A deal has no field “${field}” that could be filled.`,
  params: { field },
})
