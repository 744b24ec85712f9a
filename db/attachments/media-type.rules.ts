import { extensionOf } from './file-name.rules'

/** What a browser may show by itself, as it can do nothing: never a page, a script or a drawing that holds one. */
const shown = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'application/pdf']
export const isShown = (mediaType: string): boolean => shown.includes(mediaType)

/** Of which small pictures are made. */
const pictured = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/tiff']
export const isPictured = (mediaType: string): boolean => pictured.includes(mediaType)

/** What does something when it is opened. */
const active = [
  'text/html',
  'image/svg+xml',
  'application/xml',
  'text/x-shellscript',
  'application/x-msdownload',
  'application/x-elf',
  'application/x-mach-binary',
  'application/x-executable',
  'application/java-vm',
]

/** Endings that promise something which only is looked at, read or heard. */
const passive =
  /^\.(png|jpe?g|gif|webp|avif|heic|bmp|tiff?|ico|pdf|mp3|wav|ogg|flac|m4a|mp4|mov|webm|mkv|avi|docx|xlsx|pptx|odt|ods|odp|rtf)$/

/** Whether a file does something when it is opened, and is called like one that does not: a page that is named as a picture. */
export const isDisguised = (name: string, mediaType: string): boolean =>
  active.includes(mediaType) && passive.test(extensionOf(name))

/** Formats that are a text or a container, and which one is told by the ending alone. */
const byEnding: Record<string, Record<string, string>> = {
  'text/plain': {
    '.csv': 'text/csv',
    '.tsv': 'text/tab-separated-values',
    '.md': 'text/markdown',
    '.ics': 'text/calendar',
    '.vcf': 'text/vcard',
    '.eml': 'message/rfc822',
  },
  'application/x-cfb': {
    '.doc': 'application/msword',
    '.xls': 'application/vnd.ms-excel',
    '.ppt': 'application/vnd.ms-powerpoint',
    '.msg': 'application/vnd.ms-outlook',
  },
}

/** What bytes are, by how they begin. `found` is what their magic number says, where they have one. */
export function mediaTypeOf(name: string, head: Uint8Array, found: string | undefined): string {
  const base = found && found !== 'application/xml' ? found : textOf(head)
  return byEnding[base]?.[extensionOf(name)] ?? base
}

const page =
  /<(!doctype\s+html|html|head|body|script|iframe|style|title|meta|link|form|object|embed|img|a|div|table|p|h1)[\s>/]/i

function textOf(head: Uint8Array): string {
  const text = decoded(head)
  if (text === undefined) return 'application/octet-stream'
  const start = text.trimStart().slice(0, 4096)
  if (start.startsWith('#!')) return 'text/x-shellscript'
  // As a browser would that is let guess: by how it begins.
  if (start.startsWith('<')) {
    if (/<svg[\s>]/i.test(start)) return 'image/svg+xml'
    if (page.test(start)) return 'text/html'
    if (/^<\?xml/i.test(start)) return 'application/xml'
  }
  return /^[[{]/.test(start) && /[}\]"\d]/.test(start) ? 'application/json' : 'text/plain'
}

/** The beginning as text; undefined for what is none. The last character may be cut. */
function decoded(head: Uint8Array): string | undefined {
  const coding =
    head[0] === 0xff && head[1] === 0xfe
      ? 'utf-16le'
      : head[0] === 0xfe && head[1] === 0xff
        ? 'utf-16be'
        : 'utf-8'
  for (let cut = 0; cut < 4; cut += 1)
    try {
      const text = new TextDecoder(coding, { fatal: true }).decode(head.subarray(0, head.length - cut))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text has
      return /[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text
    } catch {
      // The next try leaves out one byte more.
    }
  return looksLatin(head) ? new TextDecoder('windows-1252').decode(head) : undefined
}

/** An old text in one byte a character: no control characters in it. */
const looksLatin = (head: Uint8Array): boolean =>
  head.length > 0 &&
  !head.some(byte => byte < 9 || (byte > 13 && byte < 27) || (byte > 27 && byte < 32) || byte === 127)
