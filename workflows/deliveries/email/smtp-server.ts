import { type BlockList, isIP } from 'node:net'
import { Readable } from 'node:stream'
import { isDeadAddress } from '@sextant/db/deliveries/deliveries.rules'
import type { MailSecrets, MailSettings } from '@sextant/db/deliveries/mail-settings.model'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { reachOutside } from '../../egress/reach-outside'
import type { HandedOver, LeftOut } from '../channel'

/** A server to which messages are handed. */
export interface SmtpServer {
  host: string
  port: number
  security: MailSettings['security']
  user: string | null
  password: MailSecrets['password']
  /** Networks inside that may be reached all the same; null where the operator has set the server. */
  allowed: BlockList | null
}

export interface Envelope {
  from: string
  to: readonly string[]
  size: number
  dsn?: { id: string; ret: 'HDRS'; notify: string[] }
}

/** What a server is known to be wrong with, before it has taken any message. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
  constructor(
    readonly what: string,
    readonly said: string | null,
  ) {
    super(what)
  }
}

interface SmtpError extends Error {
  code?: string
  originalCode?: string
  responseCode?: number
  response?: string
  command?: string
  rejected?: string[]
  rejectedErrors?: (SmtpError & { recipient?: string })[]
}

const secondMs = 1000

/** Connects and signs in. Throws `Unreachable`. */
export async function openSmtp(server: SmtpServer): Promise<SMTPConnection> {
  const { host, port, security, user, password } = server
  const address = await addressOf(server)
  const connection = new SMTPConnection({
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // It is connected to by its address, and has to prove its name.
    ...(isIP(host) ? {} : { servername: host, tls: { servername: host } }),
    connectionTimeout: 15 * secondMs,
    greetingTimeout: 30 * secondMs,
    socketTimeout: 120 * secondMs,
  })
  // Without one a broken connection would take the process along.
  connection.on('error', () => {})
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject)
      connection.once('end', () => reject(new Error('Connection closed')))
      connection.connect(error => (error ? reject(error) : resolve()))
    })
    if (user !== null && password !== null)
      await new Promise<void>((resolve, reject) =>
        connection.login({ user, pass: password, credentials: { user, pass: password } }, error =>
          error ? reject(error) : resolve(),
        ),
      )
    return connection
  } catch (error) {
    connection.close()
    throw new Unreachable(troubleOf(error as SmtpError), (error as SmtpError).response ?? null)
  }
}

async function addressOf({ host, allowed, security }: SmtpServer): Promise<string> {
  if (!allowed) return host
  const reached = await reachOutside(host, {
    allowed,
    isEncrypted: security !== 'none',
    signal: AbortSignal.timeout(15 * secondMs),
  })
  if ('failure' in reached) throw new Unreachable(reached.failure.replace('egress.', ''), null)
  return reached.address
}

function troubleOf({ code = '', originalCode = '', message, response }: SmtpError): string {
  if (code === 'EAUTH') return response?.startsWith('4') ? 'sign_in_put_off' : 'wrong_password'
  if (code === 'ETLS' || /certificate|self.signed|altname/i.test(message))
    return /certificate|self.signed|altname|unable to verify/i.test(message)
      ? 'bad_certificate'
      : 'not_encrypted'
  if (code === 'EDNS') return 'no_such_host'
  if (code === 'ETIMEDOUT') return 'too_slow'
  if (originalCode === 'ECONNREFUSED' || code === 'ESOCKET') return 'refused'
  if (response?.startsWith('4')) return 'put_off'
  return 'broke_off'
}

/** Hands a message over, its last byte only once `letGo` has said so. Never throws. */
export function handOver(
  connection: SMTPConnection,
  { from, to, size, dsn }: Envelope,
  message: Uint8Array,
  letGo: () => Promise<boolean>,
): Promise<HandedOver> {
  let mayHaveLeft = false
  let isWithheld = false
  let isOver = false
  async function* bytes() {
    // It is asked while the message is on its way, and answered before its last byte.
    const asked = letGo()
    asked.catch(() => {})
    yield message
    const isLetGo = await asked
    if (isOver || !isLetGo) {
      isWithheld = !isOver
      throw new Error('It is not to go.')
    }
    mayHaveLeft = true
  }
  const stream = Readable.from(bytes(), { objectMode: false })
  return new Promise(resolve => {
    connection.send({ from, to: [...to], size, dsn }, stream, (failed, info) => {
      isOver = true
      stream.destroy()
      if (!failed && info) {
        const leftOut = (info.rejectedErrors ?? []).map(error => leftOutOf(error as SmtpError))
        return resolve({ kind: 'accepted', ...saidOf(info.response), leftOut })
      }
      resolve(isWithheld ? { kind: 'withheld' } : outcomeOf(failed as SmtpError, mayHaveLeft))
    })
  })
}

function outcomeOf(error: SmtpError, mayHaveLeft: boolean): HandedOver {
  const refusals = error.rejectedErrors ?? []
  const response = refusals[0]?.response ?? error.response
  const status = refusals[0]?.responseCode ?? error.responseCode
  if (status && response) {
    // Where one of several is only put off, the whole is tried again.
    const isForGood = refusals.length ? refusals.every(one => (one.responseCode ?? 0) >= 500) : status >= 500
    const dead = refusals
      .map(leftOutOf)
      .filter(({ code }) => isDeadAddress(code))
      .map(({ address }) => address)
    return { kind: 'refused', isForGood, ...saidOf(response), dead }
  }
  if (error.code === 'EMESSAGE')
    return { kind: 'unsendable', isForGood: true, what: 'too_large', text: error.message }
  return { kind: 'lost', mayHaveLeft, text: error.message }
}

const leftOutOf = (error: SmtpError & { recipient?: string }): LeftOut => ({
  address: error.recipient ?? '',
  ...saidOf(error.response ?? ''),
})

/** `550 5.1.1 No such user` → code and words. The finer code is taken where there is one. */
function saidOf(response: string): { code: string; text: string } {
  const [, status = '', fine] = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})\b)?/.exec(response) ?? []
  return { code: fine ?? status, text: response.slice(0, 1000) }
}
