import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createApiKey } from '../access/create-api-key'
import { identifyKey } from '../access/identify'
import { accessAs, grantOf } from '../access/policy.rules'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { type Action, type ObjectName, type Role, roles } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askImport } from './ask-import'
import { changeImport } from './change-import'
import { checkImport } from './check-import'
import { draftImport } from './draft-import'
import { faultFile } from './fault-file'
import { type Import, type ImportState, importVerbs } from './import.model'
import { importContext } from './import-context'
import { readImportOf } from './imports.queries'
import { runImport } from './run-import'
import { scratchImports } from './scratch-import'
import { undoImport } from './undo-import'

let database: TestDatabase
let admin: Context
const as = {} as Record<Role, Context>
beforeAll(async () => {
  database = await testDatabase()
  admin = await testContext(database)
  for (const role of roles)
    as[role] = await testContext(database, { role, workspaceId: admin.workspaceId, teamId: uuidv7() })
  const pipeline = await createRecord(admin, pipelineEntity, { name: 'Sales', isDefault: true })
  await createRecord(admin, stageEntity, {
    name: 'Open',
    kind: 'open',
    position: 0,
    pipelineId: pipeline.id,
  })
})
afterAll(() => database.drop())

/** What was thrown, as code and rule; undefined when nothing was. */
const refusalOf = async (work: () => Promise<unknown>) => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Fault) return error.code
    throw error
  }
}
const first = async (lines: AsyncGenerator<string>) => {
  for await (const _ of lines) return
}
const files = {
  lead: 'name,e-mail\nAmara,amara@rights.example\n',
  contact: 'first name,last name,e-mail\nAmara,Obi,amara@rights.example\n',
  customer: 'company,website\nRights Ltd,rights.example\n',
  product: 'product,sku\nBolt,B-1\n',
  deal: 'deal name,account,stage\nBig,Alpha Ltd,Open\n',
  activity: 'kind,subject,date\nnote,Called,2026-01-05\n',
  member: 'name,e-mail,role\nAmara,amara@rights.example,rep\n',
} as const
type Entity = keyof typeof files
const entities = Object.keys(files) as Entity[]

/** Brings an import into the state that a verb needs, whoever asks then. */
const stateFor: Record<(typeof importVerbs)[number], ImportState> = {
  check: 'draft',
  start: 'draft',
  pause: 'running',
  resume: 'paused',
  cancel: 'paused',
  undo: 'done',
}
const put = (id: string, state: ImportState) =>
  database.owner`update import set state = ${state}, asked = null, finished_at = now() where id = ${id}`

/** From the policy alone: whether a role may, on every record. */
const may = (role: Role, object: ObjectName, action: Action, scope?: 'all') =>
  scope ? grantOf(role, object)[action] === scope : grantOf(role, object)[action] !== undefined

