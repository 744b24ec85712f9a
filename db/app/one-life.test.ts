import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import type { Field } from '../core/field.model'
import type { AnyRecord } from '../core/record.model'
import { write } from '../events/write'
import { askImport } from '../imports/ask-import'
import type { Import } from '../imports/import.model'
import { readImportOf } from '../imports/imports.queries'
import { runImport } from '../imports/run-import'
import { scratchImports } from '../imports/scratch-import'
import { undoImport } from '../imports/undo-import'
import { importEntities } from '../mapping/import-entities.model'
import { csvLine } from '../reading/csv.rules'
import { createRecord } from '../records/create-record'
import type { Entity } from '../records/entity'
import { lockRecords } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { entities } from './entities'

/** The same company, written in one of the ways. */
interface Company {
  /** Who uploads files. */
  asker: Context
  ctx: Context
  /** Three records of each kind, which others refer to. */
  there: Record<string, string[]>
  /** What each wish came to, refused ones by what they were called. */
  refused: string[]
}
type Values = Record<string, unknown>

const clock = handClock('2026-03-01T10:00:00.250Z')
const importable = ({ name }: Entity) => (importEntities as readonly string[]).includes(name)
let database: TestDatabase
let one: Company
let batch: Company
let file: Company
let undone: Company
beforeAll(async () => {
  database = await testDatabase()
  ;[one, batch, file, undone] = (await Promise.all(Array.from({ length: 4 }, found))) as [
    Company,
    Company,
    Company,
    Company,
  ]
}, 120_000)
afterAll(() => database.drop())

/** A company in which every kind of record is there three times, of each kind of choice. */
async function found(): Promise<Company> {
  const own = await testContext(database, { clock })
  const id = crypto.randomUUID()
  // Written as a file is: on somebody's behalf, and of what is over.
  const ctx: Context = {
    ...own,
    actor: { type: 'workflow', id: null, name: 'x' },
    cause: { type: 'import', id, silent: true },
  }
  const there: Record<string, string[]> = { member: [own.access.memberId!] }
  const make = async (entity: Entity): Promise<void> => {
    if (there[entity.name]) return
    const needed = Object.entries(entity.model.fields).filter(([, { traits }]) => traits.required)
    for (const [, { refersTo }] of needed)
      if (refersTo) await make(entities.find(({ name }) => name === refersTo)!)
    there[entity.name] = []
    for (let n = 0; n < 3; n += 1) {
      const values = needed.map(([key, field]) => [
        key,
        field.refersTo ? there[field.refersTo]![0] : valueFor(entity, key, field, `there ${n}`, n, there),
      ])
      there[entity.name]!.push((await createRecord(ctx, entity, Object.fromEntries(values))).id)
    }
  }
  // The frame that records move in comes before them.
  for (const entity of [...entities].sort((a, b) => Number(importable(a)) - Number(importable(b))))
    await make(entity)
  return { asker: own, ctx, there, refused: [] }
}

const at = <T>(all: readonly T[], choice: number): T => all[choice % all.length]!

/** A value of the field; one that no two records may share has the record's own word in it. */
function valueFor(
  entity: Entity,
  key: string,
  { kind, options, refersTo }: Field,
  word: string,
  choice: number,
  there: Company['there'],
): unknown {
  const own = word.replaceAll(' ', '')
  if (key === entity.titleField) return `A ${word}`
  switch (kind) {
    case 'text':
    case 'longText':
      return entity.keys.some(({ field, unique }) => field === key && unique)
        ? own
        : at(['Alpha', 'Beta gamma', 'Łódź'], choice)
    case 'email':
      return `${own}@life.example`
    case 'domain':
      return `${own}.life.example`
    case 'phone':
      return at(['+49 30 1234567', '+48 601 222 333'], choice)
    case 'url':
      return `https://life.example/${choice}`
    case 'country':
      return at(['DE', 'NO', 'SA'], choice)
    case 'language':
      return at(['fr', 'ar'], choice)
    case 'integer':
      return at([0, 7, 40, 101, -3], choice)
    case 'number':
      return choice * 1.5
    case 'boolean':
      return choice % 2 === 0
    case 'date':
      return at(['2026-01-31', '2026-02-28'], choice)
    case 'instant':
      return at(['2026-02-01T10:00:00Z', '2026-02-03T12:00:00.5+02:00', '2026-04-01T00:00:00Z'], choice)
    case 'money':
      return { minor: 1234 * choice, currency: at(['EUR', 'SAR'], choice) }
    case 'select':
      return options?.length ? at(options, choice) : at(['One', 'Other'], choice)
    case 'reference':
      return at(there[refersTo!]!, choice)
  }
}

