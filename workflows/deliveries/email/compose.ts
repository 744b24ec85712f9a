import { createPrivateKey } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Reserved } from '@sextant/db/deliveries/reserve-deliveries'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'

export interface Sender {
  fromAddress: string
  fromName: string | null
  dkim: { domain: string; selector: string; key: string } | null
}

/** A file that goes along, with its bytes. */
export interface Enclosed {
  name: string
  mediaType: string
  bytes: Uint8Array
  method?: 'REQUEST' | 'CANCEL' | 'REPLY'
  contentId?: string
}

/** What is signed: nodemailer's own list, and what RFC 8058 wants signed too. */
const signedFields =
  'From:Sender:Reply-To:Subject:Date:Message-ID:To:Cc:MIME-Version:Content-Type:Content-Transfer-Encoding:Content-ID:Content-Description:Resent-Date:Resent-From:Resent-Sender:Resent-To:Resent-Cc:Resent-Message-ID:In-Reply-To:References:List-Id:List-Help:List-Unsubscribe:List-Unsubscribe-Post:List-Subscribe:List-Post:List-Owner:List-Archive'

/** So many ids of a long thread go along: the first and the last, by which every reader knows it. */
const mostReferences = 30

/** A message as it goes over the wire, signed where there is a key. The recipients that nobody else is to see are not in it. */
export async function composeMail(
  { content, recipients, subject, messageId }: Reserved,
  sender: Sender,
  enclosed: readonly Enclosed[],
  date: Date,
): Promise<Uint8Array> {
  const from = fromOf(content.from, sender)
  const calendar = enclosed.find(({ method }) => method)
  const composed = new MailComposer({
    from,
    to: recipients.map(named),
    cc: content.cc.map(named),
    replyTo: replyToOf(),
    subject,
    messageId,
    date,
    inReplyTo: content.inReplyTo ?? undefined,
    references: shortened(content.references),
    text: content.text,
    html: content.html ?? undefined,
    icalEvent: calendar && {
      method: calendar.method,
      filename: calendar.name,
      content: Buffer.from(calendar.bytes),
    },
    attachments: enclosed
      .filter(one => one !== calendar)
      .map(({ name, mediaType, bytes, contentId }) => ({
        filename: name,
        contentType: mediaType,
        content: Buffer.from(bytes),
        cid: contentId,
      })),
    headers: headersOf(),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const plain = await composed.compile().build()
  if (!sender.dkim) return plain
  const { domain, selector, key } = sender.dkim
  const signer = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey: createPrivateKey(key),
    headerFieldNames: signedFields,
  })
  return buffer(signer.sign(plain))

  function replyToOf() {
    if (content.replyTo) return named(content.replyTo)
    // Whoever may not write as this address is still who is answered.
    const wished = content.from?.address
    return wished && wished !== from.address ? { name: content.from?.name ?? '', address: wished } : undefined
  }

  function headersOf(): Record<string, string> {
    return {
      ...(content.isAutomatic && { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
      ...(content.unsubscribe && {
        'List-Unsubscribe': `<${content.unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      }),
    }
  }
}

const named = ({ address, name }: { address: string; name: string | null }) => ({ address, name: name ?? '' })

/** An address of the account's own domain may be written as; any other would fail the checks of whoever gets it. */
function fromOf(wished: Reserved['content']['from'], { fromAddress, fromName }: Sender) {
  const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const isOurs = wished?.address && domainOf(wished.address) === domainOf(fromAddress)
  return { address: isOurs ? wished.address! : fromAddress, name: wished?.name ?? fromName ?? '' }
}

const shortened = (ids: readonly string[]): string[] =>
  ids.length <= mostReferences ? [...ids] : [ids[0]!, ...ids.slice(1 - mostReferences)]