test('every verb on an import asks for what the import does, of every role and for every kind of record', async () => {
  const imports = scratchImports(database, admin)
  for (const entity of entities) {
    const made = await imports.draft(files[entity], { entity }, `${entity}.csv`)
    const plain: Import = await changeImport(admin, made.id, {
      settings: { missing: { customer: 'empty', product: 'empty', member: 'empty', stage: 'empty' } },
      mapping: made.mapping.filter(column => column.create).map(column => ({ ...column, field: null })),
    })
    for (const mode of ['create', 'update', 'both'] as const)
      for (const role of roles) {
        await put(made.id, 'draft')
        await database.owner`update import set settings = settings || ${database.owner.json({ mode })} where id = ${made.id}`
        const writes =
          may(role, 'import', 'update') &&
          (mode === 'update' || may(role, entity, 'create')) &&
          (mode === 'create' || may(role, entity, 'update', 'all'))
        for (const verb of importVerbs) {
          await put(made.id, stateFor[verb])
          const code = await refusalOf(() => askImport(as[role], plain.id, verb))
          const at = [entity, mode, role, verb]
          expect([...at, code !== 'forbidden']).toEqual([...at, writes])
          // Asked for what is so already, the rights are asked for all the same.
          const again = await refusalOf(() => askImport(as[role], plain.id, verb))
          expect([...at, again !== 'forbidden']).toEqual([...at, writes])
        }
        const touches = may(role, entity, 'create') || may(role, entity, 'update')
        await put(made.id, 'draft')
        const others = {
          change: [
            () => changeImport(as[role], made.id, { name: 'x' }),
            may(role, 'import', 'update') && touches,
          ],
          'take for it': [
            () => changeImport(as[role], made.id, { entity }),
            may(role, 'import', 'update') && touches,
          ],
          draft: [
            () => draftImport(as[role], { fileId: made.fileId, entity }),
            may(role, 'import', 'create') && touches,
          ],
          'fault file': [() => first(faultFile(as[role], made.id)), may(role, 'import', 'read') && touches],
        } as const
        for (const [what, [work, allowed]] of Object.entries(others)) {
          const at = [entity, mode, role, what]
          expect([...at, (await refusalOf(work)) === undefined]).toEqual([...at, allowed])
        }
        if (may(role, 'import', 'update') && touches)
          await database.owner`update import set settings = ${database.owner.json(plain.settings as never)}, mapping = ${database.owner.json(plain.mapping as never)} where id = ${made.id}`
      }
  }
})

test('a marketer, who may write no deal, neither undoes nor stops an import of deals; nor what it made beside its own records', async () => {
  const imports = scratchImports(database, admin)
  const deals = await imports.into(files.deal, { entity: 'deal' }, 'deals.csv')
  expect(deals.counts.created).toBe(1)
  for (const verb of ['undo', 'pause', 'resume', 'cancel'] as const)
    expect(await refusalOf(() => askImport(as.marketer, deals.id, verb))).toBe('forbidden')
  // These leads are the marketer's to make and to archive; the field that came with them is not.
  const leads = await imports.into('name,e-mail,fleet\nKenji,kenji@rights.example,4\n', {}, 'leads.csv')
  expect(leads.mapping.some(column => column.create)).toBe(true)
  expect(await refusalOf(() => askImport(as.marketer, leads.id, 'undo'))).toBe('forbidden')
  const plain = await imports.into('name,e-mail\nPriya,priya@rights.example\n', {}, 'leads.csv')
  expect(await refusalOf(() => askImport(as.marketer, plain.id, 'undo'))).toBeUndefined()
  const mapped = await imports.draft('name,company,e-mail\nX,Y Ltd,x@rights.example\n', { entity: 'contact' })
  expect(mapped.mapping.some(column => column.field === 'customerId')).toBe(true)
  // Its rows would make customers.
  expect(await refusalOf(() => askImport(as.marketer, mapped.id, 'start'))).toBe('forbidden')
})

test('a file is taken for what its reader may import', async () => {
  const file = await scratchImports(database, admin).upload(files.deal, 'deals.csv')
  expect((await draftImport(admin, { fileId: file.id })).entity).toBe('deal')
  const draft = await draftImport(as.marketer, { fileId: file.id })
  expect(['lead', 'contact', 'activity']).toContain(draft.entity)
})

const startedBy = async (asker: Context, email: string) => {
  const imports = scratchImports(database, asker)
  const { id } = await imports.draft(`name,e-mail\nSome One,${email}\n`, {
    settings: { missing: { customer: 'empty', product: 'empty', member: 'empty', stage: 'empty' } },
  })
  await askImport(asker, id, 'start')
  return id
}
const carriedOut = async (id: string) => {
  const ctx = await importContext(database, { workspaceId: admin.workspaceId, importId: id })
  return { ctx, state: await runImport(ctx, id, { maxMs: 60_000 }) }
}

