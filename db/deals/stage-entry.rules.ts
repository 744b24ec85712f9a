import type { Field, Fields } from '../core/field.model'
import { type CustomValues, systemFields } from '../core/record.model'
import { evaluate } from '../filter/evaluate.rules'
import type { Filter } from '../filter/filter.model'
import type { StagePlace } from '../pipelines/pipelines.model'
import {
  discountsNeeded,
  freeStage,
  linesNeeded,
  type RuledPath,
  type StageRule,
  type StageRules,
} from '../pipelines/stage-rules.model'
import { type By, type Change, type Refusal, refusal } from '../records/change.model'
import { type Deal, DealModel } from './deals.model'

/** What the rules of stages must know beside the deal. */
export interface EntryFacts {
  /** By pipeline; one without rules is not there. */
  paths: ReadonlyMap<string, RuledPath>
  /** Who moves. `memberId` is null for a key of nobody. */
  mover: { memberId: string | null; role: string }
  /** The workspace's own fields of deals, by key, where a condition asks for one. */
  custom: Record<string, Field>
  /** Deals of which a discount waits or was declined, as far as a rule asks. */
  undecided: ReadonlySet<string>
  /** The move that has just been approved. */
  approved?: { dealId: string; stageId: string }
  timeZone: string
}

/**
 * Whether a deal may enter a stage that it is not in. `after` is the deal as it would be there. What only has to be decided by somebody, the approval, is
 * asked last.
 */
export function checkEntry(
  { id, before }: Change<Deal>,
  after: Partial<Deal>,
  stage: StagePlace,
  facts: EntryFacts,
  by: By,
): Refusal | undefined {
  const path = facts.paths.get(stage.pipelineId)
  if (!path || by.way === 'demo') return
  const rule = path.rules.stages[stage.id] ?? freeStage
  const isApproved = facts.approved?.dealId === id && facts.approved.stageId === stage.id
  const comesAnew = !before || before.pipelineId !== stage.pipelineId
  return (
    (comesAnew ? checkMaking(rule, stage) : checkOrder(before, stage, path)) ??
    (isApproved ? undefined : checkMover(rule, stage, facts)) ??
    checkNeeds(rule, stage, after) ??
    checkDiscounts(rule, stage, id, facts) ??
    checkCondition(rule, stage, after, facts, by) ??
    (isApproved ? undefined : checkApproval(rule, stage, after, facts, by))
  )
}

const checkMaking = ({ creates }: StageRule, { name }: StagePlace): Refusal | undefined =>
  creates ? undefined : refusal('deal.not_made_here', `Deals do not begin in ${name}.`, { stage: name })

/** Open stages one after the other, a win after the last of them. A loss stands beside them: whoever comes back from it begins anew. */
function checkOrder(before: Deal, stage: StagePlace, { rules, stages }: RuledPath): Refusal | undefined {
  if (stage.kind === 'lost') return
  const open = stages.filter(({ kind }) => kind === 'open')
  const rankOf = ({ id, kind }: Pick<StagePlace, 'id' | 'kind'>) =>
    kind === 'won' ? open.length : open.findIndex(one => one.id === id)
  const from = stages.find(({ id }) => id === before.stageId)
  const rank = before.status === 'lost' ? -1 : from ? rankOf(from) : undefined
  // Where the deal stands in no stage that there is, nothing comes before or after.
  if (rank === undefined) return
  const to = rankOf(stage)
  if (rules.noGoingBack && (before.status === 'lost' || to < rank))
    return refusal(
      'deal.stage_back',
      `${stage.name} lies behind the deal, and this pipeline goes no way back.`,
      {
        stage: stage.name,
      },
    )
  const next = open[rank + 1]
  if (rules.noSkipping && to > rank + 1 && next)
    return refusal('deal.stage_skipped', `${next.name} comes before ${stage.name}.`, {
      stage: stage.name,
      next: next.name,
    })
}

function checkMover({ movers }: StageRule, { name }: StagePlace, { mover }: EntryFacts): Refusal | undefined {
  if (!movers) return
  const { memberId, role } = mover
  if (movers.roles.some(one => one === role)) return
  if (memberId !== null && movers.members.includes(memberId)) return
  return refusal('deal.mover', `Others move deals to ${name}.`, { stage: name })
}

