import { folded } from '@sextant/db/core/folding.rules'
import type { Filter } from '@sextant/db/filter/filter.model'

/** What rules that are asked in their order have in common. */
export interface OrderedRule {
  id: string
  name: string
  /** What it takes; null: all. */
  when: Filter | null
}

/** What an area says of its rules, in its own words. */
export const ruleWords = [
  'title',
  'failed',
  'why',
  'none',
  'none.why',
  'locked',
  'add',
  'save',
  'saved',
  'discard',
  'unsaved',
  'edit',
  'remove',
  'handle',
  'moved',
  'rule.new',
  'rule.edit',
  'rule.keep',
  'rule.name',
  'rule.when',
  'rule.when.hint',
] as const
export type RuleWord = (typeof ruleWords)[number]

/** The rules with one in another place, counted from 0. */
export function movedRule<R extends { id: string }>(
  rules: readonly R[],
  id: string,
  to: number,
): readonly R[] {
  const rule = rules.find(one => one.id === id)
  if (!rule) return rules
  const others = rules.filter(one => one.id !== id)
  const at = Math.max(0, Math.min(others.length, to))
  return [...others.slice(0, at), rule, ...others.slice(at)]
}

/** The rules with one changed, or added at the end. */
export const withRule = <R extends { id: string }>(rules: readonly R[], rule: R): readonly R[] =>
  rules.some(({ id }) => id === rule.id)
    ? rules.map(one => (one.id === rule.id ? rule : one))
    : [...rules, rule]

/** Why a rule cannot have the name that it has, as the key of the sentence that says so. */
export function wrongName(
  { id, name }: Pick<OrderedRule, 'id' | 'name'>,
  others: readonly OrderedRule[],
): 'rule.name.missing' | 'rule.name.taken' | undefined {
  const wanted = folded(name.trim())
  if (!wanted) return 'rule.name.missing'
  return others.some(one => one.id !== id && folded(one.name) === wanted) ? 'rule.name.taken' : undefined
}

/** How many things a condition asks for. */
export function conditionsIn(filter: Filter | null): number {
  if (!filter) return 0
  if ('and' in filter) return filter.and.reduce((sum, part) => sum + conditionsIn(part), 0)
  if ('or' in filter) return filter.or.reduce((sum, part) => sum + conditionsIn(part), 0)
  return 'not' in filter ? conditionsIn(filter.not) : 1
}
