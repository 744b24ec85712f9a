import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

/** A file inside a zip archive: its name there, and where its bytes lie. */
export type ZipMember = { name: string; deflated: boolean; packedBytes: number; headerAt: number }

// The records of the format (APPNOTE.TXT 4.3): what they begin with, and how long they are without their names.
const END = 0x06054b50
const END_BYTES = 22
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const HEADER_BYTES = 30
const LONGEST_COMMENT = 65_535

/** The files in an archive. Throws an Error when it is none, or was cut off. Archives over 4 GB are not read. */
export async function zipMembers(archive: string): Promise<ZipMember[]> {
  const file = Bun.file(archive)
  const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT)
  const tail = Buffer.from(await file.slice(tailAt).arrayBuffer())
  let end = tail.length - END_BYTES
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--
  if (end < 0) throw new Error(`${archive} is no whole zip archive.`)
  const listAt = tail.readUInt32LE(end + 16)
  const list = Buffer.from(await file.slice(listAt, listAt + tail.readUInt32LE(end + 12)).arrayBuffer())
  const members: ZipMember[] = []
  for (let at = 0; at + ENTRY_BYTES <= list.length && list.readUInt32LE(at) === ENTRY; ) {
    const nameBytes = list.readUInt16LE(at + 28)
    members.push({
      name: list.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
      deflated: list.readUInt16LE(at + 10) !== 0,
      packedBytes: list.readUInt32LE(at + 20),
      headerAt: list.readUInt32LE(at + 42),
    })
    at += ENTRY_BYTES + nameBytes + list.readUInt16LE(at + 30) + list.readUInt16LE(at + 32)
  }
  return members
}

/** Writes one file of an archive to `target`, in a stream: a program of 150 MB is never in memory as a whole. */
export async function unpackMember(archive: string, member: ZipMember, target: string): Promise<void> {
  const { headerAt, packedBytes } = member
  const header = Buffer.from(
    await Bun.file(archive)
      .slice(headerAt, headerAt + HEADER_BYTES)
      .arrayBuffer(),
  )
  const start = headerAt + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = createReadStream(archive, { start, end: start + packedBytes - 1 })
  const out = createWriteStream(target)
  await (member.deflated ? pipeline(packed, createInflateRaw(), out) : pipeline(packed, out))
}
