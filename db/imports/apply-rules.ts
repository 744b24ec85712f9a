import type { KeyRule } from '../core/keys'
import { statusIn } from '../deals/deals.rules'
import type { LeadStatus } from '../leads/leads.model'
import { isClosed } from '../leads/leads.rules'
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
  prices: Map<string, { minor: number; currency: string }>
  amountFromProduct: boolean
  /** Customer → its parent, for all that stand above a customer that the batch names as a parent. */
  parents: Map<string, string>
}

export type RuleRefusal = { field: string; message: string; rule: string }

/**
 * The `prepare` hooks of the entities for an import, without a statement per row: fills what follows from a change. Held equal to the hooks by
 * the property test “an import is as many creates”.
 */
export function applyRules(
  entity: string,
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  facts: RuleFacts,
  n: number,
): RuleRefusal | undefined {
  switch (entity) {
    case 'lead':
      return followStatus(before, values, facts)
    case 'deal':
      return followStage(before, values, facts, n)
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
  const moves = !before || values.stageId !== undefined || values.pipelineId !== undefined
  if (!moves) return
  const pipelineId = (values.pipelineId ?? (values.stageId ? null : before?.pipelineId) ?? null) as
    | string
    | null
  const stage = values.stageId ? facts.stages.get(values.stageId as string) : facts.firstOpenStage(pipelineId)
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
    values.closedOn = null
    values.closeReason = null
  } else values.closedOn ??= today
}

function happen(
  before: Record<string, unknown> | null,
  values: Record<string, unknown>,
  { now }: RuleFacts,
): RuleRefusal | undefined {
  const kind = values.kind ?? before?.kind
  if (!before && kind !== 'task') values.occurredAt ??= now
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
