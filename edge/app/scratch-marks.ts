import { entities } from '@sextant/db/app/entities'
import { type Field, text } from '@sextant/db/core/field.model'
import { askImport } from '@sextant/db/imports/ask-import'
import { checkImport } from '@sextant/db/imports/check-import'
import { importContext } from '@sextant/db/imports/import-context'
import { runImport } from '@sextant/db/imports/run-import'
import { importEntities } from '@sextant/db/mapping/import-entities.model'
import { saveVersion } from '@sextant/db/models/save-version'
import { scratchCard } from '@sextant/db/models/scratch-card'
import { csvLine } from '@sextant/db/reading/csv.rules'
import type { Entity } from '@sextant/db/records/entity'
import type { TestDatabase } from '@sextant/db/testing/test-database'
import { models } from '@sextant/ml/app/models'
import { oneOfEach } from './scratch-records'
import type { TestAsker, TestDoor } from './test-door'

const kept = (importEntities as readonly string[]).filter(name => name !== 'member')
/** Kinds that people keep, which come from files too. */
export const keeps = ({ name }: Entity) => kept.includes(name)

/** A value that stands nowhere else, of a field that can have one; undefined for choices, days and references. */
function markOf(
  entity: Entity,
  key: string,
  field: Field,
  n: number,
): { value: unknown; mark: string } | undefined {
  const mark = `zq${entity.name}${key.toLowerCase().replace('.', '')}qz`
  const number = 914_730_000 + n
  switch (field.kind) {
    case 'text':
    case 'longText':
      return { value: mark, mark }
    case 'email':
      return { value: `${mark}@mark.example`, mark }
    case 'domain':
      return { value: `${mark}.example`, mark }
    case 'phone':
      return { value: `+49 30 ${number}`, mark: String(number) }
    case 'integer':
      return { value: number, mark: String(number) }
    case 'money':
      return { value: { minor: number * 100, currency: 'EUR' }, mark: String(number) }
    default:
      return undefined
  }
}

export interface Marked {
  entity: Entity
  key: string
  field: Field
  value: unknown
  mark: string
}

/** Said of a deal that is closed only. */
const told = ['closeReason', 'closeNote']

/** The key of a field of the workspace's own that each kind is given. */
const ownKey = 'marked'

/** Every field of theirs that can have a value that stands nowhere else, with that value. */
export const marked: Marked[] = entities.filter(keeps).flatMap((entity, row) =>
  Object.entries<Field>({ ...entity.model.fields, [`custom.${ownKey}`]: text() }).flatMap(
    ([key, field], column) => {
      const place = 100 * row + column
      if (key === entity.titleField || field.traits.readOnly || key === 'foundedYear' || told.includes(key))
        return []
      const made = markOf(entity, key, field as Field, place)
      return made ? [{ entity, key, field: field as Field, ...made }] : []
    },
  ),
)
export const marksOf = ({ name }: Entity) => marked.filter(({ entity }) => entity.name === name)

/** The marks as values of a record. */
export const valuesOf = (marks: readonly Marked[]): Record<string, unknown> => {
  const own = marks.filter(({ key }) => key.startsWith('custom.'))
  return {
    ...Object.fromEntries(marks.filter(one => !own.includes(one)).map(({ key, value }) => [key, value])),
    custom: Object.fromEntries(own.map(({ key, value }) => [key.slice('custom.'.length), value])),
  }
}

/** The ids of the records that hold the marks, by area, and of the other things that routes ask for. */
export interface Places {
  ids: Record<string, string>
  others: Record<string, string>
}

interface Placing extends Places {
  database: TestDatabase
  door: TestDoor
  admin: TestAsker
  /** Asks with success. */
  ask(method: string, path: string, body?: unknown): Promise<Record<string, string>>
}

