import type { Context } from '../core/context'
import { mayRead, objects, scopeOf } from '../core/grants.rules'
import { entityNamed } from '../records/registry'
import { type ScoredKind, type ScoreReason, scoredKinds } from './score.model'

/**
 * Whether the reader may be told a feature's values: those of one that is made of a field that their role may not read, of the record or of what it refers to
 * (`customer.industry`), they may not. Without a kind of record it must hold for each that is scored.
 */
export function mayTellValues(
  { access }: Pick<Context, 'access'>,
  feature: string,
  kinds: readonly ScoredKind[] = scoredKinds,
): boolean {
  const [head = '', next = ''] = feature.split('.')
  if (head === 'custom') return kinds.every(kind => mayRead(access, kind, feature))
  const has = (kind: string, field: string) => field in (entityNamed(kind)?.model.fields ?? {})
  const other = objects.find(object => object === head)
  if (other && has(other, next))
    return scopeOf(access, other, 'read') !== undefined && mayRead(access, other, next)
  return kinds.every(kind => !has(kind, head) || mayRead(access, kind, head))
}

/** The reasons of a score, without values that the reader may not be told. */
export const shownReasons = (
  ctx: Pick<Context, 'access'>,
  kind: ScoredKind,
  reasons: readonly ScoreReason[],
): ScoreReason[] =>
  reasons.map(reason => (mayTellValues(ctx, reason.feature, [kind]) ? reason : { ...reason, value: null }))
