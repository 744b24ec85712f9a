import * as v from 'valibot'
import { email, trimmed } from '../core/field.model'

const Address = v.pipe(email().schema, v.toLowerCase())
const Host = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^[a-z0-9]([a-z0-9.:-]*[a-z0-9])?$/, 'Write the name of a server, such as imap.company.com.'),
)

/** tls: encrypted from the first byte. starttls: encrypted before anything is said. none: only to networks that the operator allows. */
const securities = ['tls', 'starttls', 'none'] as const

/** shared: the workspace sees what comes, by the grant. private: its owner alone does. */
const mailboxPolicies = ['shared', 'private'] as const

const settings = {
  name: trimmed(100),
  address: Address,
  /** Other addresses by which it is written to, and from which it writes. */
  aliases: v.optional(v.pipe(v.array(Address), v.maxLength(50)), []),
  policy: v.picklist(mailboxPolicies),
  host: Host,
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  security: v.picklist(securities),
  user: trimmed(320),
}

/** How a mailbox is reached. A password that is not named stays, but only for the server and the user that it was given for. */
export const MailboxSave = v.strictObject({
  ...settings,
  password: v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000))),
  paused: v.optional(v.boolean(), false),
})

/** What keeps a mailbox from being followed: a stable word, and what the server said. */
export const MailboxTrouble = v.object({ what: v.string(), said: v.nullable(v.string()), at: v.string() })
export type MailboxTrouble = v.InferOutput<typeof MailboxTrouble>

/** A folder against the server, by evidence. */
const Folder = v.object({
  path: v.string(),
  role: v.string(),
  /** How many the server has, and how many of those were read here; as of `checkedAt`. */
  onServer: v.nullable(v.number()),
  read: v.nullable(v.number()),
  /** Those of the server that were not here when it was compared, and were fetched then. */
  missing: v.nullable(v.number()),
  /** How many of the past are still to be fetched. */
  left: v.number(),
  checkedAt: v.nullable(v.string()),
})

/**
 * starting: the server was not reached yet. filling: the past is being fetched. in_step: it is followed, and was heard of within five minutes. stuck: it is to be followed and was not heard of.
 * trouble: it cannot be reached. paused: somebody has stopped it.
 */
const standings = ['starting', 'filling', 'in_step', 'stuck', 'trouble', 'paused'] as const
export type MailboxStanding = (typeof standings)[number]

export const Mailbox = v.object({
  id: v.string(),
  version: v.number(),
  ...settings,
  aliases: v.array(v.string()),
  hasPassword: v.boolean(),
  memberId: v.nullable(v.string()),
  paused: v.boolean(),
  standing: v.picklist(standings),
  trouble: v.nullable(MailboxTrouble),
  /** When the server was last heard of. */
  heardAt: v.nullable(v.string()),
  /** When the last mail came, by the server's clock, and how many seconds later it was here. */
  lastMailAt: v.nullable(v.string()),
  lagSeconds: v.nullable(v.number()),
  folders: v.array(Folder),
  /** What was not made a message, and why: `loop`, `report`, `unreadable`. */
  leftOut: v.record(v.string(), v.number()),
  checkAsked: v.boolean(),
  mayChange: v.boolean(),
})
export type Mailbox = v.InferOutput<typeof Mailbox>

export const Mailboxes = v.object({ results: v.array(Mailbox), mayAdd: v.boolean() })
export type Mailboxes = v.InferOutput<typeof Mailboxes>
