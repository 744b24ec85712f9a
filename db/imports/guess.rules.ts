import type { Field, FieldKind } from '../core/field.model'
import type { CustomField } from '../fields/custom-field.model'
import type { StageKind } from '../pipelines/pipelines.model'
import { orderOf, readDay, readInstant } from './dates.rules'
import type { ColumnFound, ColumnMapping, ImportEntity, ImportSettings, NewField } from './import.model'
import { importTargets, matchFields, mayHaveCustom } from './import-targets.rules'
import { countryOf, plain } from './names-of-places.rules'
import { freshKey, labelOf, templateFor } from './new-names.rules'
import { isLeadOutcome, leadStatusOf, leaksOutcome, stageKindOf } from './outcome.rules'
import { headerKey, synonymsOf } from './synonyms.rules'
import {
  decimalOf,
  meansNothing,
  readDecimal,
  readMoney,
  readValue,
  withoutFormulaGuard,
} from './values.rules'

/** What the workspace has already, as far as it helps to guess. */
export interface Known {
  custom: readonly Pick<CustomField, 'key' | 'label' | 'kind' | 'options' | 'afterwards'>[]
  stages: readonly { name: string; kind: StageKind }[]
  currency: string
}

export interface Guess {
  entity: ImportEntity
  settings: ImportSettings
  mapping: ColumnMapping[]
  columns: ColumnFound[]
}

/** Custom fields that are proposed at most; further unknown columns are left out until somebody asks for them. */
const maxProposed = 120

/** What each column becomes and how the file is read, from the headers and the first rows. */
export function guessImport(
  entity: ImportEntity,
  headers: readonly string[],
  rows: readonly string[][],
  known: Known,
): Guess {
  const values = headers.map((_, i) =>
    rows.flatMap(row =>
      row[i] !== undefined && !meansNothing(row[i]) ? [withoutFormulaGuard(row[i].trim())] : [],
    ),
  )
  const dateOrder = orderOf(values.flat()) ?? 'dmy'
  const decimal =
    decimalOf(
      values
        .flat()
        .filter(
          value =>
            /^[^\p{L}]*(\p{Sc}|\p{Lu}{3})?[^\p{L}]*$/u.test(value) && readDay(value, dateOrder) === undefined,
        ),
    ) ?? '.'
  const reading = { dateOrder, decimal, currency: known.currency }
  // Our own exports name a field of the workspace's own outright.
  const candidates = headers.map((header, i) =>
    header.startsWith('custom.') ? undefined : fieldFor(entity, header, values[i]!, reading),
  )
  const chosen = strongestPerField(candidates)
  const taken = new Set(known.custom.map(field => field.key))
  let proposed = 0
  const mapping: ColumnMapping[] = []
  const columns: ColumnFound[] = []
  for (const [i, header] of headers.entries()) {
    const found = values[i]!
    const distinct = distinctOf(found)
    const order = orderOf(found)
    const mark = decimalOf(found)
    const readAs = (kind: FieldKind): ColumnMapping['readAs'] => ({
      kind: kind as ColumnMapping['readAs']['kind'],
      ...((kind === 'date' || kind === 'instant') && order ? { dateOrder: order } : {}),
      ...(['number', 'integer', 'money'].includes(kind) && mark ? { decimal: mark } : {}),
      ...(kind === 'money' ? { currency: known.currency } : {}),
    })
    const empty = distinctOf(
      rows.flatMap(row => (row[i]?.trim() && meansNothing(row[i]) ? [row[i].trim()] : [])),
    ).slice(0, 10)
    const base = { column: i, create: null, values: {}, empty, emptyCells: null }
    const leak = tellsOutcome(entity, header) || (candidates[i]?.field === 'closedOn' && entity === 'deal')
    const samples = distinct.slice(0, 5).map(value => value.slice(0, 120))
    const column: ColumnFound = { column: i, header, samples, certainty: 0, leak, known: null, unmatched: [] }
    columns.push(column)
    const target = chosen.get(i)
    if (target) {
      const field = importTargets(entity)[target.field]!
      const choice = choiceOf(entity, target.field, field, distinct, known)
      Object.assign(column, {
        certainty: choice ? Math.round(target.certainty * (0.5 + 0.5 * choice.share)) : target.certainty,
        known: choice?.known ?? null,
        unmatched: choice?.unmatched ?? [],
      })
      mapping.push({ ...base, field: target.field, readAs: readAs(field.kind), values: choice?.values ?? {} })
      continue
    }
    const bare = header.replace(/^custom\./, '')
    const same = known.custom.find(
      field => headerKey(field.key) === headerKey(bare) || plain(field.label) === plain(bare),
    )
    if (same) {
      mapping.push({ ...base, field: `custom.${same.key}`, readAs: readAs(same.kind) })
      column.certainty = 92
      continue
    }
    if (!mayHaveCustom(entity) || proposed >= maxProposed || (found.length === 0 && rows.length > 0)) {
      mapping.push({ ...base, field: null, readAs: readAs('text') })
      continue
    }
    proposed += 1
    const kind = kindOf(found, reading)
    const key = freshKey(bare, taken)
    const create: NewField = {
      label: labelOf(bare),
      kind: kind.kind,
      ...(kind.kind === 'select' ? { options: [] } : {}),
      afterwards: leak,
    }
    mapping.push({ ...base, field: `custom.${key}`, create, readAs: readAs(kind.kind) })
    column.certainty = kind.certainty
  }
  const fields = new Set(mapping.map(column => column.field))
  return {
    entity,
    mapping,
    columns,
    settings: {
      mode: 'both',
      emptyCells: 'keep',
      automations: 'suppress',
      dateOrder,
      decimal,
      currency: known.currency,
      defaultCountry: null,
      matchBy: [...matchFields[entity]],
      nameTemplate:
        importTargets(entity).name && !fields.has('name') ? templateFor(entity, headers, mapping) : null,
      missing: { customer: 'create', product: 'create', member: 'create', stage: 'create' },
      pipelineId: null,
      amountFromProduct: entity === 'deal' && fields.has('productId') && !fields.has('amount'),
    },
  }
}

