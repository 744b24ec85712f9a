import PostalMime from 'postal-mime'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { isUuid } from '../core/ids'
import { write } from '../events/write'
import type { Content, Evidence } from './deliveries.model'
import { type DeliveryState, isDeadAddress, mayFollow, type PurposeName } from './deliveries.rules'
import { type MailPart, mailReportOf, type Reported } from './mail-report.rules'
import { suppress } from './suppressions'
import { told } from './told-of'

interface Subject {
  id: string
  state: DeliveryState
  purpose: PurposeName
  recipients: { address: string }[]
  content: Content | null
  about: { type: string; id: string } | null
}

const states = { failed: 'bounced', complained: 'complained', delivered: 'delivered' } as const

/**
 * Takes a mail that came in, and where it is a bounce, a receipt or a complaint about a message of ours, settles that. Whoever reads mail calls it with each mail, before it
 * becomes a message of anybody. Gives the delivery; null for a report about nothing of ours, which is no message either; undefined for what is no report. Idempotent.
 */
export async function settleByReport(
  ctx: Context,
  source: Uint8Array,
): Promise<{ deliveryId: string } | null | undefined> {
  const report = mailReportOf(await partsOf(source))
  if (!report) return undefined
  return write(ctx, async ({ tx, emit }) => {
    const delivery = await subjectOf(tx, report)
    if (!delivery) return null
    for (const one of report.recipients) await settle(tx, delivery, one, emit)
    return { deliveryId: delivery.id }
  })

  async function settle(
    tx: Tx,
    delivery: Subject,
    reported: Reported,
    emit: (...events: ReturnType<typeof told>) => void,
  ) {
    const { what, code, text, server } = reported
    const address =
      reported.address ?? (delivery.recipients.length === 1 ? delivery.recipients[0]!.address : null)
    // Who was never written to has nothing to report.
    if (address && !wasSentTo(delivery, address)) return
    const at = ctx.clock().toISOString()
    const state = what === 'delayed' ? delivery.state : states[what]
    const evidence: Evidence = {
      at,
      state,
      by: 'report',
      what,
      code,
      text,
      server,
      addresses: address ? [address] : [],
    }
    const follows = mayFollow(delivery.state, state)
    if (!follows && state !== delivery.state) return
    const [noted] = await tx`
      update delivery set state = ${state}, since = case when state = ${state} then since else ${at}::timestamptz end, evidence = evidence || ${tx.json([evidence] as never)}
      where id = ${delivery.id} and not exists (
        select from jsonb_array_elements(evidence) e
        where e ->> 'by' = 'report' and e ->> 'what' = ${what} and e ->> 'text' is not distinct from ${text} and e -> 'addresses' = ${tx.json(evidence.addresses as never)})
      returning 1`
    if (!noted) return
    if (follows) emit(...told(delivery, state, { code }))
    delivery.state = state
    if (address && what === 'complained')
      await suppress(ctx, tx, { address, reason: 'complaint', deliveryId: delivery.id, note: text })
    if (address && what === 'failed' && isDeadAddress(code))
      await suppress(ctx, tx, { address, reason: 'bounce', deliveryId: delivery.id, note: text })
  }
}

const columns = (tx: Tx) => tx`
  d.id, d.state, d.purpose, d.recipients, d.content, case when d.about_id is null then null else json_build_object('type', d.about_type, 'id', d.about_id) end as about`

async function subjectOf(
  tx: Tx,
  { envelopeId, messageId }: { envelopeId: string | null; messageId: string | null },
): Promise<Subject | undefined> {
  const id = envelopeId && isUuid(envelopeId) ? envelopeId : null
  const [found] = await tx<Subject[]>`
    select ${columns(tx)} from delivery d where d.id = ${id} or d.message_id = ${messageId} order by (d.id = ${id}) desc nulls last limit 1 for update`
  return found
}

const wasSentTo = ({ recipients, content }: Subject, address: string): boolean =>
  [...recipients, ...(content?.cc ?? []), ...(content?.bcc ?? [])].some(
    one => emailKey(one.address) === emailKey(address),
  )

/**
 * A reply to a message proves that it has arrived, also of one of which nobody knew. `messageIds` are those that a mail which came in answers. Gives how many were settled.
 */
export async function proveByReply(ctx: Context, messageIds: readonly string[]): Promise<number> {
  if (messageIds.length === 0) return 0
  return write(ctx, async ({ tx, emit }) => {
    const at = ctx.clock().toISOString()
    const evidence: Evidence = { at, state: 'delivered', by: 'reply', what: 'answered' }
    const rows = await tx<Subject[]>`
      update delivery d set state = 'delivered', since = ${at}, evidence = d.evidence || ${tx.json([evidence] as never)}
      where d.workspace_id = ${ctx.workspaceId} and d.message_id = any(${[...messageIds]}) and d.state in ('handed_over', 'unknown') returning ${columns(tx)}`
    for (const row of rows) emit(...told(row, 'delivered'))
    return rows.length
  })
}

async function partsOf(source: Uint8Array): Promise<MailPart[]> {
  const head = new TextDecoder('latin1').decode(source.subarray(0, 64 * 1024)).toLowerCase()
  // Few mails are reports: the others are not taken apart for it.
  if (!/report-type|delivery-status|feedback-report/.test(head)) return []
  const mail = await PostalMime.parse(source, { forceRfc822Attachments: true }).catch(() => undefined)
  return (mail?.attachments ?? []).map(({ mimeType, content }) => ({
    mediaType: mimeType,
    text: typeof content === 'string' ? content : new TextDecoder().decode(content),
  }))
}
