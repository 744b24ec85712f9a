import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { knownMigrations, migrateDatabase } from '../app/migrate-database'
import { attachFile } from '../attachments/attach-file'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { uploadFile } from '../files/upload-file'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { type PostgresTools, postgresTools } from '../server/postgres-tools'
import { ensureDatabase } from '../server/reach-database'
import { config } from '../testing/config'
import { besideBackup, fingerprintOf } from '../testing/fingerprint'
import { scratchBlobs } from '../testing/scratch-blobs'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase, testPasswords } from '../testing/test-database'
import { testServerUrl } from '../testing/test-postgres'
import { readPart } from './archive'
import { leftOut } from './backup.model'
import { dumpDatabase } from './dump-database'
import { loadDatabase } from './load-database'
import { openBackup } from './open-backup'
import { takeBackup } from './take-backup'

setDefaultTimeout(120_000)

const folder = mkdtempSync(join(tmpdir(), 'sextant-backup-'))
const never = new AbortController().signal
let tools: PostgresTools
let db: TestDatabase
let ctx: Context
const ends: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  tools = await postgresTools(config.cacheFolder, console.warn)
  db = await testDatabase()
  ctx = await testContext(db)
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
afterAll(async () => {
  await db?.drop()
  rmSync(folder, { recursive: true, force: true })
})

