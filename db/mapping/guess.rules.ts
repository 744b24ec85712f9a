import type { Field, FieldKind } from '../core/field.model'
import type { CustomField } from '../fields/custom-field.model'
import type { StageKind } from '../pipelines/pipelines.model'
import { isBelowTable } from '../reading/below-table.rules'
import { orderOf } from '../reading/dates.rules'
import { decimalIn } from '../reading/decimal-mark.rules'
import { countryOf, plain } from '../reading/names-of-places.rules'
import { meansNo, meansNothing, meansYes, readValue, withoutFormulaGuard } from '../reading/values.rules'
import { choiceOf } from './choice.rules'
import { columnReadings, type FileReading } from './column-reading.rules'
import { fieldNamed, nameParts } from './header.rules'
import type { ImportEntity } from './import-entities.model'
import { importTargets, matchFields, mayHaveCustom } from './import-targets.rules'
import { importables } from './importables.rules'
import type { ColumnFound, ColumnMapping, ImportSettings, NewField } from './mapping.model'
import { newFieldKind } from './new-field-kind.rules'
import { freshKey, labelOf, templateFor } from './new-names.rules'
import { isLeadOutcome, leaksOutcome } from './outcome.rules'
import { headerKey } from './synonyms.rules'

/** What the workspace has already, as far as it helps to guess. */
export interface Known {
  custom: readonly Pick<CustomField, 'key' | 'label' | 'kind' | 'options' | 'afterwards'>[]
  stages: readonly { name: string; kind: StageKind }[]
  pipelines: readonly string[]
  currency: string
  /** Where the workspace is: how people write there is proposed where the file does not tell. */
  timeZone: string
}

export interface Guess {
  entity: ImportEntity
  settings: ImportSettings
  mapping: ColumnMapping[]
  columns: ColumnFound[]
}

/** Custom fields that are proposed at most; further unknown columns are left out until somebody asks for them. */
const maxProposed = 120
/** How sure a column is at most whose values can be read in two ways: somebody is asked. */
const mostAsked = 50