/** Which fields a wish speaks of, and which of their values it has. */
const wishes = (entity: Entity) => {
  const count = Object.keys(entity.model.fields).length
  const one = fc.record({
    speaks: fc.array(fc.boolean(), { minLength: count, maxLength: count }),
    choice: fc.array(fc.nat(5), { minLength: count, maxLength: count }),
  })
  return fc.array(fc.record({ made: one, changed: one }), { minLength: 4, maxLength: 4 })
}
type Wish = { speaks: boolean[]; choice: number[] }

/** The same values in each company, with the ids of its own. */
function valuesOf(
  entity: Entity,
  { speaks, choice }: Wish,
  word: string,
  there: Company['there'],
  { anew, last }: { anew: boolean; last: boolean },
) {
  const values: Values = {}
  for (const [n, [key, field]] of Object.entries(entity.model.fields).entries()) {
    const isKey = entity.keys.some(rule => rule.field === key && rule.unique)
    if (field.traits.readOnly || (!anew && (isKey || key === entity.titleField))) continue
    // What only one may be, such as the default, the last of a batch becomes: its wishes are made of the records as they were before it.
    const chosen = field.kind === 'boolean' && !anew ? Number(!last) : choice[n]!
    if (speaks[n] || (anew && (field.traits.required || key === 'externalId')))
      values[key] = valueFor(entity, key, field, word, chosen, there)
  }
  return values
}

async function idsOf(
  { ctx }: Company,
  entity: Entity,
  words: readonly string[],
): Promise<Map<string, string>> {
  const rows = await database.owner<{ id: string; title: string }[]>`
    select id, ${database.owner(entity.titleField)} as title from ${database.owner(entity.name)}
    where workspace_id = ${ctx.workspaceId} and deleted_at is null`
  return new Map(
    rows.flatMap(({ id, title }) => (words.includes(title.slice(2)) ? [[title.slice(2), id] as const] : [])),
  )
}

async function byOne(
  company: Company,
  entity: Entity,
  all: Map<string, Values>,
  anew: boolean,
): Promise<void> {
  const ids = await idsOf(company, entity, [...all.keys()])
  for (const [word, values] of all) {
    const id = ids.get(word)
    const work = anew
      ? createRecord(company.ctx, entity, values)
      : id && updateRecord(company.ctx, entity, id, values)
    await Promise.resolve(work).catch(error => {
      if (!(error instanceof Fault)) throw error
      company.refused.push(word)
    })
  }
}

async function byBatch(
  company: Company,
  entity: Entity,
  all: Map<string, Values>,
  anew: boolean,
): Promise<void> {
  const { ctx } = company
  const ids = await idsOf(company, entity, [...all.keys()])
  const words = [...all.keys()].filter(word => anew || ids.has(word))
  const outcomes = await write(ctx, async to => {
    const records = anew ? [] : await lockRecords(to.tx, entity, [...ids.values()])
    const before = new Map(records.map(record => [record.id, record]))
    const asked = words.map(word => ({
      before: anew ? null : before.get(ids.get(word)!)!,
      values: all.get(word)! as Partial<AnyRecord>,
    }))
    return writeBatch(ctx, to, entity, asked)
  })
  for (const [n, outcome] of outcomes.entries()) if (outcome instanceof Fault) company.refused.push(words[n]!)
}

async function byFile(
  company: Company,
  entity: Entity,
  all: Map<string, Values>,
  anew: boolean,
): Promise<string> {
  const own = company.asker
  const keys = [...new Set([...all.values()].flatMap(values => Object.keys(values)))]
  const words = [...all.keys()]
  const rows = [...all.values()].map(values => keys.map(key => cellOf(values[key])))
  const imports = scratchImports(database, own)
  const text = [keys, ...rows].map(row => csvLine(row)).join('')
  const name = entity.name as 'lead'
  const draft = await imports.draft(text, { entity: name })
  const ready = await imports.draft(text, {
    entity: name,
    settings: {
      mode: anew ? 'create' : 'update',
      matchBy: ['externalId'],
      dateOrder: 'ymd',
      decimal: '.',
      defaultCountry: null,
    },
    mapping: draft.mapping.map((column, n) => ({
      ...column,
      field: keys[n]!,
      create: null,
      values: {},
      empty: [],
    })),
  })
  await askImport(own, ready.id, 'start')
  await runImport({ ...(await imports.importContext(ready.id)), clock }, ready.id, { maxMs: 600_000 })
  const done: Import = await readImportOf(own, ready.id)
  expect(done.state).toBe('done')
  const faults = await database.owner<{ row: number; code: string; message: string }[]>`
    select distinct on (row) row, code, message from import_fault where import_id = ${ready.id} order by row, n`
  for (const { row, code, message } of faults) {
    // What is refused is refused by a rule, as by hand, and not because it could not be read.
    expect(['rule', 'reference_missing', 'required'], message).toContain(code)
    company.refused.push(words[row - 2]!)
  }
  return ready.id
}

