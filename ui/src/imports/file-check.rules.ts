import { isTable } from '@sextant/db/reading/table-file.rules'

/** Why a file cannot be a table, as far as its first bytes and its size tell. */
export type FileFault = 'empty' | 'tooLarge' | 'notTable'

/** Refuses before a byte is sent what the server would refuse afterwards. `head` is the first few kilobytes. */
export function fileFault(head: Uint8Array, bytes: number, maxBytes: number): FileFault | undefined {
  if (bytes === 0) return 'empty'
  if (bytes > maxBytes) return 'tooLarge'
  return isTable(head) ? undefined : 'notTable'
}

/** `1234567` → 1.2 MB, as file managers count. */
export const sizeOf = (bytes: number): { unit: 'bytes' | 'kb' | 'mb'; n: number } => {
  if (bytes < 1000) return { unit: 'bytes', n: bytes }
  if (bytes < 1_000_000) return { unit: 'kb', n: Math.round(bytes / 1000) }
  return { unit: 'mb', n: Math.round(bytes / 100_000) / 10 }
}
