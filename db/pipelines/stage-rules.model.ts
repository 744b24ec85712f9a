import * as v from 'valibot'
import { trimmed } from '../core/field.model'
import { roles } from '../core/grants.rules'
import { FilterTree } from '../filter/filter.model'
import type { StagePlace } from './pipelines.model'

const Id = v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase())
const some = <S extends v.GenericSchema<string, string>>(schema: S, most: number) =>
  v.pipe(
    v.array(schema),
    v.maxLength(most, `At most ${most}.`),
    v.transform(all => [...new Set(all)]),
  )

/** Who has to agree before a deal enters a stage. */
const Approval = v.strictObject({
  /** Only deals that match it need an approval, as they would be in the stage; null: all. */
  when: v.nullable(FilterTree),
  /** Members. Whoever asked is never one of them. */
  approvers: v.pipe(some(Id, 20), v.nonEmpty('Name at least one approver.')),
  /** Members who may decide too once the approvers have been reminded, or have left. */
  deputies: some(Id, 20),
  /** Hours until the approvers are reminded. */
  remindAfterHours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(720)),
})
export type Approval = v.InferOutput<typeof Approval>

/** Stands among the fields that a stage needs, for the deal's lines: at least one. */
export const linesNeeded = 'lines'

/** Stands among them too: no discount of its lines waits or was declined. */
export const discountsNeeded = 'discounts'

/** What a deal and its mover have to fulfil to enter a stage. */
const StageRule = v.strictObject({
  /** Deals may be made here, and come here from another pipeline. */
  creates: v.boolean(),
  /** Fields that may not be empty: keys of a deal's fields, `custom.<key>` for the workspace's own, `lines` and `discounts`. */
  needs: some(v.pipe(v.string(), v.maxLength(80)), 50),
  /** What else a deal must match, as it would be in the stage; null: nothing. */
  when: v.nullable(FilterTree),
  /** What that is, in words for whoever is refused. */
  says: v.nullable(trimmed(255)),
  /** Who may move deals here; null: whoever may change them. */
  movers: v.nullable(
    v.pipe(
      v.strictObject({ roles: v.array(v.picklist(roles)), members: some(Id, 100) }),
      v.check(({ roles, members }) => roles.length + members.length > 0, 'Name a role or a person.'),
    ),
  ),
  approval: v.nullable(Approval),
})
export type StageRule = v.InferOutput<typeof StageRule>

/** The rules by which deals go through a pipeline. They hold for whatever writes a deal. */
export const StageRules = v.strictObject({
  /** A deal goes to the next open stage only, and is won from the last one. It may be lost from anywhere. */
  noSkipping: v.boolean(),
  /** A deal goes back to no earlier stage, and a closed one is not opened again. */
  noGoingBack: v.boolean(),
  /** The reasons for a loss that may be given; any text where the list is empty. */
  lossReasons: some(trimmed(255), 50),
  /** A loss needs a note beside its reason. */
  lossNote: v.boolean(),
  /** A loss says which competitor won the deal. */
  lossCompetitor: v.optional(v.boolean(), false),
  /** By stage. One that is not there asks for nothing. */
  stages: v.pipe(
    v.record(Id, StageRule),
    v.check(stages => Object.keys(stages).length <= 200, 'At most 200 stages.'),
  ),
})
export type StageRules = v.InferOutput<typeof StageRules>

export const noRules: StageRules = {
  noSkipping: false,
  noGoingBack: false,
  lossReasons: [],
  lossNote: false,
  lossCompetitor: false,
  stages: {},
}

export const freeStage: StageRule = {
  creates: true,
  needs: [],
  when: null,
  says: null,
  movers: null,
  approval: null,
}

/** A pipeline that has rules: its stages out of the bin, in their order. */
export interface RuledPath {
  rules: StageRules
  stages: readonly StagePlace[]
}

/** Why nobody can fulfil a rule of a stage. `stageId` is null where it is the pipeline's. */
const RuleFault = v.object({
  stageId: v.nullable(v.string()),
  /** field_gone: it needs or asks for a field that there is no more. no_approver: whoever may approve has left. no_mover: whoever may move has left. */
  code: v.picklist(['field_gone', 'no_approver', 'no_mover']),
  /** The field's key. */
  field: v.nullable(v.string()),
})
export type RuleFault = v.InferOutput<typeof RuleFault>

/** The rules of a pipeline as they are read, with what in them nobody can fulfil any more. */
export const PipelineRules = v.object({
  pipelineId: v.string(),
  /** Counts their changes; 0: none were set yet. */
  version: v.number(),
  rules: StageRules,
  faults: v.array(RuleFault),
})
export type PipelineRules = v.InferOutput<typeof PipelineRules>
