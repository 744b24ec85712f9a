import type { BlockList } from 'node:net'
import type { FollowedMailbox } from '@sextant/db/mailboxes/save-mailbox'
import { ImapFlow } from 'imapflow'
import { reachOutside } from '../egress/reach-outside'

/** Why a server cannot be followed: a stable word, and what it said itself. */
export class MailTrouble extends Error {
  override readonly name = 'MailTrouble'
  constructor(
    readonly what: string,
    readonly said: string | null = null,
  ) {
    super(what)
  }
}

const answerMs = 20_000

/** A connection to the server of a mailbox, signed in. Throws `MailTrouble`. */
export async function openImap(
  { host, port, security, user }: Pick<FollowedMailbox, 'host' | 'port' | 'security' | 'user'>,
  password: string,
  allowed: BlockList,
): Promise<ImapFlow> {
  const isEncrypted = security !== 'none'
  const reached = await reachOutside(host, { allowed, isEncrypted })
  if ('failure' in reached) throw new MailTrouble(reached.failure)
  const client = new ImapFlow({
    // The address that was judged, under the name that its certificate has.
    host: reached.address,
    servername: host,
    port,
    secure: security === 'tls',
    ...(security === 'starttls' ? { doSTARTTLS: true } : security === 'none' ? { doSTARTTLS: false } : {}),
    auth: { user, pass: password },
    logger: false,
    connectionTimeout: answerMs,
    greetingTimeout: answerMs,
    socketTimeout: 5 * 60_000,
    disableAutoIdle: true,
  })
  // Without a listener a connection that breaks takes the process down.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw troubleOf(error)
  }
}

/** What a failure of the connection means. */
export function troubleOf(error: unknown): MailTrouble {
  if (error instanceof MailTrouble) return error
  const { code, authenticationFailed, responseText, message } = error as {
    code?: string
    authenticationFailed?: boolean
    responseText?: string
    message?: string
  }
  if (authenticationFailed) return new MailTrouble('mail.password', responseText ?? null)
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/i.test(code ?? ''))
    return new MailTrouble('mail.certificate', code ?? null)
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH') return new MailTrouble('mail.unreachable', code)
  if (/TIMEOUT/i.test(code ?? '')) return new MailTrouble('mail.slow', code ?? null)
  return new MailTrouble('mail.broke_off', responseText ?? code ?? message ?? null)
}
