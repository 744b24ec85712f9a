import * as v from 'valibot'
import { email, trimmed } from '../core/field.model'

const maybe = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)
const Host = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(253),
  v.regex(/^[a-z0-9._:-]+$/, 'Write the name or the address of a server.'),
)

/** How the way to a server is closed: from its first byte, by STARTTLS (which it must offer), or not at all. */
const securities = ['tls', 'starttls', 'none'] as const

/** A mail server and who sends by it, without what is secret. */
export const MailSettings = v.strictObject({
  host: Host,
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  security: v.picklist(securities),
  /** Nobody signs in to a server without. */
  user: maybe(trimmed(255)),
  fromAddress: email().schema,
  fromName: maybe(trimmed(255)),
  /** The domain whose key signs, and under which name it is published; both or neither. */
  dkimDomain: maybe(v.pipe(trimmed(253), v.toLowerCase(), v.regex(/^[a-z0-9.-]+$/, 'Write a domain.'))),
  dkimSelector: maybe(v.pipe(trimmed(63), v.regex(/^[A-Za-z0-9._-]+$/, 'Write the name of the key.'))),
  /** How many connections at once, and how many messages a minute at most. */
  connections: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  perMinute: maybe(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  /** Asks the server to report when a message has reached its mailbox (RFC 3461), where it can. */
  receipts: v.boolean(),
})
export type MailSettings = v.InferOutput<typeof MailSettings>

/** What is kept sealed. */
export const MailSecrets = v.object({ password: maybe(v.string()), dkimKey: maybe(v.string()) })
export type MailSecrets = v.InferOutput<typeof MailSecrets>

/** Settings as they are saved: a secret that is not named stays as it is, null takes it away. */
export const MailSettingsSave = v.strictObject({
  ...MailSettings.entries,
  password: v.optional(maybe(v.pipe(v.string(), v.nonEmpty(), v.maxLength(1000)))),
  /** PEM of a private key. */
  dkimKey: v.optional(
    maybe(
      v.pipe(
        v.string(),
        v.maxLength(20_000),
        v.regex(/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'Paste a private key in PEM.'),
      ),
    ),
  ),
})

/** What was wrong when something was last to go out by an account. */
export const MailTrouble = v.object({
  /** A stable name: `refused`, `not_allowed`, `no_such_host`, `wrong_password`, `bad_certificate`, `not_encrypted`, `broke_off`, `unreadable_secrets` … */
  what: v.string(),
  /** The server's own words, where it had some. */
  text: v.nullable(v.string()),
  at: v.string(),
  /** When it is tried next. */
  until: v.string(),
  times: v.number(),
})
export type MailTrouble = v.InferOutput<typeof MailTrouble>

/** By what the workspace's messages leave. */
export const MailAccount = v.object({
  /** Null: no server was set, so messages go by the operator's where there is one, else they stay in the development mailbox. */
  account: v.nullable(
    v.object({
      id: v.string(),
      settings: MailSettings,
      hasPassword: v.boolean(),
      hasDkimKey: v.boolean(),
      trouble: v.nullable(MailTrouble),
      triedAt: v.nullable(v.string()),
    }),
  ),
  version: v.number(),
  counts: v.object({ waiting: v.number(), kept: v.number(), unknown: v.number() }),
})
export type MailAccount = v.InferOutput<typeof MailAccount>
