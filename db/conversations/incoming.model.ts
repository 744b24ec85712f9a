import type { MailAddress, ProposedMeeting } from './conversations.model'

/** Something that came along with a mail, whose bytes are kept already. */
interface IncomingAttachment {
  name: string
  mediaType: string
  bytes: number
  contentId: string | null
  sha256: string
  blobKey: string
}

/** A mail as it was read, before it is known where it belongs. Moments are ISO 8601. */
export interface IncomingMail {
  messageId: string | null
  inReplyTo: string | null
  references: readonly string[]
  from: MailAddress | null
  to: readonly MailAddress[]
  cc: readonly MailAddress[]
  replyTo: string | null
  subject: string
  text: string
  quoted: string | null
  /** Made safe. */
  html: string | null
  remoteImages: number
  /** When it came, by our own server. */
  at: string
  /** When it was sent, by its own word; null where that is none or cannot be. */
  sentAt: string | null
  automatic: boolean
  stub: string | null
  meeting: ProposedMeeting | null
  attachments: readonly IncomingAttachment[]
  source: { key: string; bytes: number } | null
}

/** Where mails come from: a mailbox, or nobody's in particular. */
export interface MailSource {
  mailboxId: string | null
  /** Whose alone the mailbox is. */
  privateOf: string | null
  /** What is sent from these is ours. */
  ownAddresses: readonly string[]
}
