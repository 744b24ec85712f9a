import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { accessAs, grantsOfRole } from '../access/policy.rules'
import type { BlobStore } from '../blobs/blob-store'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { Fault } from '../core/errors'
import { type Grants, roles } from '../core/grants.rules'
import { customerEntity } from '../customers/customers.entity'
import { examineFiles } from '../doctor/file-checks'
import { leadEntity } from '../leads/leads.entity'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { timelineOf } from '../records/timeline.queries'
import { scratchBlobs } from '../testing/scratch-blobs'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { attachFile } from './attach-file'
import { attachmentsOf, downloadOf } from './attachments.queries'
import { removeAttachment, renameAttachment, restoreAttachment } from './change-attachment'
import { clearAttachment, refuseAttachment } from './ready-attachment'
import { sweepAttachments } from './sweep-attachments'

setDefaultTimeout(60_000)

let db: TestDatabase
let ctx: Context
let blobs: BlobStore
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  blobs = scratchBlobs()
})
afterAll(() => db.drop())

const settings = () => ({ blobs, mostBytes: 1000, scans: false })
const bytesOf = (text: string) => new TextEncoder().encode(text)
async function* sent(...pieces: (string | Uint8Array | Error)[]) {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece
    yield typeof piece === 'string' ? bytesOf(piece) : piece
  }
}
const lead = async (by = ctx, values: object = {}) =>
  (await createRecord(by, leadEntity, { name: 'Sara', ...values })).id
const attach = (
  recordId: string,
  name = 'offer.txt',
  body = sent('An offer.'),
  by = ctx,
  more: object = {},
) => attachFile(by, { ...settings(), ...more }, { entity: 'lead', recordId, name }, body)
const list = (recordId: string, by = ctx, removed: 'true' | 'false' = 'false') =>
  attachmentsOf(by, { entity: 'lead', recordId, removed }, 1000)
const names = async (recordId: string, by = ctx) => (await list(recordId, by)).results.map(({ name }) => name)
const refusalOf = async (work: Promise<unknown>) => {
  const fault = await work.then(
    () => undefined,
    error => error,
  )
  if (!(fault instanceof Fault)) throw fault ?? new Error('It was not refused.')
  return fault.details.rule ?? fault.code
}
const kept = async () => (await Array.fromAsync(blobs.list(''))).length
const rows = async () => Number((await db.owner`select count(*)::int as n from attachment`)[0]!.n)
const text = async (id: string, by = ctx) => {
  const { key } = await downloadOf(by, blobs, id, false)
  return Buffer.concat(await Array.fromAsync(blobs.get(key))).toString()
}

test('a file is put on a record, listed, taken, renamed, removed and brought back, and the record tells of it', async () => {
  const id = await lead()
  const file = await attach(id)
  expect(file).toMatchObject({
    name: 'offer.txt',
    bytes: 9,
    mediaType: 'text/plain',
    state: 'ready',
    mayRename: true,
  })
  expect(file.sha256).toBe(new Bun.CryptoHasher('sha256').update('An offer.').digest('hex'))
  expect(await text(file.id)).toBe('An offer.')
  expect((await renameAttachment(ctx, file.id, { name: 'second.txt' }, file.version)).name).toBe('second.txt')
  expect(await refusalOf(renameAttachment(ctx, file.id, { name: 'third.txt' }, file.version))).toBe('stale')
  expect(await refusalOf(renameAttachment(ctx, file.id, { name: ' / ' }))).toBe('attachment.name')
  await removeAttachment(ctx, file.id)
  await removeAttachment(ctx, file.id)
  expect(await names(id)).toEqual([])
  expect(await refusalOf(downloadOf(ctx, blobs, file.id, false))).toBe('not_found')
  expect((await list(id, ctx, 'true')).results.map(({ name }) => name)).toEqual(['second.txt'])
  await restoreAttachment(ctx, file.id)
  expect(await names(id)).toEqual(['second.txt'])
  const { results } = await timelineOf(ctx, leadEntity, id, { limit: 20 })
  const told = (JSON.parse(results) as { kind: string; payload: { name: string } }[]).filter(({ kind }) =>
    kind.startsWith('attachment.'),
  )
  expect(told.map(({ kind, payload }) => `${kind} ${payload.name}`)).toEqual([
    'attachment.restored second.txt',
    'attachment.removed second.txt',
    'attachment.renamed second.txt',
    'attachment.added offer.txt',
  ])
})

