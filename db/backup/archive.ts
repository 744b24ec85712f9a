import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { systemClock } from '../core/clock'

/** A file inside a tar archive, and where its bytes lie. */
export interface ArchivePart {
  name: string
  at: number
  bytes: number
}

export interface Written {
  bytes: number
  sha256: string
}

export interface ArchiveWriter {
  /** Adds a file whose length is known only at its end. */
  add(name: string, body: AsyncIterable<Uint8Array>): Promise<Written>
  /** Ends the archive; it is on the disk then. */
  finish(): Promise<void>
  /** Lets go of the file, whatever is in it. */
  close(): Promise<void>
}

// The format (POSIX.1, ustar): blocks of 512 bytes, a header before each file, two empty blocks at the end.
const BLOCK = 512
const nameField = [0, 100] as const
const sizeField = [124, 12] as const
const sumField = [148, 8] as const
const largestOctal = 8 ** 11

/** Begins a tar archive in a new file that only its owner may read. Memory does not grow with it. */
export async function writeArchive(path: string): Promise<ArchiveWriter> {
  const file = await open(path, 'wx', 0o600)
  let end = 0
  const put = async (bytes: Uint8Array) => {
    await writeAll(file, bytes, end)
    end += bytes.length
  }
  return {
    add: async (name, body) => {
      const header = end
      const hash = new Bun.CryptoHasher('sha256')
      await put(new Uint8Array(BLOCK))
      for await (const chunk of body) {
        hash.update(chunk)
        await put(chunk)
      }
      const bytes = end - header - BLOCK
      await put(new Uint8Array((BLOCK - (bytes % BLOCK)) % BLOCK))
      await writeAll(file, headerOf(name, bytes), header)
      return { bytes, sha256: hash.digest('hex') }
    },
    finish: async () => {
      await put(new Uint8Array(2 * BLOCK))
      await file.sync()
    },
    close: () => file.close(),
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
}

function headerOf(name: string, bytes: number): Uint8Array {
  const header = Buffer.alloc(BLOCK)
  header.write(name, ...nameField)
  // Mode, owner and group.
  header.write('0000600\x000000000\x000000000\0', 100)
  if (bytes < largestOctal) header.write(`${bytes.toString(8).padStart(11, '0')}\0`, ...sizeField)
  else {
    // What ustar cannot say, GNU's tar and all since say in binary.
    header[sizeField[0]] = 0x80
    header.writeBigUInt64BE(BigInt(bytes), sizeField[0] + 4)
  }
  const now = Math.floor(systemClock().getTime() / 1000)
  header.write(`${now.toString(8).padStart(11, '0')}\0`, 136)
  // An ordinary file; the format and its version.
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, ...sumField)
  return header
}

/** The sum of a header's bytes, with its own place counted as blanks. */
function sumOf(header: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < BLOCK; at++)
    sum += at >= sumField[0] && at < sumField[0] + sumField[1] ? 0x20 : header[at]!
  return sum
}

/** The files in an archive, or undefined where it is none, or is cut off. */
export async function archiveParts(path: string): Promise<ArchivePart[] | undefined> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const parts: ArchivePart[] = []
    for (let at = 0; at + BLOCK <= size; ) {
      const header = Buffer.alloc(BLOCK)
      await file.read(header, 0, BLOCK, at)
      if (header.every(byte => byte === 0)) return parts
      const bytes = sizeIn(header)
      const sum = Number.parseInt(header.toString('latin1', sumField[0], sumField[0] + 6), 8)
      if (sum !== sumOf(header) || bytes === undefined || at + BLOCK + bytes > size) return undefined
      const name = header.toString('utf8', ...nameField).replace(/\0.*$/s, '')
      parts.push({ name, at: at + BLOCK, bytes })
      at += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK
    }
    return undefined
  } finally {
    await file.close()
  }
}

function sizeIn(header: Buffer): number | undefined {
  if (header[sizeField[0]] === 0x80) return Number(header.readBigUInt64BE(sizeField[0] + 4))
  const octal = header.toString('latin1', sizeField[0], sizeField[0] + 11)
  return /^[0-7]{11}$/.test(octal) ? Number.parseInt(octal, 8) : undefined
}

/** The bytes of one file of an archive, in a stream. */
export const readPart = (path: string, { at, bytes }: ArchivePart): Readable =>
  createReadStream(path, { start: at, end: Math.max(at, at + bytes - 1), highWaterMark: 1 << 20 })
