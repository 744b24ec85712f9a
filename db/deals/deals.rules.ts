import type { Pricing } from '../lines/pricing.model'
import type { StagePlace } from '../pipelines/pipelines.model'
import {
  type By,
  type Change,
  needed,
  type Refusal,
  refusal,
  type Step,
  wrongValue,
} from '../records/change.model'
import type { Deal } from './deals.model'
import { followLines } from './priced-deal.rules'
import { afterOf, checkEntry, checkLoss, type EntryFacts } from './stage-entry.rules'

export interface DealFacts extends EntryFacts {
  /** Where the changes may lead, in the order in which a deal without a stage takes the first open one. */
  stages: StagePlace[]
  /** Of the deals that have lines, as far as their amount may be meant. */
  pricings: ReadonlyMap<string, Pricing>
}

/** Status, closing day and place on the board follow from the stage, which may have rules of its own. A loss says why. */
export function followStage(change: Change<Deal>, facts: DealFacts, by: By): Refusal | undefined {
  const { before, values } = change
  if (values.deletedAt) return
  const priced = followLines(change, facts.pricings, by)
  if (priced) return priced
  if (values.deletedAt === null || by.putsBack) return stageIsThere(change, facts)
  if (!before) values.openedOn ??= by.today
  const outcome = by.tellsHistory ? takeOutcome(change) : undefined
  const moves = !before || values.stageId !== undefined || values.pipelineId !== undefined || !!outcome
  if (!moves)
    return (
      (by.tellsHistory ? hopeFor(change) : checkClosing(before, values)) ?? checkReason(change, facts, by)
    )
  if (before && values.stageId === null) return needed('stageId')
  if (before && values.pipelineId === null) return needed('pipelineId')
  const stage = stageOf(change, facts, outcome)
  if ('rule' in stage) return stage
  values.pipelineId = stage.pipelineId
  values.stageId = stage.id
  // A deal is what its stage is.
  values.status = stage.kind
  values.stageEnteredAt = by.now
  values.position ??= -Date.parse(by.now) + change.at / 1024
  if (stage.kind === 'open') {
    if (by.tellsHistory) hopeFor(change)
    values.closedOn = null
    values.closeReason = null
    values.closeNote = null
    return checkStage(change, stage, facts, by)
  }
  values.closedOn ??= by.today
  // Why it was lost is no reason for its being won, nor the other way round.
  if (stage.kind !== before?.status) {
    values.closeReason ??= null
    values.closeNote ??= null
  }
  return (
    checkStage(change, stage, facts, by) ??
    (stage.kind === 'lost' ? checkReasonOf(change, stage.pipelineId, facts, by, stage.name) : undefined)
  )
}

/** Whether the rules of a stage let the deal in that does not stand in it. */
function checkStage(change: Change<Deal>, stage: StagePlace, facts: DealFacts, by: By): Refusal | undefined {
  if (change.before?.stageId === stage.id) return
  return checkEntry(change, afterOf(change, change.custom), stage, facts, by)
}

/** A loss that stays one has a reason that counts, where it says another. */
function checkReason(change: Change<Deal>, facts: DealFacts, by: By): Refusal | undefined {
  const { before, values } = change
  const { closeReason, closeNote, lostToId } = values
  if (before?.status !== 'lost' || [closeReason, closeNote, lostToId].every(said => said === undefined))
    return
  return checkReasonOf(change, before.pipelineId, facts, by, 'A loss')
}

function checkReasonOf(
  change: Change<Deal>,
  pipelineId: string | null,
  { paths }: DealFacts,
  by: By,
  stage: string,
) {
  const { closeReason: reason, closeNote: note, lostToId } = afterOf(change, change.custom)
  return checkLoss(
    { reason, note, lostToId },
    stage,
    pipelineId ? paths.get(pipelineId)?.rules : undefined,
    by,
  )
}

