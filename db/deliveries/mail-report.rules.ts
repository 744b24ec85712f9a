/** A part of a mail: what it is, and what stands in it. */
export interface MailPart {
  mediaType: string
  text: string
}

/** What a report says of one recipient. */
export interface Reported {
  /** Null where it does not say; a complaint may leave it out. */
  address: string | null
  what: 'failed' | 'delayed' | 'delivered' | 'complained'
  /** As RFC 3463 has it, such as `5.1.1`. */
  code: string | null
  /** The words of the server. */
  text: string | null
  /** Who says so. */
  server: string | null
}

export interface MailReport {
  /** What the sender had named the message by, when it was handed over (RFC 3461). */
  envelopeId: string | null
  /** The `Message-ID` of what it is about, as far as it is sent back. */
  messageId: string | null
  recipients: Reported[]
}

/**
 * What a report about a message says: whether it was delivered (RFC 3464) or objected to (RFC 5965). Undefined for what is no report. Of the parts of a mail it needs those that are
 * machine-readable, and what is sent back of the message itself; nothing that is written for people is guessed at.
 */
export function mailReportOf(parts: readonly MailPart[]): MailReport | undefined {
  const status = parts.find(({ mediaType }) => /^message\/(global-)?delivery-status$/i.test(mediaType))
  const feedback = parts.find(({ mediaType }) => /^message\/feedback-report$/i.test(mediaType))
  const messageId = idOf(parts)
  if (status) {
    const [message, ...recipients] = blocksOf(status.text)
    const server = bareOf(message?.get('reporting-mta'))
    return {
      envelopeId: unquoted(message?.get('original-envelope-id')),
      messageId,
      // Some leave the first block out, or put everything into it.
      recipients: [...(message ? [message] : []), ...recipients].flatMap(block => reportedOf(block, server)),
    }
  }
  if (!feedback) return undefined
  const [said] = blocksOf(feedback.text)
  const kind = said?.get('feedback-type')?.trim().toLowerCase()
  // `not-spam` takes nothing back that we know of, and `auth-failure` is about signatures.
  if (!kind || !['abuse', 'fraud', 'virus', 'other'].includes(kind)) return undefined
  return {
    envelopeId: null,
    messageId,
    recipients: [
      {
        address: addressOf(said?.get('original-rcpt-to')),
        what: 'complained',
        code: null,
        text: kind,
        server: bareOf(said?.get('reporting-mta')) ?? bareOf(said?.get('source-ip')),
      },
    ],
  }
}

const actions = { failed: 'failed', delayed: 'delayed', delivered: 'delivered' } as const

function reportedOf(block: ReadonlyMap<string, string>, server: string | null): Reported[] {
  const action = block.get('action')?.trim().toLowerCase() ?? ''
  const what = actions[action as keyof typeof actions]
  // `relayed` and `expanded` say that nobody reports any more.
  if (!what) return []
  const text = bareOf(block.get('diagnostic-code'))
  const code = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(block.get('status') ?? '')?.[0] ?? null
  const finer = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text ?? '')?.[0]
  return [
    {
      address: addressOf(block.get('original-recipient')) ?? addressOf(block.get('final-recipient')),
      what,
      // `5.0.0` says no more than that it failed: the server's own words often do.
      code: code && !code.endsWith('.0.0') ? code : (finer ?? code),
      text,
      server: bareOf(block.get('remote-mta')) ?? server,
    },
  ]
}

/** Blocks of fields with empty lines between them; a field may go on in the next line. */
function blocksOf(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n+/)
    .map(fieldsOf)
    .filter(block => block.size > 0)
}

function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? []
    if (name && value !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}

/** `rfc822; name@host` → the address. */
function addressOf(value: string | undefined): string | null {
  const bare = value?.replace(/^[\w-]+\s*;/, '').replaceAll(/[<>\s]/g, '')
  return bare?.includes('@') ? bare : null
}

/** `dns; mail.host` → what stands behind the kind. */
const bareOf = (value: string | undefined): string | null =>
  value
    ?.replace(/^[\w-]+\s*;\s*/, '')
    .trim()
    .slice(0, 1000) || null

const unquoted = (value: string | undefined): string | null =>
  value
    ?.trim()
    .replaceAll(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) || null

function idOf(parts: readonly MailPart[]): string | null {
  const back = parts.find(({ mediaType }) =>
    /^(message\/(rfc822|global)(-headers)?|text\/rfc822-headers)$/i.test(mediaType),
  )
  const head = back?.text.replaceAll('\r\n', '\n').trimStart().split('\n\n')[0]
  return /<[^<>\s]+>/.exec(fieldsOf(head ?? '').get('message-id') ?? '')?.[0] ?? null
}
