/** First bytes of files that people send for a table and that are none. `PK` alone could be a column's name. */
const signatures: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04], // zip: xlsx, ods, numbers, docx
  [0x50, 0x4b, 0x05, 0x06], // an empty one
  [0xd0, 0xcf, 0x11, 0xe0], // old Excel
  [0x25, 0x50, 0x44, 0x46], // pdf
  [0x89, 0x50, 0x4e, 0x47], // png
  [0xff, 0xd8, 0xff], // jpeg
  [0x47, 0x49, 0x46, 0x38], // gif
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // rar
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], // SQLite
]

/** Whether a file can be separated text, as far as its first few kilobytes tell: no workbook, archive, image, web page or JSON under another name. */
export function isTable(head: Uint8Array): boolean {
  if (signatures.some(signature => signature.every((byte, i) => head[i] === byte))) return false
  const begin = new TextDecoder()
    .decode(head.subarray(0, 200))
    .replace(/^\uFEFF/, '')
    .trimStart()
  return !/^(<!doctype|<html|<\?xml|<table|\{\\rtf|\[?\s*\{\s*")/i.test(begin) && !isBinary(head)
}

/**
 * Zero bytes mean binary, unless they are a few, or stand in every other place, as UTF-16 has them; and so do controls that no program writes into a
 * text. Of random bytes one in thirteen is such a one.
 */
function isBinary(head: Uint8Array): boolean {
  if (head[0] === 0xff && head[1] === 0xfe) return hasControls(new TextDecoder('utf-16le').decode(head))
  if (head[0] === 0xfe && head[1] === 0xff) return hasControls(new TextDecoder('utf-16be').decode(head))
  const zeros = [0, 0]
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const few = Math.max(8, head.length / 50)
  const isWide = zeros.some(count => count > head.length / 4)
  return zeros.every(count => count > few) || (!isWide && hasControls(new TextDecoder('latin1').decode(head)))
}

/** Tabs, line ends, the separators of old databases, escape and end-of-file stand in texts that people send. */
function hasControls(text: string): boolean {
  let controls = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if ((code > 0 && code < 9) || (code > 13 && code < 26)) controls += 1
  }
  return controls > Math.max(2, text.length / 50)
}