interface Candidate {
  field: string
  certainty: number
}

/** An activity has no outcome that is foretold: its length and its result are its own. */
const tellsOutcome = (entity: ImportEntity, header: string): boolean =>
  entity !== 'activity' && leaksOutcome(header)

/** The field that a column's header and values speak for. */
function fieldFor(
  entity: ImportEntity,
  header: string,
  values: readonly string[],
  reading: Parameters<typeof readValue>[2],
): Candidate | undefined {
  const targets = importTargets(entity)
  if (entity === 'lead' && isLeadOutcome(header, distinctOf(values)))
    return { field: 'status', certainty: 90 }
  const byHeader = synonymsOf(entity).get(headerKey(header))
  if (byHeader && targets[byHeader.field]) {
    // A column that is known only afterwards is nobody's ordinary field: it would teach a model the future.
    if (tellsOutcome(entity, header) && !targets[byHeader.field]!.traits.afterwards) return undefined
    const fits = fitOf(targets[byHeader.field]!, values, reading)
    if (values.length === 0) return { field: byHeader.field, certainty: Math.min(byHeader.certainty, 70) }
    if (fits >= 0.5)
      return { field: byHeader.field, certainty: Math.round(byHeader.certainty * (0.6 + 0.4 * fits)) }
    return undefined
  }
  return byValues(targets, header, values, reading)
}

/** Without a known header only values that can hardly be anything else decide. */
function byValues(
  targets: Record<string, Field>,
  header: string,
  values: readonly string[],
  reading: Parameters<typeof readValue>[2],
): Candidate | undefined {
  if (values.length < 2) return undefined
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length
  const sure = (field: string, part: number, most: number): Candidate | undefined =>
    targets[field] && part >= 0.8 ? { field, certainty: Math.round(most * part) } : undefined
  return (
    sure(
      'email',
      share(value => /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(value)),
      92,
    ) ??
    sure(
      'phone',
      share(value => /^\+\d[\d\s().-]{7,}$/.test(value)),
      85,
    ) ??
    sure(
      targets.website ? 'website' : 'domain',
      share(value =>
        /^(https?:\/\/)?(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|io|co|de|fr|es|pl|sa|ae|uk|eu)(\/\S*)?$/i.test(
          value,
        ),
      ),
      82,
    ) ??
    (/lead|deal|^$/i.test(header)
      ? undefined
      : sure(
          'country',
          share(
            value =>
              value.length > 3 &&
              countryOf(value) !== undefined &&
              readValue(value, targets.country ?? { kind: 'country', schema: targets.name!.schema }, reading)
                .ok,
          ),
          80,
        ))
  )
}

/** Share of the values that the field can hold. References and choices take anything: their match is told apart. */
function fitOf(field: Field, values: readonly string[], reading: Parameters<typeof readValue>[2]): number {
  if (values.length === 0 || field.kind === 'reference' || field.kind === 'select') return 1
  const own = {
    ...reading,
    dateOrder: orderOf(values) ?? reading.dateOrder,
    decimal: decimalOf(values) ?? reading.decimal,
  }
  return values.filter(value => readValue(value, field, own).ok).length / values.length
}