test('what breaks off, is empty, disguised, or has no name leaves nothing behind', async () => {
  const id = await lead()
  const before = [await rows(), await kept()]
  await expect(attach(id, 'a.txt', sent('half', new Error('The line broke.')))).rejects.toThrow(
    'The line broke.',
  )
  expect(await refusalOf(attach(id, 'a.txt', sent()))).toBe('attachment.empty')
  expect(await refusalOf(attach(id, '../..', sent('x')))).toBe('attachment.name')
  expect(await refusalOf(attach(id, 'photo.png', sent('<!DOCTYPE html><script>alert(1)</script>')))).toBe(
    'attachment.disguised',
  )
  expect(
    await refusalOf(attach(id, 'photo.jpg', sent('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'))),
  ).toBe('attachment.disguised')
  expect(
    await refusalOf(attach(id, 'report.pdf', sent(new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])))),
  ).toBe('attachment.disguised')
  expect([await rows(), await kept()]).toEqual(before)
  const page = await attach(id, 'page.html', sent('<html><script>alert(1)</script>'))
  expect(page.mediaType).toBe('text/html')
})

test('the limit of a workspace holds over all its files', async () => {
  const by = await testContext(db)
  const id = await lead(by)
  const more = { mostOfWorkspace: 20 }
  await attach(id, 'a.txt', sent('x'.repeat(15)), by, more)
  expect(await refusalOf(attach(id, 'b.txt', sent('x'.repeat(15)), by, more))).toBe('attachment.no_room')
  expect(await names(id, by)).toEqual(['a.txt'])
})

test('nobody takes a file before the scanner has answered; one with a finding is gone', async () => {
  const id = await lead()
  const [good, bad] = [
    await attach(id, 'good.txt', sent('good'), ctx, { scans: true }),
    await attach(id, 'bad.txt', sent('bad'), ctx, { scans: true }),
  ]
  expect(good.state).toBe('quarantined')
  expect(await refusalOf(downloadOf(ctx, blobs, good.id, false))).toBe('attachment.being_checked')
  const before = await kept()
  await clearAttachment(ctx, good.id)
  await refuseAttachment(ctx, blobs, bad.id, 'Eicar')
  expect(await text(good.id)).toBe('good')
  expect(await refusalOf(downloadOf(ctx, blobs, bad.id, false))).toBe('attachment.refused')
  expect(await kept()).toBe(before - 1)
  // A second answer changes nothing.
  await clearAttachment(ctx, bad.id)
  expect((await list(id)).results.map(({ state, finding }) => [state, finding])).toEqual([
    ['refused', 'Eicar'],
    ['ready', null],
  ])
})

test('sight of a file is sight of its record, and of files: for every role', async () => {
  const owner = await testContext(db, { workspaceId: ctx.workspaceId })
  const id = await lead(owner, { ownerId: owner.access.memberId })
  const file = await attach(id, 'secret.txt', sent('secret'), owner)
  for (const role of roles) {
    const by = await testContext(db, { workspaceId: ctx.workspaceId, role })
    const sees = by.access.grants.lead?.read === 'all'
    const changes =
      by.access.grants.lead?.update === 'all' && by.access.grants.attachment?.create !== undefined
    const listed = await names(id, by).catch(error => (error as Fault).code)
    expect([role, listed]).toEqual([role, sees ? ['secret.txt'] : 'not_found'])
    expect([role, await text(file.id, by).catch(error => (error as Fault).code)]).toEqual([
      role,
      sees ? 'secret' : 'not_found',
    ])
    const added = await attach(id, 'b.txt', sent('b'), by).then(
      async ({ id }) => {
        await removeAttachment(ctx, id)
        return 'added'
      },
      error => (error as Fault).code,
    )
    expect([role, added]).toEqual([role, changes ? 'added' : sees ? 'forbidden' : 'not_found'])
    expect([role, sees && (await list(id, by)).mayAdd]).toEqual([role, changes])
  }
  const stranger = await testContext(db)
  expect(await refusalOf(list(id, stranger))).toBe('not_found')
  expect(await refusalOf(downloadOf(stranger, blobs, file.id, false))).toBe('not_found')
  expect(await refusalOf(removeAttachment(stranger, file.id))).toBe('not_found')
})

