import type { BlobStore } from '@sextant/db/blobs/blob-store'
import type { Clock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { enclosuresOf } from '@sextant/db/deliveries/enclosures'
import type { Reserved } from '@sextant/db/deliveries/reserve-deliveries'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { HandedOver, OpenChannel } from '../channel'
import { composeMail, type Sender } from './compose'
import { handOver, openSmtp, type SmtpServer, Unreachable } from './smtp-server'

export interface MailRoute {
  server: SmtpServer
  sender: Sender
  connections: number
  perMinute: number | null
  receipts: boolean
}

/** A server closes what has carried so many. */
const mostOfConnection = 100
const mostBytes = 50 * 1024 * 1024

/** Messages by SMTP, over as many connections as are set, each used for many. */
export function emailChannel(
  { ctx, blobs, clock }: { ctx: Context; blobs: BlobStore; clock: Clock },
  { server, sender, connections, perMinute, receipts }: MailRoute,
): OpenChannel {
  const idle: { connection: SMTPConnection; carried: number }[] = []
  return {
    server: `${server.host}:${server.port}`,
    atOnce: connections,
    apartMs: perMinute ? 60_000 / perMinute : 0,
    handOver: send,
    close: () => {
      for (const { connection } of idle.splice(0)) connection.quit()
    },
  }

  async function send(message: Reserved, letGo: () => Promise<boolean>): Promise<HandedOver> {
    const enclosed = await enclosuresOf(ctx, blobs, message.content.attachments, mostBytes)
    if ('what' in enclosed) return { kind: 'unsendable', text: null, ...enclosed }
    const bytes = await composeMail(message, sender, enclosed.files, clock())
    const held = await take()
    if (held instanceof Unreachable) return { kind: 'unreachable', what: held.what, text: held.said }
    const outcome = await handOver(
      held.connection,
      {
        from: sender.fromAddress,
        to: message.reached,
        size: bytes.length,
        // The id comes back in the report, also from servers that change the message's own.
        ...(receipts && { dsn: { id: message.id, ret: 'HDRS' as const, notify: ['SUCCESS', 'FAILURE'] } }),
      },
      bytes,
      letGo,
    )
    held.carried += 1
    if (outcome.kind === 'accepted' && held.carried < mostOfConnection) idle.push(held)
    else if (outcome.kind === 'accepted') held.connection.quit()
    else held.connection.close()
    return outcome
  }

  async function take() {
    for (let held = idle.pop(); held; held = idle.pop()) if (!held.connection.destroyed) return held
    try {
      return { connection: await openSmtp(server), carried: 0 }
    } catch (error) {
      if (error instanceof Unreachable) return error
      throw error
    }
  }
}
