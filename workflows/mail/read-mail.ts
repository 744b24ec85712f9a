import { createHash } from 'node:crypto'
import type { MailAddress, ProposedMeeting } from '@sextant/db/conversations/conversations.model'
import type { IncomingMail } from '@sextant/db/conversations/incoming.model'
import { convert } from 'html-to-text'
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { proposedMeeting } from './proposed-meeting'
import { safeHtml } from './safe-html'
import { splitQuoted } from './split-quoted'

/** A mail that was read, with what came along still in memory. */
export interface ReadMail extends Omit<IncomingMail, 'attachments' | 'source'> {
  attachments: {
    name: string
    mediaType: string
    contentId: string | null
    sha256: string
    content: Uint8Array
  }[]
}

const longestText = 200_000
const longestHtml = 1_000_000
/** More are no mail that a person answers. */
const mostReferences = 100
const mostAttachments = 200
/** Nobody has sent a mail before; and none is from tomorrow. */
const firstMail = Date.UTC(1995, 0, 1)
const dayMs = 86_400_000

/**
 * Reads a mail of any age. `at` is when it came, by our own server; what it says of itself is only believed where it can be. What is wrong in it is mended or left out, never
 * thrown: text that is declared in the wrong charset, no sender, no date, parts in parts. Throws where it is no mail at all.
 */
export async function readMail(source: Uint8Array, at: string): Promise<ReadMail> {
  const mail = await PostalMime.parse(source, { attachmentEncoding: 'arraybuffer', maxNestingDepth: 100 })
  const html = mail.html ? mended(mail.html) : undefined
  const written = mail.text?.trim() ? mended(mail.text) : html ? textOf(html) : ''
  const { text, quoted } = splitQuoted(clean(written).slice(0, longestText))
  const safe = html && html.length <= longestHtml ? safeHtml(clean(html).trim()) : undefined
  const calendar = mail.attachments.find(({ mimeType }) => mimeType === 'text/calendar')
  const messageId = idsIn(mail.messageId)[0] ?? null
  return {
    messageId,
    inReplyTo: idsIn(mail.inReplyTo)[0] ?? null,
    references: idsIn(mail.references).slice(-mostReferences),
    from: peopleOf([mail.from ?? mail.sender])[0] ?? null,
    to: peopleOf(mail.to ?? []),
    cc: peopleOf(mail.cc ?? []),
    replyTo: replyTo(mail),
    subject: line(mended(mail.subject ?? '')),
    text,
    quoted,
    html: safe?.html ?? null,
    remoteImages: safe?.remoteImages ?? 0,
    at,
    sentAt: sentAt(mail.date, at),
    automatic: isAutomatic(mail),
    stub: null,
    meeting: calendar ? meetingOf(calendar) : null,
    attachments: mail.attachments.slice(0, mostAttachments).map(kept),
  }
}

/** Of a mail that is too large to be kept: what its head says. */
export async function readHead(head: Uint8Array, at: string, stub: string): Promise<ReadMail> {
  const mail = await readMail(head, at)
  return { ...mail, text: '', quoted: null, html: null, remoteImages: 0, attachments: [], stub }
}

/** What no database and no screen can take: half of a character, and the nought. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\ufffd')
const line = (text: string): string => clean(text).replace(/\s+/g, ' ').trim().slice(0, 500)

/** The letters of windows-1252 between 0x80 and 0x9f. */
const upper = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((letter, at) => [letter, 0x80 + at]),
)

/**
 * Text in UTF-8 that said it was Latin (“Ã©” for “é”), read again; every other text as it is. Only what is valid UTF-8 throughout, with letters beyond ASCII, can have been that.
 */
export function mended(text: string): string {
  if (!/[\u00c2-\u00f4][\u0080-\u2122]/.test(text)) return text
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const byte = code < 0x100 ? code : upper.get(text[at]!)
    if (byte === undefined) return text
    bytes[at] = byte
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return text
  }
}

const textOf = (html: string): string =>
  convert(html.slice(0, longestHtml), {
    wordwrap: false,
    limits: { maxInputLength: longestHtml, maxDepth: 200 },
    selectors: [
      { selector: 'img', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map(selector => ({ selector, options: { uppercase: false } })),
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'table', format: 'dataTable', options: { uppercaseHeaderCells: false } },
    ],
  })

/** Those that have an address, groups taken apart. */
function peopleOf(given: readonly (Address | undefined)[]): MailAddress[] {
  return given
    .flatMap(one => (one?.group ? one.group : one ? [one] : []))
    .flatMap(({ address, name }) => {
      const at = line(address ?? '').toLowerCase()
      return at.includes('@') && at.length <= 320
        ? [{ address: at, name: line(mended(name ?? '')) || null }]
        : []
    })
    .slice(0, 200)
}

const idsIn = (header: string | undefined): string[] =>
  [...(header ?? '').matchAll(/<[^<>\s]{1,990}>/g)].map(([id]) => clean(id))

function replyTo({ replyTo, from }: Email): string | null {
  const [asked] = peopleOf(replyTo ?? [])
  return asked && asked.address !== (from?.address ?? '').toLowerCase() ? asked.address : null
}

function sentAt(date: string | undefined, at: string): string | null {
  const said = date ? Date.parse(date) : Number.NaN
  return said >= firstMail && said <= Date.parse(at) + dayMs ? new Date(said).toISOString() : null
}

/** Whether a machine wrote it (RFC 3834, and what programs did before it). */
function isAutomatic({ headers, returnPath }: Email): boolean {
  const of = (name: string) =>
    headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase()
  const submitted = of('auto-submitted')
  return (
    (submitted !== undefined && !submitted.startsWith('no')) ||
    /^(bulk|junk|auto_reply)/.test(of('precedence') ?? '') ||
    ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress', 'list-unsubscribe'].some(
      name => of(name) !== undefined,
    ) ||
    /multipart\/report/.test(of('content-type') ?? '') ||
    returnPath === '' ||
    of('return-path') === '<>'
  )
}

function kept({ filename, mimeType, contentId, content }: Attachment): ReadMail['attachments'][number] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  return {
    name: nameOf(filename, mimeType),
    mediaType: /^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? mimeType.toLowerCase() : 'application/octet-stream',
    contentId: contentId ? contentId.replace(/^<|>$/g, '').slice(0, 500) : null,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    content: bytes,
  }
}

/** No paths, and no marks that turn the direction of a text: `gpj.exe` is not to look like a picture. */
const nameOf = (given: string | null, mimeType: string): string =>
  line(mended(given ?? ''))
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, '')
    .replace(/[/\\]/g, '_')
    .slice(0, 255) ||
  (mimeType === 'text/calendar' ? 'invite.ics' : mimeType === 'message/rfc822' ? 'message.eml' : 'attachment')

function meetingOf({ content }: Attachment): ProposedMeeting | null {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content)
  return proposedMeeting(clean(text))
}
