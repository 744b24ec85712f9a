import { workingTimesOf } from '../calendars/working-times.queries'
import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { write } from '../events/write'
import { compileFilter } from '../filter/compile'
import { checkFilter } from '../filter/filter.rules'
import { responseEvents } from './response.events'
import { type ResponseRule, targetMs } from './response.model'
import { keptRules, responseCatalogue } from './response.queries'
import { isLate, nextClock, type ResponseClock } from './response.rules'

interface LeadRow extends ResponseClock {
  id: string
  createdAt: number
  ownerId: string | null
  isOver: boolean
  answeredAt: number | null
  /** Place of the first rule that fits it; null: none does. */
  rule: number | null
}

/**
 * Keeps the clocks of leads with what has happened to them: when they are due by the working time of their owner, or of the workspace while nobody has them, and when they were
 * first answered: by a call, a meeting or an e-mail of ours, or by their conversion. Leads that were imported are not waited for. Doing it again changes nothing.
 * Gives how many clocks changed.
 */
export async function followResponses(ctx: Context, leadIds: readonly string[]): Promise<number> {
  const rules = await inWorkspace(ctx, async tx => (await keptRules(tx)).rules)
  const leads = await inWorkspace(ctx, tx => readLeads(ctx, tx, rules, leadIds))
  if (leads.length === 0) return 0
  const owners = [...new Set(leads.flatMap(({ ownerId }) => ownerId ?? []))]
  const times = await workingTimesOf(ctx, owners)
  const now = ctx.clock().getTime()
  const targetOf = ({ rule, ownerId, createdAt }: LeadRow) => {
    const found = rule === null ? undefined : rules[rule]
    if (!found) return null
    const { id, name, minutes } = found
    const working = (ownerId && times.members.get(ownerId)) || times.workspace
    return { id, name, minutes, respondBy: working.addWorkingTime(createdAt, targetMs(found)) ?? null }
  }
  const changed = leads.flatMap(lead => {
    const next = nextClock(lead, {
      now,
      isOver: lead.isOver,
      answeredAt: lead.answeredAt,
      target: targetOf(lead),
    })
    return clockFields.some(key => lead[key] !== next[key]) ? [{ lead, next }] : []
  })
  await keepClocks(ctx, changed)
  return changed.length
}

const clockFields = ['ruleId', 'ruleName', 'minutes', 'respondBy', 'respondedAt', 'lateAt'] as const

const ms = (tx: Tx, column: string) => tx`(extract(epoch from ${tx(column)}) * 1000)::float8`

async function readLeads(
  ctx: Context,
  tx: Tx,
  rules: readonly ResponseRule[],
  ids: readonly string[],
): Promise<LeadRow[]> {
  const catalogue = await responseCatalogue(tx, rules)
  const asked = { now: ctx.clock(), timeZone: ctx.workspaceTimeZone, alias: 't' }
  // A rule that asks for a field that is gone fits nothing.
  const fits = rules.flatMap(({ when }, at) => {
    if (when && checkFilter(when, catalogue).length) return []
    return [
      tx`when ${when ? compileFilter(tx, when, catalogue, asked) : tx`true`} then ${tx.unsafe(String(at))}`,
    ]
  })
  const rule = fits.length ? tx`case ${fits.reduce((all, one) => tx`${all} ${one}`)} end` : tx`null::int`
  const rows = await tx<LeadRow[]>`
    select t.id, ${ms(tx, 't.created_at')} as created_at, t.owner_id, (t.closed_at is not null or t.deleted_at is not null) as is_over,
      (extract(epoch from least(
        (select min(a.occurred_at) from activity a where a.workspace_id = t.workspace_id and a.lead_id = t.id and a.deleted_at is null
          and a.kind in ('call', 'meeting', 'email') and a.direction is distinct from 'in'),
        case when t.status = 'converted' then t.closed_at end)) * 1000)::float8 as answered_at,
      ${rule} as rule,
      r.rule_id, r.rule_name, r.minutes, ${ms(tx, 'r.respond_by')} as respond_by, ${ms(tx, 'r.responded_at')} as responded_at, ${ms(tx, 'r.late_at')} as late_at
    from lead t left join lead_response r on r.lead_id = t.id
    where t.workspace_id = ${ctx.workspaceId} and t.id = any(${[...ids]}::uuid[])
      and (r.lead_id is not null or not exists (
        select from event e where e.workspace_id = t.workspace_id and e.subject_id = t.id and e.kind = 'lead.created' and e.cause_type in ('import', 'demo', 'bulk')))`
  return rules.length ? rows : rows.filter(({ respondBy }) => respondBy !== null)
}

async function keepClocks(
  ctx: Context,
  changed: readonly { lead: LeadRow; next: ResponseClock }[],
): Promise<void> {
  if (changed.length === 0) return
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const rows = changed
    .map(({ lead, next }) => ({
      lead_id: lead.id,
      workspace_id: ctx.workspaceId,
      rule_id: next.ruleId,
      rule_name: next.ruleName,
      minutes: next.minutes,
      respond_by: iso(next.respondBy),
      responded_at: iso(next.respondedAt),
      late_at: iso(next.lateAt),
    }))
    .toSorted((a, b) => (a.lead_id < b.lead_id ? -1 : 1))
  await write(ctx, async ({ tx, emit }) => {
    await tx`select 1 from lead where id = any(${rows.map(({ lead_id }) => lead_id)}::uuid[]) order by id for update`
    await tx`
      insert into lead_response select * from jsonb_populate_recordset(null::lead_response, ${tx.json(rows as never)})
      on conflict (lead_id) do update set rule_id = excluded.rule_id, rule_name = excluded.rule_name, minutes = excluded.minutes,
        respond_by = excluded.respond_by, responded_at = excluded.responded_at, late_at = excluded.late_at`
    // Neither their version nor when they were changed: nobody edited them.
    await tx`
      update lead t set respond_by = r.respond_by, responded_at = r.responded_at
      from jsonb_populate_recordset(null::lead_response, ${tx.json(rows as never)}) r where t.id = r.lead_id`
    for (const { lead, next } of changed) {
      const due = iso(next.respondBy)
      if (lead.respondBy !== next.respondBy)
        emit(
          responseEvents.due(
            lead.id,
            { respondBy: due, rule: next.ruleName },
            { before: { respondBy: iso(lead.respondBy) }, after: { respondBy: due } },
          ),
        )
      if (next.respondBy !== null && next.respondedAt !== null && lead.respondedAt !== next.respondedAt)
        emit(
          responseEvents.given(
            lead.id,
            { at: iso(next.respondedAt)!, late: isLate(next) },
            {
              before: { respondedAt: iso(lead.respondedAt) },
              after: { respondedAt: iso(next.respondedAt) },
            },
          ),
        )
    }
  })
}
