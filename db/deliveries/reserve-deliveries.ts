import type { Context } from '../core/context'
import { emailKey } from '../core/email-key.rules'
import { write } from '../events/write'
import type { Content, Evidence } from './deliveries.model'
import {
  classOf,
  isSuppressed,
  mostDelayMs,
  type PurposeName,
  type SuppressionReason,
} from './deliveries.rules'
import { told } from './told-of'

/** A message that this try has taken, with all that is needed to send it. */
export interface Reserved {
  id: string
  channel: string
  purpose: PurposeName
  accountId: string | null
  recipients: { address: string; name: string | null }[]
  subject: string
  messageId: string
  content: Content
  attempts: number
  /** How long it has been waiting since its time, in milliseconds. */
  waitedMs: number
  /** Who of its recipients gets it; less than all where some get nothing any more. */
  reached: string[]
  createdBy: string | null
}

interface Due extends Omit<Reserved, 'waitedMs' | 'reached' | 'content'> {
  content: Content | null
  createdAt: Date
  dueAt: Date
  about: { type: string; id: string } | null
  firstDue: string | null
  askedAgain: string | null
}

/**
 * Takes the next messages whose time has come for the try `claim`, at most so many, and settles those that are not to go: whoever gets nothing any more, marketing to
 * which nobody has agreed, and what is older than three days. Gives what is to be sent; `seen` is how many were looked at.
 */
export async function reserveDeliveries(
  ctx: Context,
  claim: string,
  most: number,
): Promise<{ reserved: Reserved[]; seen: number }> {
  return write(ctx, async ({ tx, emit }) => {
    const now = ctx.clock()
    const at = now.toISOString()
    const due = await tx<Due[]>`
      select d.id, d.channel, d.purpose, d.account_id, d.recipients, d.subject, d.message_id, d.content, d.attempts, d.created_at, d.due_at, d.created_by,
        case when d.about_id is null then null else json_build_object('type', d.about_type, 'id', d.about_id) end as about, d.evidence -> 0 ->> 'until' as first_due,
        (select max(e ->> 'at') from jsonb_array_elements(d.evidence) e where e ->> 'what' = 'again') as asked_again
      from delivery d where d.workspace_id = ${ctx.workspaceId} and d.state = 'queued' and d.due_at <= ${at}
      order by d.due_at limit ${most} for update skip locked`
    if (due.length === 0) return { reserved: [], seen: 0 }
    const suppressed = await suppressionsOf(due)
    const reserved: Reserved[] = []
    const changes = due.map(row => {
      const waitedMs =
        now.getTime() -
        Math.max(
          row.createdAt.getTime(),
          Date.parse(row.firstDue ?? '') || 0,
          Date.parse(row.askedAgain ?? '') || 0,
        )
      const kept = keptBack(row, suppressed, waitedMs)
      if ('what' in kept) {
        const { state, what } = kept
        const evidence: Evidence = { at, state, by: 'rule', what, addresses: kept.addresses }
        emit(...told(row, state, { reason: what, code: null }))
        return { id: row.id, state, evidence: [evidence], claim: null }
      }
      reserved.push({ ...row, content: row.content!, waitedMs, reached: kept.reached })
      const evidence: Evidence[] = kept.left.length
        ? [{ at, state: 'reserved', by: 'rule', what: 'left_out', addresses: kept.left }]
        : []
      return { id: row.id, state: 'reserved', evidence, claim }
    })
    await tx`
      update delivery d set state = c.state, since = ${at}, claim = c.claim, evidence = d.evidence || c.evidence, attempts = d.attempts + (c.state = 'reserved')::int
      from jsonb_to_recordset(${tx.json(changes as never)}) as c(id uuid, state text, evidence jsonb, claim uuid) where d.id = c.id`
    return { reserved, seen: due.length }

    async function suppressionsOf(rows: readonly Due[]): Promise<Map<string, SuppressionReason[]>> {
      const addresses = [...new Set(rows.flatMap(row => allOf(row).map(emailKey)))]
      const found = await tx<{ address: string; reasons: SuppressionReason[] }[]>`
        select address, array_agg(reason) as reasons from suppression
        where workspace_id = ${ctx.workspaceId} and channel = 'email' and lifted_at is null and address = any(${addresses}) group by address`
      return new Map(found.map(({ address, reasons }) => [address, reasons]))
    }
  })
}

const allOf = ({ recipients, content }: Pick<Due, 'recipients' | 'content'>): string[] =>
  [...recipients, ...(content?.cc ?? []), ...(content?.bcc ?? [])].map(({ address }) => address)

type Kept =
  | { state: 'suppressed' | 'failed'; what: string; addresses?: string[] }
  | { reached: string[]; left: string[] }

/** Whether a message may go, and to whom of its recipients. */
function keptBack(
  row: Due,
  suppressed: ReadonlyMap<string, readonly SuppressionReason[]>,
  waitedMs: number,
): Kept {
  if (!row.content) return { state: 'failed', what: 'content_gone' }
  if (waitedMs > mostDelayMs) return { state: 'failed', what: 'too_old' }
  if (classOf(row.purpose) === 'marketing' && !row.content.consent)
    return { state: 'suppressed', what: 'suppressed.no_consent' }
  const reasonOf = (address: string) =>
    suppressed.get(emailKey(address))?.find(reason => isSuppressed(reason, row.purpose))
  const reached: string[] = []
  const left: string[] = []
  for (const address of allOf(row)) (reasonOf(address) ? left : reached).push(address)
  const isForNobody = row.recipients.every(({ address }) => reasonOf(address))
  if (!isForNobody) return { reached, left }
  return { state: 'suppressed', what: `suppressed.${reasonOf(row.recipients[0]!.address)}`, addresses: left }
}