/** What each column becomes and how the file is read, from the headers and the first rows. */
export function guessImport(
  entity: ImportEntity,
  headers: readonly string[],
  lines: readonly string[][],
  known: Known,
): Guess {
  const rows = lines.filter(row => !isBelowTable(row, headers.length))
  const values = headers.map((_, i) =>
    rows.flatMap(row =>
      row[i] !== undefined && !meansNothing(row[i]) ? [withoutFormulaGuard(row[i].trim())] : [],
    ),
  )
  // Our own exports have all columns, and leave a cell empty where there is nothing.
  const isOwn = Object.keys(importTargets(entity)).every(key => headers.includes(key))
  const { reading, told, asksOf, readAs: readingAs, customs } = columnReadings(headers, values, known, isOwn)
  // Our own exports name a field of the workspace's own outright.
  const candidates = headers.map((header, i) =>
    header.startsWith('custom.') ? undefined : fieldFor(entity, header, values[i]!, reading),
  )
  const parts = isPerson(entity) ? nameParts(headers) : undefined
  // A name in two columns is made of both; where a third has it whole, the two say nothing new.
  for (const part of parts ? [parts.first, parts.last] : []) candidates[part] = undefined
  const chosen = strongestPerField(candidates)
  const taken = new Set(known.custom.map(field => field.key))
  let proposed = 0
  const mapping: ColumnMapping[] = []
  const columns: ColumnFound[] = []
  for (const [i, header] of headers.entries()) {
    const found = values[i]!
    const distinct = distinctOf(found)
    const readAs = (kind: FieldKind) => readingAs(i, kind)
    const empty = isOwn
      ? []
      : distinctOf(rows.flatMap(row => (row[i]?.trim() && meansNothing(row[i]) ? [row[i].trim()] : [])))
          .filter(word => !(isCode(word) && found.length > 0 && found.every(isCode)))
          .slice(0, 10)
    const base = { column: i, create: null, values: {}, empty, emptyCells: null }
    const leak =
      tellsOutcome(entity, header) ||
      (importables[entity].leaks?.includes(candidates[i]?.field ?? '') ?? false)
    const samples = distinct.slice(0, 5).map(value => value.slice(0, 120))
    const first = rows.slice(0, 5).map(row => (row[i] ?? '').trim().slice(0, 120))
    const column: ColumnFound = {
      column: i,
      header,
      samples,
      first,
      certainty: 0,
      leak,
      known: null,
      unmatched: [],
    }
    columns.push(column)
    const target = chosen.get(i)
    const isPart = i === parts?.first || i === parts?.last
    const isCurrency = i === told && [...chosen.values()].some(({ field }) => isMoney(entity, field))
    if (isPart || isCurrency || (target?.field === 'pipelineId' && isOneUnknown(distinct, known.pipelines))) {
      mapping.push({ ...base, field: null, readAs: readAs('text') })
      continue
    }
    const field = target && importTargets(entity)[target.field]!
    const choice = target && choiceOf(entity, target.field, field!, distinct, known.stages)
    // Where no value of a closed choice is understood, it is another choice of the same name.
    const isOther = choice?.share === 0 && !field!.traits.required
    const isElsewhere = target?.field === 'pipelineId' && areUnknown(distinct, known.pipelines)
    if (target && field && !isOther && !isElsewhere) {
      Object.assign(column, {
        certainty: choice ? Math.round(target.certainty * (0.5 + 0.5 * choice.share)) : target.certainty,
        known: choice?.known ?? null,
        unmatched: choice?.unmatched ?? [],
      })
      mapping.push({
        ...base,
        field: target.field,
        readAs: readAs(field.kind),
        values: choice?.values ?? {},
      })
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
    if (
      header.startsWith('(Do Not Modify)') ||
      !mayHaveCustom(entity) ||
      proposed >= maxProposed ||
      (found.length === 0 && rows.length > 0)
    ) {
      mapping.push({ ...base, field: null, readAs: readAs('text') })
      continue
    }
    proposed += 1
    const likely = newFieldKind(bare, found, reading)
    // That `1,125` is a whole number is a reading of its comma, not a reason for it.
    const isOpen = likely.kind === 'integer' && asksOf(i, 'number') !== undefined
    const kind = isOpen ? { ...likely, kind: 'number' as const } : likely
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
  for (const { column, field, create, readAs } of mapping) {
    const asks = field === null ? undefined : asksOf(column, create?.kind ?? readAs.kind)
    if (asks)
      Object.assign(columns[column]!, { asks, certainty: Math.min(columns[column]!.certainty, mostAsked) })
  }
  const asksMark = columns.some(({ asks }) => asks === 'decimal')
  const fields = new Set(mapping.map(column => column.field))
  return {
    entity,
    mapping,
    columns,
    settings: {
      mode: 'both',
      emptyCells: 'keep',
      automations: 'suppress',
      dateOrder: reading.dateOrder,
      decimal: reading.ofFile ?? (asksMark ? customs.decimal : '.'),
      currency: known.currency,
      timeZone: known.timeZone,
      defaultCountry: null,
      matchBy: [...matchFields(entity)],
      nameTemplate:
        !importTargets(entity).name || fields.has('name')
          ? null
          : parts
            ? `{${headers[parts.first]}} {${headers[parts.last]}}`
            : templateFor(entity, headers, mapping),
      missing: { customer: 'create', product: 'create', member: 'create', stage: 'create' },
      pipelineId: null,
      amountFromProduct:
        'amount' in importTargets(entity) && fields.has('productId') && !fields.has('amount'),
    },
  }
}

const isPerson = (entity: ImportEntity): boolean => importables[entity].isPerson ?? false
const isMoney = (entity: ImportEntity, field: string): boolean =>
  importTargets(entity)[field]?.kind === 'money'

/** A file of one pipeline that is not called so here goes into the one that is; of several they are kept as words. */
const areUnknown = (names: readonly string[], pipelines: readonly string[]): boolean =>
  names.length > 0 && !names.some(name => pipelines.some(known => plain(known) === plain(name)))
const isOneUnknown = (names: readonly string[], pipelines: readonly string[]): boolean =>
  names.length === 1 && areUnknown(names, pipelines)

/** `NA` is no answer among words, and Namibia among the codes of countries. */
const isCode = (value: string): boolean => /^[a-z]{2}$/i.test(value)

interface Candidate {
  field: string
  certainty: number
}

/** An activity has no outcome that is foretold: its length and its result are its own. */
const tellsOutcome = (entity: ImportEntity, header: string): boolean =>
  (importables[entity].foretells ?? true) && leaksOutcome(header)

/** The field that a column's header and values speak for. */
function fieldFor(
  entity: ImportEntity,
  header: string,
  values: readonly string[],
  reading: FileReading,
): Candidate | undefined {
  const targets = importTargets(entity)
  const { outcome } = importables[entity]
  if (outcome && isLeadOutcome(header, distinctOf(values))) return { field: outcome, certainty: 90 }
  const byHeader = fieldNamed(entity, header)
  if (byHeader && targets[byHeader.field]) {
    // A column that is known only afterwards is nobody's ordinary field: it would teach a model the future.
    if (tellsOutcome(entity, header) && !targets[byHeader.field]!.traits.afterwards) return undefined
    if (isNoSuch(targets[byHeader.field]!, values)) return undefined
    const fits = fitOf(targets[byHeader.field]!, values, reading)
    if (values.length === 0) return { field: byHeader.field, certainty: Math.min(byHeader.certainty, 70) }
    if (fits >= (byHeader.certainty >= 95 && unmistakable.has(targets[byHeader.field]!.kind) ? 0.15 : 0.5))
      return { field: byHeader.field, certainty: Math.round(byHeader.certainty * (0.6 + 0.4 * fits)) }
    return undefined
  }
  return byValues(targets, header, values, reading) ?? nameIn(targets, header, values)
}

/** People, leads and deals are found by what is theirs alone, an address or an id: a column of their names would refuse every row. */
const tellsRecords = ({ refersTo }: Field, values: readonly string[]): boolean =>
  !['contact', 'lead', 'deal'].includes(refersTo ?? '') ||
  values.length === 0 ||
  values.filter(value => /@|^\S*\d\S*$/.test(value)).length * 2 >= values.length

/** Whether the values cannot be what the header says: names for keys, profiles for websites, answers for names. */
const isNoSuch = (field: Field, values: readonly string[]): boolean =>
  !tellsRecords(field, values) ||
  isOnePlace(field, values) ||
  (['text', 'reference'].includes(field.kind) &&
    values.length > 1 &&
    values.every(value => value.length > 1 && (meansYes(value) || meansNo(value))))

/** Addresses of many pages on one host, such as profiles of a network, are nobody's website. */
const isOnePlace = ({ kind }: Field, values: readonly string[]): boolean =>
  kind === 'domain' &&
  new Set(values).size > 1 &&
  values.every(value => /^(https?:\/\/)?[^/]+\/\S/.test(value)) &&
  new Set(values.map(value => value.replace(/^https?:\/\//, '').split('/')[0])).size === 1

/** Kinds whose header tells so well what was meant that many wrong cells are just that. */
const unmistakable: ReadonlySet<FieldKind> = new Set(['email', 'phone', 'country', 'date', 'instant'])

/** Without a known header only values that can hardly be anything else decide. */
function byValues(
  targets: Record<string, Field>,
  header: string,
  values: readonly string[],
  reading: FileReading,
): Candidate | undefined {
  if (values.length < 2) return undefined
  const share = (test: (value: string) => boolean) => values.filter(test).length / values.length
  const sure = (field: string, part: number, most: number): Candidate | undefined =>
    targets[field] && part >= 0.8 ? { field, certainty: Math.round(most * part) } : undefined
  return (
    sure(
      'email',
      share(value => /^[^@\s]+@[^@\s]+\.[\p{L}\p{M}]{2,}$/u.test(value)),
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

/** In a file without column names: nearly all different, of two words or more, and letters only. */
function nameIn(
  targets: Record<string, Field>,
  header: string,
  values: readonly string[],
): Candidate | undefined {
  if (!targets.name || !/^Column \d+$/.test(header) || values.length < 2) return undefined
  const words = values.filter(value => /^[\p{L}\p{M}.'’-]+( [\p{L}\p{M}.'’-]+)+$/u.test(value))
  return words.length >= values.length * 0.8 && distinctOf(values).length >= values.length * 0.8
    ? { field: 'name', certainty: 60 }
    : undefined
}

/** Share of the values that the field can hold. References and choices take anything: their match is told apart. */
function fitOf(field: Field, values: readonly string[], reading: FileReading): number {
  if (values.length === 0 || field.kind === 'reference' || field.kind === 'select') return 1
  const own = {
    ...reading,
    dateOrder: orderOf(values) ?? reading.dateOrder,
    decimal: decimalIn(values, { kind: field.kind, ...reading }).mark ?? reading.decimal,
  }
  // A name that is too long is a name all the same, and a fault of its row.
  const fits = (value: string) => {
    const read = readValue(value, field, own)
    return read.ok || read.code === 'max_length'
  }
  return values.filter(fits).length / values.length
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

const distinctOf = (values: readonly string[]): string[] => [...new Set(values)]
