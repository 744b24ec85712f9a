import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Field } from '../core/field.model'
import { uuidv7 } from '../core/ids'
import { type KeyRule, keyOf, nameKey } from '../core/keys'
import { type AnyRecord, type CustomValues, isPresent } from '../core/record.model'
import type { NewEvent } from '../events/event.model'
import type { ImportFaultCode } from '../mapping/mapping.model'
import { type ReadRow, type RowFault, referenceKey } from '../mapping/row.rules'
import { difference, same } from '../records/columns'
import type { Entity } from '../records/entity'
import { applyRules, contradict, databaseInstant, type RuleFacts } from './apply-rules'
import { rulesInUse } from './find-matches'
import type { Counts } from './import.model'
import type { ImportPlan } from './import-plan'
import type { Resolved } from './resolve-references'

/** A record as it stands after the rows so far. `before` is null for one that this batch makes. */
interface Slot {
  before: AnyRecord | null
  record: AnyRecord
  changed: boolean
}

export interface Folded {
  slots: Slot[]
  events: NewEvent[]
  faults: RowFault[]
  counts: Counts
  /** Steps in the order of the rows: what an entity's `settle` would have seen. */
  steps: { before: AnyRecord | null; after: AnyRecord }[]
}

/**
 * Applies the rows of a batch one after the other to the records they match, in memory: a row that is the same person as an earlier one finds
 * what that one left. Gives the records to write and the events, just as a create or an update per row would have.
 */
