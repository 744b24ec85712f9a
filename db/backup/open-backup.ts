import { stat } from 'node:fs/promises'
import * as v from 'valibot'
import { type ArchivePart, archiveParts, readPart } from './archive'
import { filePart, Manifest, parts } from './backup.model'
import { BackupError } from './backup-error'

/** A backup that is whole. */
export interface Backup {
  manifest: Manifest
  dump: ArchivePart
  /** The bytes of files, by their keys in the store. */
  files: { key: string; part: ArchivePart }[]
}

/**
 * Reads all of a backup and checks it, by its sums and by what it says of itself, before anything is done with it. `known` are the times of this version's
 * migrations. Throws `BackupError`.
 */
export async function openBackup(path: string, known: readonly number[]): Promise<Backup> {
  await refuseNoFile(path)
  const damaged = new BackupError(`${path} is not whole: it was cut off or changed. Take another backup.`)
  const found = await archiveParts(path)
  const [database, ...others] = found ?? []
  const [manifest, sums] = others.slice(-2)
  const bodies = others.slice(0, -2)
  if (!database || database.name !== parts.database) {
    if (await beginsLikeOne(path)) throw damaged
    throw new BackupError(`${path} is no backup of Sextant.`)
  }
  if (
    manifest?.name !== parts.manifest ||
    sums?.name !== parts.sums ||
    bodies.some(({ name }) => !name.startsWith(filePart))
  )
    throw damaged
  const told = sumsIn(await textOf(path, sums))
  for (const part of [database, ...bodies, manifest])
    if ((await sumOf(path, part)) !== told.get(part.name)) throw damaged
  const read = v.safeParse(Manifest, jsonIn(await textOf(path, manifest)))
  if (!read.success)
    throw new BackupError(
      `${path} was taken by a newer Sextant, in a form that this one does not know. Update this one first.`,
    )
  const { schema } = read.output
  if (read.output.database.sha256 !== told.get(parts.database)) throw damaged
  if (bodies.length !== (read.output.files?.count ?? 0)) throw damaged
  if (schema.latest > Math.max(...known))
    throw new BackupError(
      `${path} was taken by a newer Sextant: its database has had ${schema.migrations} migrations, and this one knows ${known.length}. Update this one first.`,
    )
  if (!known.includes(schema.latest))
    throw new BackupError(
      `${path} was taken by a Sextant from before the first release, which this one cannot bring on.`,
    )
  const files = bodies.map(part => ({ key: part.name.slice(filePart.length), part }))
  return { manifest: read.output, dump: database, files }
}

async function refuseNoFile(path: string): Promise<void> {
  const found = await stat(path).catch(error => {
    throw new BackupError(`${path} cannot be read (${error.code}).`)
  })
  if (!found.isFile()) throw new BackupError(`${path} is not a file.`)
}

/** Whether it was begun as one of ours, however it goes on. */
async function beginsLikeOne(path: string): Promise<boolean> {
  const head = await Bun.file(path).slice(0, parts.database.length).text()
  return head === parts.database
}

const textOf = (path: string, { at, bytes }: ArchivePart): Promise<string> =>
  Bun.file(path)
    .slice(at, at + bytes)
    .text()

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The file as `sha256sum` writes and reads it. */
export const sumsText = (sums: Readonly<Record<string, string>>): string =>
  Object.entries(sums)
    .map(([name, sum]) => `${sum}  ${name}\n`)
    .join('')

const sumsIn = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').flatMap(line => {
      const [, sum, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
      return sum && name ? [[name, sum] as const] : []
    }),
  )

async function sumOf(path: string, part: ArchivePart): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  if (part.bytes) for await (const chunk of readPart(path, part)) hash.update(chunk)
  return hash.digest('hex')
}