/** An empty database, gone after the test; with an owner who has no power beyond it where that is named. */
async function emptyDatabase(owner?: { name: string; password: string }): Promise<string> {
  const server = await testServerUrl()
  const name = `sextant_test_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  const url = new URL(await ensureDatabase(server, name))
  if (owner) await admin.unsafe(`alter database ${name} owner to ${owner.name}`)
  ends.push(async () => {
    await admin.unsafe(`drop database ${name} with (force)`)
    await admin.end()
  })
  return owner ? Object.assign(url, { username: owner.name, password: owner.password }).href : url.href
}

function connectTo(url: string): postgres.Sql {
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  ends.push(() => sql.end({ timeout: 5 }))
  return sql
}

async function* pieces() {
  for (let n = 0; n < 40; n++) yield new Uint8Array(100_000).map((_, at) => (at * n) % 256)
}

/** Writes one record after another, and changes each, until it is told to end. */
function keepWriting(): { end: () => Promise<number> } {
  let isOver = false
  const writing = (async () => {
    let written = 0
    for (; !isOver; written += 1) {
      const { id } = await createRecord(ctx, customerEntity, { name: `Customer ${written} 株式会社` })
      await updateRecord(ctx, customerEntity, id, { name: `Customer ${written} السلام` })
    }
    return written
  })()
  return {
    end: () => {
      isOver = true
      return writing
    },
  }
}

async function restored(path: string, target: string): Promise<void> {
  const { dump, manifest } = await openBackup(path, knownMigrations())
  await loadDatabase(target, tools, readPart(path, dump), manifest, never)
}

test('a database that is written to is backed up as of one moment, and is the same when restored, files and events included', async () => {
  await uploadFile(ctx, { name: 'leads.csv', contentType: 'text/csv' }, pieces())
  await db.owner`
    insert into part_beat (process_id, part, name) values (gen_random_uuid(), 'relay', 'of here')`
  const path = join(folder, 'written-to.tar')
  const writing = keepWriting()
  const [manifest, seen] = await Promise.all([
    takeBackup(path, db.ownerUrl, tools),
    besideBackup(db.owner, tx => fingerprintOf(tx, leftOut)),
  ])
  expect(await writing.end()).toBeGreaterThan(1)
  expect(manifest.rows.customer).toBeGreaterThanOrEqual(0)
  expect(manifest.rows.file_chunk).toBeGreaterThan(1)
  const target = await emptyDatabase()
  await restored(path, target)
  const owner = connectTo(target)
  expect(await fingerprintOf(owner, leftOut)).toEqual(seen)
  // Who ran there does not run here.
  expect(await owner`select 1 from part_beat`).toHaveLength(0)
  const [told] = await owner<{ customers: number; made: number; changed: number }[]>`
    select (select count(*)::int from customer) as customers, count(*) filter (where kind = 'customer.created')::int as made,
      (select coalesce(sum(version - 1), 0)::int from customer) - count(*) filter (where kind = 'customer.updated')::int as changed from event`
  expect(told).toEqual({ customers: told!.made, made: told!.made, changed: 0 })
  // The next start secures it, for every role.
  await migrateDatabase(target, testPasswords)
  const [open] = await owner`
    select count(*)::int as n from pg_class where relname = 'customer' and relrowsecurity and relforcerowsecurity`
  expect(open).toMatchObject({ n: 1 })
})

test('an owner without power beyond the database backs all of it up and restores it, and keeps no sight of it', async () => {
  const owner = { name: `sextant_owner_${process.pid}`, password: 'powerless' }
  const admin = connectTo(await testServerUrl())
  await admin.unsafe(`create role ${owner.name} login createrole password '${owner.password}'`)
  ends.push(() => admin.unsafe(`drop role ${owner.name}`))
  await admin.unsafe(`grant sextant_app, sextant_system to ${owner.name} with admin option, inherit false`)
  const source = await emptyDatabase(owner)
  // Twice, as at each start.
  for (const _ of [1, 2]) await migrateDatabase(source, testPasswords)
  const asSuperuser = Object.assign(new URL(await testServerUrl()), { pathname: new URL(source).pathname })
  const inside = connectTo(asSuperuser.href)
  await inside`
    insert into workspace (id, name, slug, currency, created_at) values (gen_random_uuid(), 'Own', 'own', 'EUR', now())`
  const path = join(folder, 'powerless.tar')
  expect((await takeBackup(path, source, tools)).rows.workspace).toBe(1)
  expect(await inside`select 1 from pg_policies where policyname = 'backup'`).toHaveLength(0)
  expect(await connectTo(source)`select 1 from workspace`).toHaveLength(0)
  const target = await emptyDatabase(owner)
  await restored(path, target)
  await migrateDatabase(target, testPasswords)
})

test('a database that holds something, or is none of Sextant, is refused', async () => {
  const path = join(folder, 'some.tar')
  await takeBackup(path, db.ownerUrl, tools)
  const filled = await emptyDatabase()
  await connectTo(filled)`create table mine (n int)`
  await expect(restored(path, filled)).rejects.toThrow(/holds tables already \(mine\)/)
  const foreign = join(folder, 'foreign.tar')
  await expect(takeBackup(foreign, filled, tools)).rejects.toThrow(/holds no Sextant/)
  await expect(takeBackup(path, db.ownerUrl, tools)).rejects.toThrow(/is there already/)
  await expect(takeBackup(join(folder, 'no', 'where.tar'), db.ownerUrl, tools)).rejects.toThrow(
    /cannot be written \(ENOENT\)/,
  )
  expect(readdirSync(folder)).not.toContain('foreign.tar')
})

test('a backup that is stopped, or whose pg_dump dies, leaves nothing', async () => {
  const below = join(folder, 'stopped')
  mkdirSync(below)
  const path = join(below, 'backup.tar')
  const stop = new AbortController()
  const taking = takeBackup(path, db.ownerUrl, tools, stop.signal)
  await besideBackup(db.owner, async () => stop.abort(new Error('enough')))
  await expect(taking).rejects.toThrow('enough')
  const dying = join(below, 'dies')
  writeFileSync(dying, '#!/bin/sh\necho half of it\necho "pg_dump: error: it died" >&2\nexit 1\n', {
    mode: 0o755,
  })
  await expect(takeBackup(path, db.ownerUrl, { dump: dying })).rejects.toThrow('pg_dump: error: it died')
  expect(readdirSync(below)).toEqual(['dies'])
})

test('a full disk is said, and ends the dump at once', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
  const taking = dumpDatabase(db.ownerUrl, tools, () => Promise.reject(full), never)
  await expect(taking).rejects.toBe(full)
})

test('a dump of which rows are missing is refused by their number', async () => {
  const path = join(folder, 'short.tar')
  await takeBackup(path, db.ownerUrl, tools)
  const { dump, manifest } = await openBackup(path, knownMigrations())
  const told = { rows: { ...manifest.rows, member: 7, tickets: 2 } }
  const target = await emptyDatabase()
  const loading = loadDatabase(target, tools, readPart(path, dump), told, never)
  await expect(loading).rejects.toThrow('member has 1 of 7, tickets has 0 of 2')
})

test('the bytes of files on records are in it, each as its row says, and come back the same', async () => {
  const own = await testContext(db)
  const store = scratchBlobs()
  const lead = await createRecord(own, leadEntity, { name: 'Filed' })
  const attach = async (name: string, body: () => AsyncGenerator<Uint8Array>) => {
    const { id } = await attachFile(
      own,
      { blobs: store, mostBytes: 1e8, scans: false },
      { entity: 'lead', recordId: lead.id, name },
      body(),
    )
    const [row] = await db.owner<{ blobKey: string }[]>`select blob_key from attachment where id = ${id}`
    return row!.blobKey
  }
  const [large, gone, other] = [
    await attach('large.bin', pieces),
    await attach('gone.bin', pieces),
    await attach('other.bin', pieces),
  ]
  await store.drop(gone)
  await store.put(other, one('something else'))
  // Bytes that no row names are none of the database's.
  await store.put(`${own.workspaceId}/stray`, one('stray'))
  const path = join(folder, 'with-files.tar')
  const manifest = await takeBackup(path, db.ownerUrl, tools, never, store)
  expect([manifest.version, manifest.files]).toEqual([2, { count: 1, bytes: 4_000_000, lost: 2 }])
  const { files } = await openBackup(path, knownMigrations())
  expect(files.map(({ key }) => key)).toEqual([large])
  const back = scratchBlobs()
  for (const { key, part } of files) await back.put(key, readPart(path, part))
  expect(await hashOf(back.get(large))).toBe(await hashOf(store.get(large)))
  // A byte of a file that changed in the archive is found before anything is done with it.
  const bytes = readFileSync(path)
  bytes[files[0]!.part.at + 1_234_567]! ^= 1
  writeFileSync(path, bytes)
  await expect(openBackup(path, knownMigrations())).rejects.toThrow(/is not whole/)
  // Without a store of ours it is what it was before.
  const plain = join(folder, 'without-files.tar')
  expect((await takeBackup(plain, db.ownerUrl, tools)).version).toBe(1)
  expect((await openBackup(plain, knownMigrations())).files).toEqual([])
})

async function* one(text: string) {
  yield new TextEncoder().encode(text)
}

async function hashOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const piece of body) hash.update(piece)
  return hash.digest('hex')
}