test('who may not see files, or their own alone, is told of no others in the timeline either', async () => {
  const id = await lead()
  const mine = await testContext(db, { workspaceId: ctx.workspaceId })
  await attach(id, 'theirs.txt')
  await attach(id, 'own.txt', sent('own'), mine)
  const as = (attachment: Grants['attachment']): Context => ({
    ...mine,
    access: accessAs('x', mine.access.memberId, [], { ...grantsOfRole('manager'), attachment }),
  })
  const told = async (by: Context) => {
    const { results } = await timelineOf(by, leadEntity, id, { limit: 20 })
    return (JSON.parse(results) as { payload: { name?: string } }[]).flatMap(
      ({ payload }) => payload.name ?? [],
    )
  }
  expect(await told(as({ read: 'all' }))).toEqual(['own.txt', 'theirs.txt'])
  expect(await told(as({ read: 'own' }))).toEqual(['own.txt'])
  expect(await names(id, as({ read: 'own' }))).toEqual(['own.txt'])
  expect(await told(as(undefined))).toEqual([])
  expect(await refusalOf(list(id, as(undefined)))).toBe('attachment.read')
  const file = (await list(id)).results.find(({ name }) => name === 'theirs.txt')!
  expect(await refusalOf(removeAttachment(as({ read: 'all', archive: 'own' }), file.id))).toBe(
    'attachment.archive.own',
  )
  expect(
    (await list(id, as({ read: 'all', archive: 'own' }))).results.map(({ mayRemove }) => mayRemove),
  ).toEqual([true, false])
})

test('on a record in the bin files are seen and not changed', async () => {
  const { id: recordId } = await createRecord(ctx, customerEntity, { name: 'Gone' })
  const about = { entity: 'customer' as const, recordId }
  const file = await attachFile(ctx, settings(), { ...about, name: 'a.txt' }, sent('a'))
  await archiveRecord(ctx, customerEntity, recordId)
  expect(await attachmentsOf(ctx, { ...about, removed: 'false' }, 1)).toMatchObject({
    mayAdd: false,
    results: [{ mayRemove: false }],
  })
  expect(await refusalOf(removeAttachment(ctx, file.id))).toBe('customer.update')
})

test('what was cut off and what was in the bin for 30 days is cleared away, with its bytes', async () => {
  const by = await testContext(db)
  const id = await lead(by)
  const file = await attach(id, 'old.txt', sent('old'), by)
  await attach(id, 'stays.txt', sent('stays'), by)
  await removeAttachment(by, file.id)
  await inWorkspace(
    by,
    tx => tx`
    insert into attachment (id, workspace_id, entity, record_id, name, blob_key, state, created_at)
    values (gen_random_uuid(), ${by.workspaceId}, 'lead', ${id}, 'cut.txt', ${`${by.workspaceId}/cut`}, 'uploading', now() - interval '2 days')`,
  )
  const sweep = (days: number) =>
    sweepAttachments({ db, clock: () => new Date(Date.now() + days * 86_400_000), blobs })
  expect(await sweep(0)).toMatchObject({ cutOff: 1, purged: 0 })
  expect((await sweep(31)).purged).toBeGreaterThan(0)
  expect(await sweep(31)).toEqual({ cutOff: 0, purged: 0, refused: 0, unfinished: 0 })
  expect(await names(id, by)).toEqual(['stays.txt'])
  expect(await Array.fromAsync(blobs.list(by.workspaceId))).toHaveLength(1)
  expect(
    (
      await db.owner`select count(*)::int as n from event where kind = 'attachment.purged' and workspace_id = ${by.workspaceId}`
    )[0]!.n,
  ).toBe(1)
})

test('the doctor finds files without bytes and bytes without a file, and nothing else', async () => {
  const own = await testDatabase()
  const by = await testContext(own)
  const store = scratchBlobs()
  const recordId = await lead(by)
  const put = (name: string) =>
    attachFile(
      by,
      { blobs: store, mostBytes: 1000, scans: false },
      { entity: 'lead', recordId, name },
      sent('x'),
    )
  const [kept, lost] = [await put('kept.txt'), await put('lost.txt')]
  expect(await examineFiles(own, store, { id: by.workspaceId, slug: 'w' }, 10)).toEqual([])
  await store.drop((await downloadOf(by, store, lost.id, false)).key)
  await store.put(`${by.workspaceId}/strange`, sent('strange'))
  const findings = await examineFiles(own, store, { id: by.workspaceId, slug: 'w' }, 10)
  expect(findings.map(({ check, rows }) => [check, rows])).toEqual([
    ['files have their bytes', [{ id: lost.id, what: 'lost.txt' }]],
    ['bytes belong to a file', [{ id: `${by.workspaceId}/strange`, what: '7 bytes' }]],
  ])
  expect(kept.state).toBe('ready')
  await own.drop()
})