/** The stage that is asked for, else the pipeline's first open one, else that of the default pipeline; where it came to an outcome, that one's stage. */
function stageOf(
  { before, values }: Change<Deal>,
  { stages }: DealFacts,
  outcome: Outcome | undefined,
): StagePlace | Refusal {
  const stays = values.stageId === undefined && values.pipelineId === undefined
  const stageId = stays ? before?.stageId : values.stageId
  const pipelineId = values.pipelineId ?? (stageId ? undefined : before?.pipelineId)
  const near = stages.find(
    stage =>
      stage.live &&
      (stageId ? stage.id === stageId : stage.kind === 'open') &&
      (!pipelineId || stage.pipelineId === pipelineId),
  )
  if (!near)
    return stageId
      ? wrongValue('stageId', 'reference_missing', 'There is no such stage in this pipeline.', {
          entity: 'stage',
        })
      : refusal('deal.no_pipeline', 'There is no pipeline with an open stage yet.', {}, 'stageId')
  if (!outcome || near.kind === outcome) return near
  return (
    stages.find(stage => stage.live && stage.kind === outcome && stage.pipelineId === near.pipelineId) ??
    wrongValue('status', 'reference_missing', `Its pipeline has no stage for ${outcome} deals.`)
  )
}

type Outcome = Exclude<Deal['status'], 'open'>

/** How it came out, told in a field of its own, weighs more than the stage in which it came to that. */
function takeOutcome({ before, values }: Change<Deal>): Outcome | undefined {
  const { status } = values
  delete values.status
  return status && status !== 'open' && status !== before?.status ? status : undefined
}

/** Programs keep one day of closing: of an open deal it is the day on which it is hoped to close. */
function hopeFor({ before, values, told }: Change<Deal>): undefined {
  const { closedOn } = values
  if (before && before.status !== 'open' && values.status !== 'open') {
    // A file that says nothing of the day does not take it back.
    if (closedOn === null) delete values.closedOn
    return
  }
  delete values.closedOn
  if (closedOn && told.expectedCloseOn == null && before?.expectedCloseOn !== closedOn)
    values.expectedCloseOn = closedOn
}

/** A change of a deal that stays where it is: what a stage says of its closing cannot be said or taken back without it. */
function checkClosing(before: Deal, values: Partial<Deal>): Refusal | undefined {
  if (before.status === 'open' && (values.closedOn || values.closeReason || values.closeNote))
    return refusal('deal.still_open', 'An open deal has no closing day and no reason yet.')
  if (before.status !== 'open' && values.closedOn === null) return needed('closedOn')
}

/** A deal in a stage that nobody sees would be lost: the stage has to come back first, or with it its pipeline. */
function stageIsThere({ before, values }: Change<Deal>, { stages }: DealFacts): Refusal | undefined {
  const id = values.stageId ?? (values.deletedAt === null ? before?.stageId : undefined)
  const stage = stages.find(stage => stage.id === id)
  if (!id || stage?.live) return
  return refusal('deal.stage_in_bin', 'Its stage is in the recycle bin. Bring that back first.', {
    stage: stage?.name ?? null,
  })
}

/** The days on which deals came to be closed. */
export const closingDays = (steps: readonly Step<Deal>[]): string[] => [
  ...new Set(
    steps.flatMap(({ before, after }) =>
      after.closedOn && after.closedOn !== before?.closedOn ? [after.closedOn] : [],
    ),
  ),
]

/** Where a card lands between its new neighbours. Small positions come first; a gap of 1 is left at the ends. */
export function positionBetween(above: number | null, below: number | null): number {
  if (above === null && below === null) return 0
  if (above === null) return below! - 1
  if (below === null) return above + 1
  return (above + below) / 2
}

/** Halving runs out of numbers after about fifty moves into the same gap: then the column is numbered anew. */
export const needsRenumbering = (above: number | null, below: number | null): boolean =>
  above !== null &&
  below !== null &&
  !(positionBetween(above, below) > above && positionBetween(above, below) < below)
