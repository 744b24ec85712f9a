import { afterAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeArchive } from './archive'
import { type Manifest, parts } from './backup.model'
import { openBackup, sumsText } from './open-backup'

const folder = mkdtempSync(join(tmpdir(), 'sextant-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const known = [100, 200, 300]
const dump = new Uint8Array(3_000).map((_, at) => at % 251)

async function* bytes(of: Uint8Array | string) {
  yield typeof of === 'string' ? new TextEncoder().encode(of) : of
}

/** A whole backup that says this of itself. */
async function written(name: string, wishes: object = {}, names: readonly string[] = []): Promise<string> {
  const path = join(folder, name)
  const [database = parts.database, text = parts.manifest, sums = parts.sums] = names
  const archive = await writeArchive(path)
  const { sha256, bytes: size } = await archive.add(database, bytes(dump))
  const manifest: Manifest = {
    format: 'sextant-backup',
    version: 1,
    takenAt: '2026-11-29T00:00:00.000Z',
    schema: { migrations: 3, latest: 300 },
    postgres: '18.4',
    database: { bytes: size, sha256 },
    rows: { lead: 2 },
    ...wishes,
  }
  const told = await archive.add(text, bytes(JSON.stringify(manifest)))
  await archive.add(sums, bytes(sumsText({ [database]: sha256, [text]: told.sha256 })))
  await archive.finish()
  await archive.close()
  return path
}

test('a whole backup tells what it is, also one of an older schema, and any tar reads it', async () => {
  const { manifest, dump: part } = await openBackup(await written('whole.tar'), known)
  expect(manifest).toMatchObject({ rows: { lead: 2 }, schema: { latest: 300 } })
  expect(part.bytes).toBe(dump.length)
  const older = await written('older.tar', { schema: { migrations: 2, latest: 200 } })
  expect((await openBackup(older, known)).manifest.schema.latest).toBe(200)
  const listed = Bun.spawnSync(['tar', '-tf', join(folder, 'whole.tar')])
  expect(listed.stdout.toString().trim().split('\n')).toEqual(Object.values(parts))
})

test('a backup of which any byte was changed is refused, wherever it lies', async () => {
  const whole = readFileSync(await written('original.tar'))
  const path = join(folder, 'changed.tar')
  const contents = [0, 30, 130, 150, 600, 3_500, 4_100, 4_700, 5_150, 5_700]
  for (const at of contents) {
    const changed = Buffer.from(whole)
    changed[at] = changed[at]! ^ 1
    writeFileSync(path, changed)
    await expect(openBackup(path, known)).rejects.toThrow(/is not whole|is no backup/)
  }
})

test('a backup that was cut off is refused, wherever it was cut', async () => {
  const whole = readFileSync(await written('long.tar'))
  const path = join(folder, 'cut.tar')
  for (const length of [100, 511, 512, 2_000, 3_600, 4_096, 5_000, whole.length - 1_024]) {
    writeFileSync(path, whole.subarray(0, length))
    await expect(openBackup(path, known)).rejects.toThrow(/is not whole/)
  }
})

test.each([
  ['nothing', ''],
  ['a text', 'name,e-mail\nInès,ines@example.com\n'],
  ['zeros', '\0'.repeat(4_096)],
])('%s is no backup', async (_, text) => {
  const path = join(folder, 'foreign')
  writeFileSync(path, text)
  await expect(openBackup(path, known)).rejects.toThrow(/is no backup of Sextant/)
})

test('another archive, a folder and a file that is not there are each told', async () => {
  const other = await written('other.tar', {}, ['photos/1.jpg'])
  await expect(openBackup(other, known)).rejects.toThrow(/is no backup of Sextant/)
  const mixed = await written('mixed.tar', {}, [parts.database, 'notes.txt'])
  await expect(openBackup(mixed, known)).rejects.toThrow(/is not whole/)
  mkdirSync(join(folder, 'below'))
  await expect(openBackup(join(folder, 'below'), known)).rejects.toThrow(/is not a file/)
  await expect(openBackup(join(folder, 'gone.tar'), known)).rejects.toThrow(/cannot be read \(ENOENT\)/)
})

test('a backup of a newer schema, of a newer form, or from before the first release is refused by what to do', async () => {
  const newer = await written('newer.tar', { schema: { migrations: 9, latest: 900 } })
  await expect(openBackup(newer, known)).rejects.toThrow(/newer Sextant.*Update this one first/)
  const form = await written('form.tar', { version: 3 })
  await expect(openBackup(form, known)).rejects.toThrow(/newer Sextant.*Update this one first/)
  const before = await written('before.tar', { schema: { migrations: 1, latest: 5 } })
  await expect(openBackup(before, known)).rejects.toThrow(/before the first release/)
})
