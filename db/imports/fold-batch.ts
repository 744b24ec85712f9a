import { uuidv7 } from '../core/ids'
import { type KeyRule, keyColumn, keyOf, nameKey } from '../core/keys'
import type { AnyRecord, CustomValues } from '../core/record.model'
import type { ReadRow, RowFault } from '../mapping/row.rules'
import type { By, Refusal, Step } from '../records/change.model'
import type { Entity } from '../records/entity'
import { rulesInUse } from '../records/find-matches'
import { foldChanges } from '../records/fold-changes'
import type { Counts } from './import.model'
import type { ImportPlan } from './import-plan'
import { fillPrice, type Prices } from './prices'
import { faultAt, follow, type ReadyRow, type Refuse } from './ready-rows'
import { callingKeys, keysCalled, type Resolved } from './resolve-references'

export interface Folded {
  /** What became of the records, in the order of the rows. */
  steps: readonly Step[]
  faults: RowFault[]
  counts: Counts
}

/** What a batch is folded with. */
export interface FoldedWith {
  /** Records that are here and that rows may be. */
  matches: readonly AnyRecord[]
  resolved: Resolved
  /** What the entity's life has read. */
  facts: unknown
  prices: Prices
  by: By
  /** Of what it makes: all of a file came when the import began, for its rows have no order in time, and a model must not be tested as if they had. */
  began: By
}

/**
 * Applies the rows of a batch one after the other to the records they match: a row that is the same person as an earlier one finds what that one
 * left. Gives what became of the records, just as a create or an update per row would have.
 */
export function foldBatch(
  plan: ImportPlan & { entity: Entity },
  rows: readonly ReadyRow[],
  { matches, resolved, facts, prices, by, began }: FoldedWith,
): Folded {
  const { entity, settings } = plan
  const rules = rulesInUse(entity, settings.matchBy)
  const hand = foldChanges(entity, rules, matches, facts)
  const preset = presetIds(plan, rows, resolved)
  const counts: Counts = { read: rows.length, created: 0, updated: 0, skipped: 0, refused: 0 }
  const all: RowFault[] = []
  const called = calledInBatch(entity)

  for (const [at, ready] of rows.entries()) {
    const { row, values } = ready
    if (row.blank) {
      counts.skipped += 1
      continue
    }
    const faults = [...ready.faults]
    const left = [...ready.left]
    for (const reference of ready.open)
      follow(plan, { row, values, faults, left }, reference, called.idOf(reference.name))
    const refuse: Refuse = (code, message, field, value, params = {}) =>
      void faults.push(faultAt(plan, row, code, message, field, value, params))
    const outcome = faults.length ? undefined : become(row, values, at, refuse)
    if (outcome) counts[outcome] += 1
    if (faults.length) counts.refused += 1
    all.push(...(faults.length ? faults : left))
  }
  return { steps: hand.steps, faults: all, counts }

  function become(row: ReadRow, values: Record<string, unknown>, at: number, refuse: Refuse): Outcome {
    const fit = hand.recordOf(values)
    if ('record' in fit)
      return fit.record ? update(fit.record, values, row, at, refuse) : create(values, row, at, refuse)
    const { field } = fit.ambiguous
    return refuse('ambiguous_match', 'This row fits more than one record.', field, values[field])
  }

  function create(values: Record<string, unknown>, row: ReadRow, at: number, refuse: Refuse): Outcome {
    if (settings.mode === 'update') return 'skipped'
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value != null))
    if (given.name === undefined && row.name !== null) given.name = row.name
    if (settings.amountFromProduct) fillPrice(null, given, prices)
    if (settings.pipelineId && entity.name === 'deal' && !given.stageId)
      given.pipelineId ??= settings.pipelineId
    const missing = Object.entries(entity.model.fields).filter(
      ([key, { traits }]) => traits.required && traits.default === undefined && given[key] === undefined,
    )
    for (const [key] of missing)
      refuse('required', `A ${entity.name} needs “${key}”.`, key, null, { field: key })
    if (missing.length) return undefined
    const name = nameKey(String(given.name))
    const id = preset.get(name) ?? uuidv7()
    const custom = Object.fromEntries(Object.entries(row.custom).filter(([, value]) => value !== null))
    const wish = { id, before: null, values: given, custom: custom as CustomValues, at }
    const weighed = hand.weigh(wish, began)
    if (!weighed) return 'skipped'
    if ('refusal' in weighed) return tell(weighed.refusal, refuse)
    if ('doubled' in weighed) return tellDouble(weighed.doubled, values, refuse)
    preset.delete(name)
    hand.take(weighed.step)
    called.note(weighed.step.after)
    return 'created'
  }

  function update(
    before: AnyRecord,
    values: Record<string, unknown>,
    row: ReadRow,
    at: number,
    refuse: Refuse,
  ): Outcome {
    if (settings.mode === 'create') return 'skipped'
    const custom: CustomValues = { ...before.custom }
    for (const [key, value] of Object.entries(row.custom)) {
      if (value === null) delete custom[key]
      else custom[key] = value
    }
    if (settings.amountFromProduct) fillPrice(before, values, prices)
    const weighed = hand.weigh({ id: before.id, before, values, custom, at }, by)
    if (!weighed) return 'skipped'
    if ('refusal' in weighed) return tell(weighed.refusal, refuse)
    if ('doubled' in weighed) return tellDouble(weighed.doubled, values, refuse)
    hand.take(weighed.step)
    called.note(weighed.step.after)
    return 'updated'
  }

  function tellDouble({ field }: KeyRule, values: Record<string, unknown>, refuse: Refuse): undefined {
    return refuse('duplicate', `Another ${entity.name} has this ${field}.`, field, values[field])
  }
}

/** What the records are called that the batch has made or changed so far. */
function calledInBatch(entity: Entity) {
  const ids = new Map<string, string | null>()
  return {
    note(record: AnyRecord): void {
      for (const rule of callingKeys(entity)) {
        const key = keyOf(rule, record)
        if (key === null) continue
        const at = `${keyColumn(rule)} ${key}`
        ids.set(at, ids.has(at) && ids.get(at) !== record.id ? null : record.id)
      }
    },
    /** Null: several are called so. */
    idOf(name: string): string | null | undefined {
      const found = new Set(keysCalled(entity, name).flatMap(key => (ids.has(key) ? [ids.get(key)!] : [])))
      return found.size > 1 ? null : [...found][0]
    },
  }
}

/** Undefined: refused, with the faults told. */
type Outcome = 'created' | 'updated' | 'skipped' | undefined

/** What a rule says no to, as a fault of the row. */
function tell({ rule, message, params, field, isWrongValue }: Refusal, refuse: Refuse): undefined {
  const code = isWrongValue && (rule === 'reference_missing' || rule === 'required') ? rule : 'rule'
  return refuse(code, message, field ?? null, null, { ...params, rule })
}

/** A customer named as the parent of another may stand in the same batch: then no second one is made. Name key → id. */
function presetIds(
  plan: ImportPlan & { entity: Entity },
  rows: readonly ReadyRow[],
  resolved: Resolved,
): Map<string, string> {
  const own = new Set(
    rows.flatMap(({ values }) => (typeof values.name === 'string' ? [nameKey(values.name)] : [])),
  )
  const preset = new Map<string, string>()
  for (const make of resolved.make)
    if (make.entity === plan.entity.name && own.has(nameKey(make.name)))
      preset.set(nameKey(make.name), make.id)
  return preset
}