function cellOf(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  const { minor, currency } = value as { minor: number; currency: string }
  return `${(minor / 100).toFixed(2)} ${currency}`
}

/** All that is in a company, and all that was told of it, with names in the place of ids. */
async function traceOf({ ctx, refused }: Company, without: readonly string[] = []) {
  const names = new Map<string, string>([[ctx.access.memberId!, 'member']])
  const rows: Record<string, AnyRecord[]> = {}
  for (const { name, titleField } of entities) {
    const found = await database.owner<{ row: AnyRecord }[]>`
      select to_jsonb(t) as row from ${database.owner(name)} t where workspace_id = ${ctx.workspaceId}`
    rows[name] = found.map(({ row }) => row)
    for (const row of rows[name]) names.set(row.id, `${name} ${row[titleField]}`)
  }
  const stays = await database.owner`
    select deal_id, stage_id, entered_at, left_at, moved_by from deal_stage_history where workspace_id = ${ctx.workspaceId}`
  const events = await database.owner<{ subjectId: string }[]>`
    select subject_id, kind, before, after, payload, occurred_at from event
    where workspace_id = ${ctx.workspaceId} and subject_type = any(${entities.map(({ name }) => name)}) order by seq`
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
  const plain = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value, (key, inner) =>
        without.includes(key)
          ? undefined
          : // A new card is laid beside the others of its batch.
            key === 'position' && typeof inner === 'number'
            ? Math.round(inner)
            : inner,
      ).replace(uuid, id => names.get(id) ?? '*'),
    )
  const sorted = (all: readonly unknown[]) =>
    all
      .map(plain)
      .map(one => JSON.stringify(one))
      .sort()
  const told = new Map<string, unknown[]>()
  for (const { subjectId, ...event } of events) {
    const subject = names.get(subjectId) ?? '*'
    told.set(subject, [...(told.get(subject) ?? []), plain(event)])
  }
  return {
    rows: Object.fromEntries(Object.entries(rows).map(([name, all]) => [name, sorted(all)])),
    stays: sorted(stays),
    told: Object.fromEntries([...told].sort(([a], [b]) => (a < b ? -1 : 1))),
    refused: [...refused].sort(),
  }
}

let count = 0
for (const entity of entities) {
  test(`what a ${entity.name} becomes is the same by single writes, in a batch and from a file; and an undo takes it back`, async () => {
    await fc.assert(
      fc.asyncProperty(wishes(entity), async drawn => {
        const words = drawn.map(() => `${entity.name} ${++count}`)
        const of = ({ there }: Company, anew: boolean) =>
          new Map(
            drawn.map(({ made, changed }, n) => [
              words[n]!,
              valuesOf(entity, anew ? made : changed, words[n]!, there, {
                anew,
                last: n === drawn.length - 1,
              }),
            ]),
          )
        const fromFile = (company: Company, anew: boolean) => {
          const all = of(company, anew)
          const keyed = [...all].map(([word, values]) => [
            word,
            anew ? values : { externalId: word.replaceAll(' ', ''), ...values },
          ])
          return byFile(company, entity, new Map(keyed as [string, Values][]), anew)
        }
        const has = importable(entity)
        for (const anew of [true, false]) {
          await byOne(one, entity, of(one, anew), anew)
          await byBatch(batch, entity, of(batch, anew), anew)
          // What has no importer comes into the file's company in a batch.
          if (has) await fromFile(file, anew)
          else await byBatch(file, entity, of(file, anew), anew)
          clock.move(86_400_000)
        }
        const expected = await traceOf(one)
        expect(await traceOf(batch)).toEqual(expected)
        if (!has) return
        expect(await traceOf(file)).toEqual(expected)

        await fromFile(undone, true)
        const changing = ['version', 'updated_at', 'updatedAt']
        const before = (await traceOf(undone, changing)).rows
        const id = await fromFile(undone, false)
        await askImport(undone.asker, id, 'undo')
        const imports = scratchImports(database, undone.asker)
        await undoImport({ ...(await imports.importContext(id)), clock }, id, { maxMs: 600_000 })
        expect((await traceOf(undone, changing)).rows).toEqual(before)
      }),
      { numRuns: 2, endOnFailure: true },
    )
  }, 120_000)
}
