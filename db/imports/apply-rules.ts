import type { KeyRule } from '../core/keys'
import type { DealStatus } from '../deals/deals.model'
import { statusIn } from '../deals/deals.rules'
import type { LeadStatus } from '../leads/leads.model'
import { isClosed } from '../leads/leads.rules'
import type { StageKind } from '../pipelines/pipelines.model'
import type { StageRow } from '../pipelines/pipelines.queries'

/** What the entities' rules need to know, read once per batch. */
export interface RuleFacts {
  /** In UTC, as Postgres writes an instant in JSON. */
  now: string
  nowMs: number
  /** The workspace's own day. */
  today: string
  /** When the import began. All that it creates came then: rows of one file have no order in time, and a model must not be tested as if they had. */
  began: string
  /** The workspace's day at that moment. */
  beganOn: string
  stages: Map<string, StageRow>
  firstOpenStage: (pipelineId: string | null) => StageRow | undefined
  /** The stage itself where it is of the kind, else the first of the kind in its pipeline. */
  stageOf: (stage: StageRow, kind: StageKind) => StageRow | undefined
  prices: Map<string, { minor: number; currency: string }>
  amountFromProduct: boolean
  /** Customer → its parent, for all that stand above a customer that the batch names as a parent. */
  parents: Map<string, string>
}

export type RuleRefusal = { field: string; message: string; rule: string }

/**
 * The `prepare` hooks of the entities for an import, without a statement per row: fills what follows from a change. `told` is all that the row says, also
 * what the record has already. Held equal to the hooks by
 * the property test “an import is as many creates”.
 */
export function applyRules(
  entity: string,
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  facts: RuleFacts,
  n: number,
  told: Record<string, unknown> = values,
): RuleRefusal | undefined {
  switch (entity) {
    case 'lead':
      return followStatus(before, values, facts)
    case 'deal':
      return followStage(before, values, facts, n, told)
    case 'activity':
      return happen(before, values, facts)
    default:
      return undefined
  }
}

function followStatus(
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  { now }: RuleFacts,
): undefined {
  const to = values.status as LeadStatus | undefined
  if (!to) return
  const from = before?.status as LeadStatus | undefined
  if (isClosed(to) !== (from !== undefined && isClosed(from))) values.closedAt = isClosed(to) ? now : null
  if (from && isClosed(from) && !isClosed(to) && values.statusReason === undefined) values.statusReason = null
}

function followStage(
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  facts: RuleFacts,
  n: number,
  told: Record<string, unknown>,
): RuleRefusal | undefined {
  const { today } = facts
  if (!before) values.openedOn ??= today
  if (
    facts.amountFromProduct &&
    values.amount == null &&
    before?.amount == null &&
    typeof values.productId === 'string'
  ) {
    const price = facts.prices.get(values.productId)
    if (price) values.amount = price
  }
  // Its outcome, told in a column of its own, weighs more than the stage in which it came to that.
  const outcome = values.status as DealStatus | undefined
  delete values.status
  const ends = outcome !== undefined && outcome !== 'open' && outcome !== before?.status
  const moves = !before || values.stageId !== undefined || values.pipelineId !== undefined || ends
  if (!moves) {
    if (before.status === 'open') hopeFor(before, values, told)
    return
  }
  const pipelineId = (values.pipelineId ?? (values.stageId ? null : before?.pipelineId) ?? null) as
    | string
    | null
  const named = (values.stageId ?? (ends ? before?.stageId : undefined)) as string | undefined
  const near = named ? facts.stages.get(named) : facts.firstOpenStage(pipelineId)
  const stage = near && outcome && outcome !== 'open' ? facts.stageOf(near, outcome) : near
  if (near && !stage)
    return {
      field: 'status',
      message: `Its pipeline has no stage for ${outcome} deals.`,
      rule: 'reference_missing',
    }
  if (!stage || (values.stageId && pipelineId && stage.pipelineId !== pipelineId))
    return values.stageId
      ? { field: 'stageId', message: 'There is no such stage in this pipeline.', rule: 'reference_missing' }
      : {
          field: 'stageId',
          message: 'There is no pipeline with an open stage yet.',
          rule: 'deal.no_pipeline',
        }
  values.pipelineId = stage.pipelineId
  values.stageId = stage.id
  values.status = statusIn(stage.kind)
  values.stageEnteredAt = facts.now
  values.position ??= -facts.nowMs + n / 1024
  if (values.status === 'open') {
    hopeFor(before, values, told)
    values.closedOn = null
    values.closeReason = null
  } else values.closedOn ??= today
}

/** Programs keep one day of closing: of an open deal it is the day on which it is hoped to close. */
function hopeFor(
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  told: Record<string, unknown>,
): void {
  const day = values.closedOn
  delete values.closedOn
  if (typeof day === 'string' && told.expectedCloseOn == null && before?.expectedCloseOn !== day)
    values.expectedCloseOn = day
}

function happen(
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  { now }: RuleFacts,
): RuleRefusal | undefined {
  const kind = values.kind ?? before?.kind
  if (!before && kind !== 'task') values.occurredAt ??= values.doneAt ?? now
  if (kind === 'task' && values.doneAt) values.occurredAt ??= values.doneAt
  const minutes = values.durationMinutes as number | null | undefined
  if (minutes != null && minutes < 0)
    return { field: 'durationMinutes', message: 'A duration is not negative.', rule: 'activity.duration' }
}

/** An instant as Postgres writes it in JSON, so that a value from a file and one from a table compare equal. */
export function databaseInstant(iso: string): string {
  const [day, clock] = new Date(iso).toISOString().slice(0, -1).split('T') as [string, string]
  const [seconds, fraction] = clock.split('.') as [string, string]
  const digits = fraction.replace(/0+$/, '')
  return `${day}T${seconds}${digits && `.${digits}`}+00:00`
}

/** Whether two records differ in a unique key that both have: then a weaker key that they share means nothing. */
export const contradict = (
  rules: readonly KeyRule[],
  keyIn: (rule: KeyRule, of: 'row' | 'record') => string | null,
): boolean =>
  rules.some(rule => {
    if (!rule.unique) return false
    const a = keyIn(rule, 'row')
    const b = keyIn(rule, 'record')
    return a !== null && b !== null && a !== b
  })
