import { type KeyRule, keyOf } from '../core/keys'
import type { AnyRecord } from '../core/record.model'
import type { By, Step } from './change.model'
import type { Entity } from './entity'
import { type Folded, foldWish, type Wish } from './fold-wish'

/** The record of another has the key already. */
interface Doubled {
  doubled: KeyRule
}

/** The one record that fits, if any; or several do, and the key is the one by which another came to those found before. */
type Fit = { record: AnyRecord | undefined } | { ambiguous: KeyRule }

/**
 * The records that a batch speaks of, as they stand after its changes so far: so what comes in several pieces, such as the rows of a file, is
 * applied one after the other, in memory, and each piece finds what the ones before it left. `match` are the keys by which a piece is known as a
 * record, strongest first; `all` are those and the ones that no two records may share.
 */
export function foldChanges(
  entity: Entity,
  { match, all }: { match: readonly KeyRule[]; all: readonly KeyRule[] },
  found: readonly AnyRecord[],
  facts: unknown,
) {
  const records = new Map<string, AnyRecord>()
  const byKey = new Map<string, Set<string>>()
  const steps: Step[] = []
  const index = (record: AnyRecord) => {
    records.set(record.id, record)
    for (const rule of all) {
      const key = keyOf(rule, record)
      if (key === null) continue
      const at = `${rule.field}:${key}`
      byKey.set(at, (byKey.get(at) ?? new Set()).add(record.id))
    }
  }
  const unindex = (record: AnyRecord) => {
    for (const rule of all) byKey.get(`${rule.field}:${keyOf(rule, record)}`)?.delete(record.id)
  }
  const having = (rule: KeyRule, values: Readonly<Record<string, unknown>>): string[] => {
    const key = keyOf(rule, values)
    return key === null ? [] : [...(byKey.get(`${rule.field}:${key}`) ?? [])]
  }
  for (const record of found) index(record)

  return {
    /** What became of the records, in the order of the pieces. */
    steps: steps as readonly Step[],

    /** The one record that the values are of, by the strongest key that finds any. */
    recordOf(values: Readonly<Record<string, unknown>>): Fit {
      const hits = new Set<string>()
      for (const rule of match) {
        let ids = having(rule, values)
        if (!rule.unique) {
          if (hits.size) continue
          ids = ids.filter(id => !contradict(entity.keys, values, records.get(id)!))
        }
        for (const id of ids) hits.add(id)
        if (hits.size > 1) return { ambiguous: rule }
      }
      const [id] = hits
      return { record: id === undefined ? undefined : records.get(id) }
    },

    /** What a wish would come to. It is taken once its step is handed to `take`. */
    weigh(wish: Wish, by: By): Folded | Doubled {
      const folded = foldWish(entity, wish, facts, by)
      if (!folded || 'refusal' in folded) return folded
      const { after } = folded.step
      const doubled = entity.keys.find(rule => rule.unique && having(rule, after).some(id => id !== after.id))
      return doubled ? { doubled } : folded
    },

    take(step: Step): void {
      if (step.before) unindex(step.before)
      index(step.after)
      steps.push(step)
      entity.life?.learn?.(step, facts)
    },
  }
}

/** Whether two records differ in a unique key that both have: then a weaker key that they share means nothing. */
const contradict = (
  rules: readonly KeyRule[],
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): boolean =>
  rules.some(rule => {
    if (!rule.unique) return false
    const a = keyOf(rule, one)
    const b = keyOf(rule, other)
    return a !== null && b !== null && a !== b
  })