function checkNeeds({ needs }: StageRule, { name }: StagePlace, after: Partial<Deal>): Refusal | undefined {
  const missing = needs.filter(key => key !== discountsNeeded && isMissing(after, key))
  if (missing.length === 0) return
  const fields = missing.join(', ')
  return refusal('deal.stage_needs', `${name} needs ${fields} first.`, { stage: name, fields }, missing[0])
}

function isMissing(deal: Partial<Deal>, key: string): boolean {
  // What lines come to is known of a deal that has any.
  if (key === linesNeeded) return !deal.tcv
  const own = key.startsWith('custom.')
  const values = (own ? (deal.custom ?? {}) : deal) as Record<string, unknown>
  return (values[own ? key.slice('custom.'.length) : key] ?? null) === null
}

function checkDiscounts(
  { needs }: StageRule,
  { name }: StagePlace,
  id: string,
  { undecided }: EntryFacts,
): Refusal | undefined {
  if (!needs.includes(discountsNeeded) || !undecided.has(id)) return
  return refusal('deal.stage_discount', `A discount of the deal is not agreed to, as ${name} asks.`, {
    stage: name,
  })
}

function checkCondition(
  { when, says }: StageRule,
  { name }: StagePlace,
  after: Partial<Deal>,
  facts: EntryFacts,
  by: By,
): Refusal | undefined {
  if (!when || matches(when, after, facts, by)) return
  return refusal(
    'deal.stage_condition',
    says ? `${name}: ${says}` : `The deal does not fulfil what ${name} asks for.`,
    {
      stage: name,
      says,
    },
  )
}

function checkApproval(
  { approval }: StageRule,
  { id, name }: StagePlace,
  after: Partial<Deal>,
  facts: EntryFacts,
  by: By,
): Refusal | undefined {
  if (!approval || (approval.when && !matches(approval.when, after, facts, by))) return
  return refusal('deal.approval_needed', `${name} needs an approval.`, { stage: name, stageId: id })
}

const dealFields: Fields = { ...DealModel.fields, ...(systemFields as Fields) }

/** A field that is no longer there is as one that is empty. */
function matches(filter: Filter, deal: Partial<Deal>, { custom, timeZone }: EntryFacts, by: By): boolean {
  const catalogue = { entity: 'deal', fields: dealFields, custom, relations: {} }
  return evaluate(filter, deal, { catalogue, now: new Date(by.now), timeZone })
}

/** What is said of a loss. */
interface Loss {
  reason: string | null | undefined
  note: string | null | undefined
  lostToId: string | null | undefined
}

/** Whether a loss says why, in the words that its pipeline has for it. */
export function checkLoss(
  { reason, note, lostToId }: Loss,
  stage: string,
  rules: StageRules | undefined,
  by: By,
): Refusal | undefined {
  if (!reason) return by.tellsHistory ? undefined : reasonNeeded(stage)
  if (!rules || by.way === 'demo') return
  if (rules.lossReasons.length && !rules.lossReasons.includes(reason))
    return refusal(
      'deal.loss_reason',
      `“${reason}” is none of the reasons for a loss in this pipeline.`,
      { reason, field: 'closeReason' },
      'closeReason',
    )
  if (rules.lossNote && !note && !by.tellsHistory)
    return refusal(
      'deal.loss_note',
      'A loss needs a note in this pipeline.',
      { field: 'closeNote' },
      'closeNote',
    )
  if (rules.lossCompetitor && !lostToId && !by.tellsHistory)
    return refusal(
      'deal.loss_competitor',
      'A loss says in this pipeline which competitor won the deal.',
      { field: 'lostToId' },
      'lostToId',
    )
}

const reasonNeeded = (stage: string) =>
  refusal('deal.reason_needed', `${stage} needs a reason.`, { stage, field: 'closeReason' }, 'closeReason')

/** The deal as the change leaves it, its own fields of the workspace included. */
export const afterOf = ({ before, values }: Change<Deal>, custom: CustomValues): Partial<Deal> => ({
  ...before,
  ...values,
  custom,
})