/** Puts each mark wherever a value of its field can stand: in a record, its history, a bulk change, a file and what a model says. */
export async function putMarks(database: TestDatabase, door: TestDoor, admin: TestAsker): Promise<Places> {
  const ids = await oneOfEach((path, body) => door.ask(admin, 'POST', path, body), 'Seen by all')
  const ask: Placing['ask'] = async (method, path, body) => {
    const answer = await door.ask(admin, method, path, body)
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${text}`)
    return JSON.parse(text) as Record<string, string>
  }
  const placing: Placing = { database, door, admin, ids, others: {}, ask }
  for (const { name } of entities.filter(keeps))
    await ask('POST', '/crm/fields', { entity: name, key: ownKey, label: 'Marked', kind: 'text' })
  for (const entity of entities.filter(keeps)) await put(placing, entity)
  for (const entity of entities.filter(keeps)) await attach(placing, entity)
  for (const entity of entities.filter(keeps)) await inFile(placing, entity)
  for (const { name, entity } of models) await inModel(placing, name, entity)
  return placing
}

/** What a file on the record of a kind is called, which says as much as a value. */
export const fileMarkOf = ({ name }: Entity): string => `zq${name}filenameqz`

/** On a record, in its history, and once more in the bin under another name. */
async function attach({ door, admin, ids, ask }: Placing, entity: Entity) {
  const mark = fileMarkOf(entity)
  for (const isGone of [false, true]) {
    const query = new URLSearchParams({
      entity: entity.name,
      recordId: ids[entity.area]!,
      name: `${mark}.txt`,
    })
    const answer = await door.app.request(`/crm/attachments?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${admin.key}` },
      body: 'Words.',
    })
    const { id } = (await answer.json()) as { id: string }
    if (answer.status !== 201) throw new Error(`No file on ${entity.name}: ${answer.status}`)
    if (!isGone) continue
    await ask('PATCH', `/crm/attachments/${id}`, { name: `${mark} again.txt` })
    await door.ask(admin, 'DELETE', `/crm/attachments/${id}`)
  }
}

/** In the record, in its history, and in a bulk change. */
async function put({ ids, others, ask }: Placing, entity: Entity) {
  const id = ids[entity.area]!
  await ask('PATCH', `/crm/${entity.area}/${id}`, valuesOf(marksOf(entity)))
  const shared = marksOf(entity).filter(({ key }) => !entity.keys.some(({ field }) => field === key))
  const bulk = await ask('POST', '/crm/bulk', {
    entity: entity.name,
    verb: 'update',
    values: valuesOf(shared),
    ids: [id],
  })
  others.bulk = bulk.id!
}

const written = ({ value, field }: Marked): string =>
  field.kind === 'money' ? `${(value as { minor: number }).minor / 100} EUR` : String(value)

/** In a file: in its samples, in the values of a match, and in what is wrong with it, checked and done. */
async function inFile({ database, door, admin, others, ask }: Placing, entity: Entity) {
  const fields = marksOf(entity)
  const header = [entity.titleField, ...fields.map(({ key }) => key), 'unknown to all']
  const own = entity.name === 'activity' ? ['kind'] : []
  const line = (name: string, cell: (one: Marked) => string, more: string) =>
    csvLine([name, ...fields.map(cell), more, ...own.map(() => 'note')])
  const content = [
    csvLine([...header, ...own]),
    line('From a file', written, `zq${entity.name}unmappedqz`),
    // Wrong in every column that can be.
    line('Wrong', one => `${one.mark} @@ ${one.mark}`, ''),
  ].join('')
  const upload = await door.ask(admin, 'POST', `/crm/files?name=${entity.area}.csv`, content, {
    'content-type': 'text/csv',
  })
  const { id: fileId } = (await upload.json()) as { id: string }
  const draft = await ask('POST', '/crm/imports', { fileId, entity: entity.name })
  const columns = (draft as unknown as { mapping: { column: number }[] }).mapping
  await ask('PATCH', `/crm/imports/${draft.id}`, {
    mapping: columns.map((column, at) => {
      const field = [...header, ...own][at]!
      const one = fields.find(({ key }) => key === field)
      return {
        ...column,
        field: field === 'unknown to all' ? null : field,
        create: null,
        ...(one ? { values: { [`${one.mark} was`]: 'x' }, empty: [`${one.mark} is none`] } : {}),
      }
    }),
  })
  const context = () => importContext(database, { workspaceId: admin.workspaceId, importId: draft.id! })
  await askImport(admin, draft.id!, 'check')
  await checkImport(await context(), draft.id!)
  await askImport(admin, draft.id!, 'start')
  await runImport(await context(), draft.id!, { maxMs: 60_000 })
  others[`imports ${entity.name}`] = draft.id!
}

/** In what a model says: of a score, how it came about, and of what it doubts. */
async function inModel({ database, admin, ids, ask }: Placing, model: string, entity: Entity) {
  const doubted = marksOf(entity)
  const signs = (value: string) => [
    {
      code: 'suspect.value_positive' as const,
      params: { value, share: 1, rows: 40 },
      text: `Where it is “${value}”`,
    },
  ]
  const suspects = doubted.map(({ key, mark }) => ({
    key,
    label: key,
    auc: 0.8,
    error: 0.01,
    filled: { positive: 1, negative: 0 },
    filledWhen: null,
    signs: signs(mark),
    left: false,
    likely: true,
  }))
  const { id: trainingId } = await ask('POST', `/crm/models/${model}/train`)
  await saveVersion(admin, {
    trainingId: trainingId!,
    model,
    state: 'ready',
    card: { ...scratchCard, suspects },
    artifact: { prior: 0.5, predictor: { kind: 'net' }, rows: 1, positives: 1, spec: { minimumPerClass: 1 } },
    contest: null,
  })
  const [version] = await database.owner<{ id: string; version: number }[]>`
    update model_version set alias = 'champion' where model = ${model} and workspace_id = ${admin.workspaceId} returning id, version`
  const parts = doubted.map(({ key, mark }) => [key, 1, mark])
  const reasons = doubted.map(({ key, mark }) => ({ feature: key, label: key, points: 1, value: mark }))
  const subject = ids[entity.area]!
  await database.owner`
    insert into score (workspace_id, subject_type, subject_id, model, version_id, score, probability, base, reasons, others_count, others_points, scored_at)
    values (${admin.workspaceId}, ${entity.name}, ${subject}, ${model}, ${version!.id}, 50, 0.5, 50, ${database.owner.json(reasons as never)}, 0, 0, now())
    on conflict do nothing`
  await database.owner`
    insert into event (id, workspace_id, kind, subject_type, subject_id, actor_type, actor_name, occurred_at, payload, before, after)
    values (gen_random_uuid(), ${admin.workspaceId}, ${`${entity.name}.scored`}, ${entity.name}, ${subject}, 'system', 'x', now(),
      ${database.owner.json({ version: version!.version, base: 50, parts, others: 0 } as never)}, ${database.owner.json({ score: null })}, ${database.owner.json({ score: 50 })})`
}
