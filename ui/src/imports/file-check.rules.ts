/** Why a file cannot be a table, as far as its first bytes and its size tell. */
export type FileFault = 'empty' | 'tooLarge' | 'notTable'

const signatures: readonly (readonly number[])[] = [
  [0x50, 0x4b], // zip: xlsx, ods, docx
  [0x25, 0x50, 0x44, 0x46], // pdf
  [0xd0, 0xcf, 0x11, 0xe0], // old Excel
  [0x89, 0x50, 0x4e, 0x47], // png
  [0xff, 0xd8, 0xff], // jpeg
  [0x47, 0x49, 0x46, 0x38], // gif
  [0x1f, 0x8b], // gzip
]

/** Refuses before a byte is sent what the server would refuse afterwards. `head` is the first few kilobytes. */
export function fileFault(head: Uint8Array, bytes: number, maxBytes: number): FileFault | undefined {
  if (bytes === 0) return 'empty'
  if (bytes > maxBytes) return 'tooLarge'
  if (signatures.some(signature => signature.every((byte, i) => head[i] === byte))) return 'notTable'
  return isBinary(head) ? 'notTable' : undefined
}

/** Zero bytes mean binary, unless they stand in every other place, as UTF-16 has them. */
function isBinary(head: Uint8Array): boolean {
  const zeros = [0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const few = head.length / 50
  return even > few && odd > few
}

/** `1234567` → 1.2 MB, as file managers count. */
export const sizeOf = (bytes: number): { unit: 'bytes' | 'kb' | 'mb'; n: number } => {
  if (bytes < 1000) return { unit: 'bytes', n: bytes }
  if (bytes < 1_000_000) return { unit: 'kb', n: Math.round(bytes / 1000) }
  return { unit: 'mb', n: Math.round(bytes / 100_000) / 10 }
}