export function foldBatch(
  plan: ImportPlan & { entity: Entity },
  rows: readonly ReadRow[],
  matches: readonly AnyRecord[],
  resolved: Resolved,
  facts: RuleFacts,
  asker: { memberId: string | null },
  seenBefore?: (keys: readonly string[], content: string) => 'new' | 'same' | 'changed',
): Folded {
  const { entity, settings } = plan
  const { match, all } = rulesInUse(entity, settings.matchBy)
  const slots = new Map<string, Slot>()
  const byKey = new Map<string, Set<string>>()
  const index = (record: AnyRecord) => {
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
  for (const record of matches) {
    slots.set(record.id, { before: record, record, changed: false })
    index(record)
  }
  const folded: Folded = {
    slots: [],
    events: [],
    faults: [],
    counts: { read: rows.length, created: 0, updated: 0, skipped: 0, refused: 0 },
    steps: [],
  }
  const preset = presetIds(plan, rows, resolved)
  const atBegin: RuleFacts = { ...facts, now: facts.began, today: facts.beganOn }

  for (const [n, row] of rows.entries()) {
    if (row.blank) {
      folded.counts.skipped += 1
      continue
    }
    const faults = [...row.faults]
    const refuse = (
      code: ImportFaultCode,
      message: string,
      field: string | null,
      value: unknown,
      params: Record<string, unknown> = {},
    ) =>
      void faults.push({
        row: row.row,
        column: field && (plan.reader.headerOf(field) ?? field),
        value: value == null ? null : String(value).slice(0, 200),
        code,
        message,
        params,
      })
    const values = prepareValues(plan, row)
    const left = follow(plan, row, values, resolved, refuse)
    const found = faults.length ? null : matchOf(values)
    if (found === 'ambiguous')
      refuse('ambiguous_match', 'This row fits more than one record.', match[0]?.field ?? null, null)
    if (faults.length === 0) {
      const slot = found && found !== 'ambiguous' ? slots.get(found)! : undefined
      const outcome = slot ? updateOne(slot, values, row, n, refuse) : createOne(values, row, n, refuse)
      if (outcome) folded.counts[outcome] += 1
    }
    if (faults.length) folded.counts.refused += 1
    folded.faults.push(...faults, ...(faults.length ? [] : left))
  }
  folded.slots = [...slots.values()].filter(slot => slot.changed)
  return folded

  /** The one record that the row is, by the strongest key that finds any. */
  function matchOf(values: Record<string, unknown>): string | 'ambiguous' | null {
    const hits = new Set<string>()
    for (const rule of match) {
      const key = keyOf(rule, values)
      if (key === null) continue
      let ids = [...(byKey.get(`${rule.field}:${key}`) ?? [])]
      if (!rule.unique) {
        if (hits.size) continue
        ids = ids.filter(
          id =>
            !contradict(entity.keys, (other, of) =>
              keyOf(other, of === 'row' ? values : slots.get(id)!.record),
            ),
        )
      }
      for (const id of ids) hits.add(id)
      if (hits.size > 1) return 'ambiguous'
    }
    return hits.size ? [...hits][0]! : null
  }

  function createOne(values: Record<string, unknown>, row: ReadRow, n: number, refuse: Refuse): Outcome {
    if (settings.mode === 'update') return 'skipped'
    const given: Record<string, unknown> = defaultsOf(entity)
    for (const [key, value] of Object.entries(values))
      if (value !== null && value !== undefined) given[key] = value
    if (given.name === undefined && row.name !== null) given.name = row.name
    for (const [key, field] of Object.entries(entity.model.fields))
      if (field.traits.required && given[key] === undefined)
        refuse('required', `A ${entity.name} needs “${key}”.`, key, null, { field: key })
    const refusal = applyRules(entity.name, null, given, atBegin, n)
    if (refusal)
      refuse(
        refusal.rule === 'reference_missing' ? 'reference_missing' : 'rule',
        refusal.message,
        refusal.field,
        null,
        { rule: refusal.rule },
      )
    if (required(given) || refusal) return undefined
    const seen = seenBefore?.(keysOf(match, given), contentOf(row))
    if (seen && seen !== 'new') return seen === 'same' || settings.mode === 'create' ? 'skipped' : 'updated'
    const id = (preset?.get(nameKey(String(given.name))) as string | undefined) ?? uuidv7()
    if (typeof given.parentId === 'string' && isAbove(id, given.parentId))
      return refuse('rule', 'A customer cannot be part of itself.', 'parentId', null, {
        rule: 'customer.own_ancestor',
      })
    preset?.delete(nameKey(String(given.name)))
    const custom = Object.fromEntries(
      Object.entries(row.custom).filter(([, value]) => value !== null),
    ) as CustomValues
    const record = wholeRecord(entity, id, given, custom, facts.began, asker.memberId)
    slots.set(id, { before: null, record, changed: true })
    index(record)
    folded.events.push({
      kind: `${entity.name}.created`,
      subjectType: entity.name,
      subjectId: id,
      after: difference(null, record).after,
      payload: { version: 1 },
    })
    folded.steps.push({ before: null, after: record })
    return 'created'
  }

  /** Whether a record stands above another that is to become its parent: then it would be part of itself. */
  function isAbove(id: string, parentId: string): boolean {
    let at: string | null = parentId
    for (let depth = 0; at && depth < 100; depth++) {
      if (at === id) return true
      const slot = slots.get(at)
      at = slot ? ((slot.record.parentId as string | null) ?? null) : (facts.parents.get(at) ?? null)
    }
    return false
  }

  function required(given: Record<string, unknown>): boolean {
    return Object.entries(entity.model.fields).some(
      ([key, field]) => field.traits.required && given[key] === undefined,
    )
  }

  function updateOne(
    slot: Slot,
    values: Record<string, unknown>,
    row: ReadRow,
    n: number,
    refuse: Refuse,
  ): Outcome {
    if (settings.mode === 'create') return 'skipped'
    const before = slot.record
    const changes = Object.fromEntries(
      Object.entries(values).filter(([key, value]) => value !== undefined && !same(value, before[key])),
    )
    const custom: CustomValues = { ...before.custom }
    for (const [key, value] of Object.entries(row.custom)) {
      if (value === null) delete custom[key]
      else custom[key] = value
    }
    if (Object.keys(changes).length === 0 && same(custom, before.custom)) return 'skipped'
    const refusal = applyRules(entity.name, before, changes, facts, n, values)
    if (!refusal && Object.keys(changes).length === 0 && same(custom, before.custom)) return 'skipped'
    if (refusal) return refuse('rule', refusal.message, refusal.field, null, { rule: refusal.rule })
    if (typeof changes.parentId === 'string' && isAbove(before.id, changes.parentId))
      return refuse('rule', 'A customer cannot be part of itself.', 'parentId', null, {
        rule: 'customer.own_ancestor',
      })
    const after: AnyRecord = {
      ...before,
      ...changes,
      custom,
      updatedAt: facts.now,
      version: before.version + 1,
    }
    for (const rule of entity.keys) {
      if (!rule.unique) continue
      const key = keyOf(rule, after)
      const others = key === null ? undefined : byKey.get(`${rule.field}:${key}`)
      if (others && [...others].some(id => id !== before.id))
        return refuse(
          'duplicate',
          `Another ${entity.name} has this ${rule.field}.`,
          rule.field,
          after[rule.field],
          { field: rule.field },
        )
    }
    unindex(before)
    slot.record = after
    slot.changed = true
    index(after)
    folded.events.push({
      kind: `${entity.name}.updated`,
      subjectType: entity.name,
      subjectId: after.id,
      ...difference(before, after),
      payload: { version: after.version },
    })
    folded.steps.push({ before, after })
    return 'updated'
  }
}

/** Undefined: refused, with the faults told. */
type Outcome = 'created' | 'updated' | 'skipped' | undefined

type Refuse = (
  code: ImportFaultCode,
  message: string,
  field: string | null,
  value: unknown,
  params?: Record<string, unknown>,
) => undefined

const keysOf = (rules: readonly KeyRule[], values: Record<string, unknown>): string[] =>
  rules.flatMap(rule => {
    const key = keyOf(rule, values)
    return key === null ? [] : [`${rule.field}:${key}`]
  })

const contentOf = (row: ReadRow): string => JSON.stringify([row.values, row.custom, row.references])

/** Values ready to be compared with a stored record's: instants in one writing, national numbers with their country. */
function prepareValues(
  { entity, settings }: ImportPlan & { entity: Entity },
  row: ReadRow,
): Record<string, unknown> {
  const values = { ...row.values }
  for (const [key, value] of Object.entries(values)) {
    const kind = (entity.model.fields[key] as Field | undefined)?.kind
    if (kind === 'instant' && typeof value === 'string') values[key] = databaseInstant(value)
    if (
      kind === 'phone' &&
      typeof value === 'string' &&
      settings.defaultCountry &&
      !values.country &&
      !/^(\+|00)/.test(value)
    ) {
      const parsed = parsePhoneNumberFromString(value, settings.defaultCountry as never)
      // An extension is written as the field takes it.
      if (parsed?.isPossible()) values[key] = parsed.formatInternational().replace(' ext. ', ' x')
    }
  }
  row.values = values
  return values
}

/** Puts ids where the row names records. Gives what was left empty, as warnings. */
function follow(
  plan: ImportPlan,
  row: ReadRow,
  values: Record<string, unknown>,
  resolved: Resolved,
  refuse: Refuse,
): RowFault[] {
  const left: RowFault[] = []
  for (const reference of row.references) {
    const { field, refersTo, name, column } = reference
    const id = resolved.ids.get(refersTo)?.get(referenceKey(reference))
    if (id) {
      values[field] = id
      continue
    }
    const policy = (plan.settings.missing as Record<string, string>)[refersTo] ?? 'refuse'
    if (id === null)
      refuse('reference_ambiguous', `Several are called “${name.slice(0, 80)}”.`, field, name, {
        entity: refersTo,
      })
    else if (policy === 'empty' || policy === 'create')
      left.push({
        row: row.row,
        column,
        value: name.slice(0, 200),
        code: 'reference_left_empty',
        message: `There is no ${refersTo} “${name.slice(0, 80)}”: left empty.`,
        params: { entity: refersTo },
      })
    else
      refuse('reference_missing', `There is no ${refersTo} “${name.slice(0, 80)}”.`, field, name, {
        entity: refersTo,
      })
  }
  return left
}

/** A customer named as the parent of another may stand in the same batch: then no second one is made. Name key → id. */
function presetIds(
  plan: ImportPlan & { entity: Entity },
  rows: readonly ReadRow[],
  resolved: Resolved,
): Map<string, string> | undefined {
  const own = new Set(
    rows.flatMap(row => (typeof row.values.name === 'string' ? [nameKey(row.values.name)] : [])),
  )
  const preset = new Map<string, string>()
  for (const make of resolved.make)
    if (make.entity === plan.entity.name && own.has(nameKey(make.name)))
      preset.set(nameKey(make.name), make.id)
  return preset.size ? preset : undefined
}

const defaultsOf = (entity: Entity): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entity.model.fields).flatMap(([key, { traits }]) =>
      traits.default === undefined ? [] : [[key, traits.default]],
    ),
  )

/** A new record with all its fields, as it would be read back. */
export function wholeRecord(
  entity: Entity,
  id: string,
  values: Record<string, unknown>,
  custom: CustomValues,
  now: string,
  createdBy: string | null,
): AnyRecord {
  const record: Record<string, unknown> = { id }
  for (const [key, field] of Object.entries(entity.model.fields))
    record[key] = values[key] ?? (isPresent(field) ? field.traits.default : null) ?? null
  return {
    ...record,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    createdBy,
    version: 1,
    custom,
  } as AnyRecord
}