test('an import has the rights of whom it is done for, as they are when it is done', async () => {
  const teamId = uuidv7()
  const asker = await testContext(database, { role: 'manager', workspaceId: admin.workspaceId, teamId })
  const mate = await testContext(database, { role: 'rep', workspaceId: admin.workspaceId, teamId })
  const setRole = (role: Role) =>
    database.owner`update member set role = ${role} where id = ${asker.access.memberId}`
  const done = await carriedOut(await startedBy(asker, 'one@asker.example'))
  expect(done.state).toBe('done')
  expect(done.ctx.access.role).toBe('manager')
  expect([...done.ctx.access.teamMemberIds].toSorted()).toEqual(
    [asker.access.memberId!, mate.access.memberId!].toSorted(),
  )
  // Asked for by a manager who only sells by now.
  const id = await startedBy(asker, 'two@asker.example')
  await setRole('rep')
  expect(await refusalOf(() => carriedOut(id))).toBe('forbidden')
  expect((await readImportOf(admin, id)).counts.created).toBe(0)
  // A rep asks for none.
  expect(
    await refusalOf(() =>
      askImport({ ...asker, access: accessAs('rep', asker.access.memberId) }, id, 'start'),
    ),
  ).toBe('forbidden')
  await setRole('manager')
  expect((await carriedOut(id)).state).toBe('done')
  // Its undo is on behalf of who asks for that.
  await askImport(as.marketer, id, 'undo')
  const undo = await importContext(database, { workspaceId: admin.workspaceId, importId: id }, 'undo')
  expect(undo.access).toMatchObject({ role: 'marketer', memberId: as.marketer.access.memberId })
  await database.owner`update member set role = 'analyst' where id = ${as.marketer.access.memberId}`
  const shrunk = await importContext(database, { workspaceId: admin.workspaceId, importId: id }, 'undo')
  expect(await refusalOf(() => undoImport(shrunk, id, { maxMs: 60_000 }))).toBe('forbidden')
  await database.owner`update member set role = 'marketer' where id = ${as.marketer.access.memberId}`
  expect(await undoImport(undo, id, { maxMs: 60_000 })).toBe('undone')
})

test('one asked for by a person since removed stops, and another goes on with it', async () => {
  const asker = await testContext(database, { role: 'manager', workspaceId: admin.workspaceId })
  const id = await startedBy(asker, 'gone@asker.example')
  await database.owner`update member set deleted_at = now() where id = ${asker.access.memberId}`
  expect(await refusalOf(() => carriedOut(id))).toBe('forbidden')
  await put(id, 'failed')
  await askImport(admin, id, 'resume')
  const { ctx, state } = await carriedOut(id)
  expect([ctx.access.memberId, state]).toEqual([admin.access.memberId, 'done'])
})

test('one asked for by a key has the key’s rights, not those of a manager', async () => {
  const keyOf = async (maker: Context, role: Role) => {
    const { id, secret } = await createApiKey(maker, { name: 'nightly', role })
    const { access } = (await identifyKey(database, secret))!
    return { ...maker, actor: { type: 'key', id, name: 'nightly' }, access } satisfies Context
  }
  const nobodys = await keyOf({ ...admin, access: { ...admin.access, memberId: null } }, 'marketer')
  const first = await carriedOut(await startedBy(nobodys, 'one@key.example'))
  expect(first.ctx.access).toEqual(accessAs('marketer'))
  expect(first.state).toBe('done')
  const maker = await testContext(database, { workspaceId: admin.workspaceId })
  const own = await keyOf(maker, 'marketer')
  const id = await startedBy(own, 'two@key.example')
  // The key is a marketer's, whatever its maker may do; and less where its maker may do less.
  expect((await importContext(database, { workspaceId: admin.workspaceId, importId: id })).access.role).toBe(
    'marketer',
  )
  await database.owner`update member set role = 'read_only' where id = ${maker.access.memberId}`
  expect(await refusalOf(() => carriedOut(id))).toBe('forbidden')
  await database.owner`update member set role = 'admin' where id = ${maker.access.memberId}`
  await database.owner`update api_key set revoked_at = now() where id = ${own.actor.id}`
  expect(await refusalOf(() => carriedOut(id))).toBe('forbidden')
  await put(id, 'checking')
  expect(
    await refusalOf(async () =>
      checkImport(await importContext(database, { workspaceId: admin.workspaceId, importId: id }), id),
    ),
  ).toBe('forbidden')
})