function strongestPerField(candidates: readonly (Candidate | undefined)[]): Map<number, Candidate> {
  const best = new Map<string, number>()
  for (const [i, candidate] of candidates.entries()) {
    if (!candidate) continue
    const other = best.get(candidate.field)
    if (other === undefined || candidates[other]!.certainty < candidate.certainty)
      best.set(candidate.field, i)
  }
  return new Map([...best.values()].map(i => [i, candidates[i]!]))
}

/** How the values of a choice are understood: a status by its words, a stage by its name and else by its kind. */
function choiceOf(
  entity: ImportEntity,
  key: string,
  field: Field,
  distinct: readonly string[],
  known: Known,
) {
  if (distinct.length > 60) return undefined
  const values: Record<string, string> = {}
  let understood: (value: string) => string | undefined
  if (entity === 'lead' && key === 'status')
    understood = value => field.options?.find(option => plain(option) === plain(value)) ?? leadStatusOf(value)
  else if (key === 'stageId')
    understood = value => {
      const kind = stageKindOf(value)
      return (
        known.stages.find(stage => plain(stage.name) === plain(value))?.name ??
        (kind === 'open' ? undefined : known.stages.find(stage => stage.kind === kind)?.name)
      )
    }
  else if (field.kind === 'select' && !('pipe' in field.schema))
    understood = value => field.options?.find(option => plain(option) === plain(value))
  else return undefined
  const unmatched: string[] = []
  for (const value of distinct) {
    const meant = understood(value)
    if (meant === undefined) unmatched.push(value)
    else if (meant !== value) values[value] = meant
  }
  const matched = distinct.length - unmatched.length
  // A stage that is not known is made, so it needs no match.
  const share = key === 'stageId' || distinct.length === 0 ? 1 : matched / distinct.length
  return {
    values,
    unmatched: key === 'stageId' ? [] : unmatched,
    share,
    known: { of: distinct.length, matched },
  }
}

/** The kind of a new field, from its values alone. */
function kindOf(
  values: readonly string[],
  reading: Parameters<typeof readValue>[2],
): { kind: NewField['kind']; certainty: number } {
  const share = (test: (value: string) => boolean) =>
    values.length ? values.filter(test).length / values.length : 0
  const distinct = distinctOf(values).length
  const decimal = decimalOf(values) ?? reading.decimal
  const order = orderOf(values) ?? reading.dateOrder
  const words = distinctOf(values.map(value => value.toLowerCase()))
  if (
    words.length >= 1 &&
    words.length <= 2 &&
    words.every(word =>
      [
        'yes',
        'no',
        'true',
        'false',
        'oui',
        'non',
        'ja',
        'nein',
        'tak',
        'nie',
        'sí',
        'si',
        'نعم',
        'لا',
      ].includes(word),
    )
  )
    return { kind: 'boolean', certainty: 95 }
  const whole = share(value => /^-?\d+$/.test(readDecimal(value, decimal) ?? 'x'))
  if (whole === 1 && values.length)
    return {
      kind: /^0\d/.test(values.find(value => /^0\d/.test(value)) ?? '') ? 'text' : 'integer',
      certainty: 90,
    }
  const numeric = share(value => readDecimal(value.replace(/%$/, ''), decimal) !== undefined)
  if (numeric >= 0.98) return { kind: 'number', certainty: 90 }
  if (share(value => readMoney(value, decimal, 'EUR') !== undefined && /\d/.test(value)) >= 0.98)
    return { kind: 'text', certainty: 60 }
  if (share(value => readDay(value, order) !== undefined) >= 0.98) return { kind: 'date', certainty: 88 }
  if (share(value => readInstant(value, order) !== undefined) >= 0.98)
    return { kind: 'instant', certainty: 88 }
  if (numeric >= 0.8 && values.length >= 5)
    return { kind: whole >= 0.8 ? 'integer' : 'number', certainty: 60 }
  if (distinct <= 25 && values.length >= distinct * 3 && share(value => value.length <= 60) === 1)
    return { kind: 'select', certainty: 82 }
  if (share(value => value.length > 200) > 0) return { kind: 'longText', certainty: 75 }
  return { kind: 'text', certainty: 75 }
}

const distinctOf = (values: readonly string[]): string[] => [...new Set(values)]
