import { isDeepStrictEqual } from 'node:util'
import { calendarTimesOf } from '../calendars/working-times.queries'
import type { Context } from '../core/context'
import { allOf, inWorkspace, type Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { write } from '../events/write'
import { compileFilter } from '../filter/compile'
import { checkFilter } from '../filter/filter.rules'
import type { TicketStatus } from '../tickets/tickets.model'
import { isSolved } from '../tickets/tickets.rules'
import { clockAt, type Moment } from './clock.rules'
import { type KeptClock, keptClock } from './kept-clock.rules'
import { keptPolicies, policyCatalogue } from './policies.queries'
import type { ClockPolicy, Recount, ServicePolicy } from './policy.model'
import { clockEvents, ticketClockEvents } from './service-levels.events'

interface TicketRow extends KeptClock {
  id: string
  createdAt: number
  status: TicketStatus
  isGone: boolean
  /** Place of the first policy that fits it; null: none does. */
  fits: number | null
}

/** What came of it: how many tickets are due at another moment, how many of them earlier, and how many are late that were not. */
export interface Followed {
  moved: number
  earlier: number
  late: number
}

/**
 * Keeps the clocks of tickets with what has happened to them: when they are due, and when somebody is to be told. `why`: a policy or a calendar has changed, which
 * the tickets tell. Doing it again changes nothing.
 */
export async function followClocks(
  ctx: Context,
  ticketIds: readonly string[],
  why?: Recount['why'],
): Promise<Followed> {
  const timesOf = await calendarTimesOf(ctx)
  const now = ctx.clock().getTime()
  const { policies, tickets, histories } = await inWorkspace(ctx, async tx => {
    const { policies } = await keptPolicies(tx)
    const [tickets, histories] = await allOf([
      readTickets(ctx, tx, policies, ticketIds),
      readMoments(tx, ctx.workspaceId, ticketIds),
    ])
    return { policies, tickets, histories }
  })
  const changed = tickets.flatMap(ticket => {
    const history = histories.get(ticket.id) ?? []
    const policy = newPolicy(ticket, history, policies, now)
    const clocks = clockAt(policy ? withMoment(history, policy) : history, timesOf, now)
    const firstReply = history.find(({ what }) => what === 'replied')
    const next = keptClock(ticket, {
      ...clocks,
      now,
      isGone: ticket.isGone,
      firstRepliedAt: firstReply?.at ?? null,
    })
    const isOther = kept.some(key => ticket[key] !== next[key])
    return policy || isOther ? [{ ticket, next, policy }] : []
  })
  await keepClocks(ctx, changed, why)
  const moved = changed.filter(({ ticket, next }) => hasMoved(ticket, next))
  return {
    moved: moved.length,
    earlier: moved.filter(({ ticket, next }) => (next.dueAt ?? never) < (ticket.dueAt ?? never)).length,
    late: moved.filter(
      ({ ticket, next }) => next.dueAt !== null && next.dueAt <= now && (ticket.dueAt ?? never) > now,
    ).length,
  }
}

const never = Number.POSITIVE_INFINITY
const hasMoved = (before: KeptClock, after: KeptClock): boolean =>
  before.replyBy !== after.replyBy ||
  before.solveBy !== after.solveBy ||
  before.leftMinutes !== after.leftMinutes

const kept = [
  'policy',
  'replyBy',
  'solveBy',
  'dueAt',
  'leftMinutes',
  'firstRepliedAt',
  'replyWarnAt',
  'replyWarned',
  'replyLate',
  'solveWarnAt',
  'solveWarned',
  'solveLate',
  'nextAt',
] as const satisfies readonly (keyof KeptClock)[]

type PolicyMoment = Extract<Moment, { what: 'policy' }>

/** Which policy holds from now on, where that is another one. Of a solved ticket what held stays. */
function newPolicy(
  { fits, status, createdAt }: TicketRow,
  history: readonly Moment[],
  policies: readonly ServicePolicy[],
  now: number,
): PolicyMoment | undefined {
  const last = history.findLast((moment): moment is PolicyMoment => moment.what === 'policy')
  if (last && isSolved(status)) return undefined
  const found = fits === null ? undefined : policies[fits]
  const value = found ? clockPolicy(found) : null
  if (isDeepStrictEqual(last?.value ?? null, value)) return undefined
  // The first holds from the beginning on.
  return { at: last ? now : createdAt, what: 'policy', value }
}

function clockPolicy({ when: _, ...policy }: ServicePolicy): ClockPolicy {
  return policy
}

const withMoment = (history: readonly Moment[], moment: Moment): Moment[] =>
  [...history, moment].sort((a, b) => a.at - b.at)

const ms = (tx: Tx, column: string) => tx`(extract(epoch from ${tx(column)}) * 1000)::float8`

/** The history of each ticket, in its order. */
export async function readMoments(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, Moment[]>> {
  const rows = await tx<{ ticketId: string; at: number; what: Moment['what']; value: unknown }[]>`
    select ticket_id, ${ms(tx, 'at')} as at, what, value from ticket_moment
    where workspace_id = ${workspaceId} and ticket_id = any(${[...ids]}::uuid[]) order by ticket_id, at, id`
  const histories = new Map<string, Moment[]>()
  for (const { ticketId, at, what, value } of rows) {
    const history = histories.get(ticketId) ?? []
    if (history.length === 0) histories.set(ticketId, history)
    history.push({ at, what, value } as Moment)
  }
  return histories
}

async function readTickets(
  ctx: Context,
  tx: Tx,
  policies: readonly ServicePolicy[],
  ids: readonly string[],
): Promise<TicketRow[]> {
  const catalogue = await policyCatalogue(tx, policies)
  const asked = { now: ctx.clock(), timeZone: ctx.workspaceTimeZone, alias: 't' }
  const fits = policies.flatMap(({ when }, at) => {
    if (when && checkFilter(when, catalogue).length) return []
    return [
      tx`when ${when ? compileFilter(tx, when, catalogue, asked) : tx`true`} then ${tx.unsafe(String(at))}`,
    ]
  })
  const first = fits.length ? tx`case ${fits.reduce((all, one) => tx`${all} ${one}`)} end` : tx`null::int`
  return tx<TicketRow[]>`
    select t.id, ${ms(tx, 't.created_at')} as created_at, t.status, t.deleted_at is not null as is_gone, ${first} as fits,
      t.policy, ${ms(tx, 't.reply_by')} as reply_by, ${ms(tx, 't.solve_by')} as solve_by, ${ms(tx, 't.due_at')} as due_at, t.left_minutes::float8 as left_minutes,
      ${ms(tx, 't.first_replied_at')} as first_replied_at,
      ${ms(tx, 'c.reply_warn_at')} as reply_warn_at, coalesce(c.reply_warned, false) as reply_warned, coalesce(c.reply_late, false) as reply_late,
      ${ms(tx, 'c.solve_warn_at')} as solve_warn_at, coalesce(c.solve_warned, false) as solve_warned, coalesce(c.solve_late, false) as solve_late,
      ${ms(tx, 'c.next_at')} as next_at
    from ticket t left join ticket_clock c on c.ticket_id = t.id
    where t.workspace_id = ${ctx.workspaceId} and t.id = any(${[...ids]}::uuid[])`
}

interface Changed {
  ticket: TicketRow
  next: KeptClock
  policy: PolicyMoment | undefined
}

async function keepClocks(ctx: Context, changed: readonly Changed[], why?: Recount['why']): Promise<void> {
  if (changed.length === 0) return
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const { workspaceId } = ctx
  const rows = changed
    .map(({ ticket, next }) => ({
      ticket_id: ticket.id,
      workspace_id: workspaceId,
      policy: next.policy,
      reply_by: iso(next.replyBy),
      solve_by: iso(next.solveBy),
      due_at: iso(next.dueAt),
      left_minutes: next.leftMinutes,
      first_replied_at: iso(next.firstRepliedAt),
      reply_warn_at: iso(next.replyWarnAt),
      reply_warned: next.replyWarned,
      reply_late: next.replyLate,
      solve_warn_at: iso(next.solveWarnAt),
      solve_warned: next.solveWarned,
      solve_late: next.solveLate,
      next_at: iso(next.nextAt),
    }))
    .toSorted((a, b) => (a.ticket_id < b.ticket_id ? -1 : 1))
  const policies = changed.flatMap(({ ticket, policy }) =>
    policy
      ? [
          {
            id: uuidv7(),
            workspace_id: workspaceId,
            ticket_id: ticket.id,
            at: iso(policy.at),
            what: 'policy',
            value: policy.value,
          },
        ]
      : [],
  )
  await write(ctx, async ({ tx, emit }) => {
    const told = tx.json(rows as never)
    await tx`select 1 from ticket where id = any(${rows.map(({ ticket_id }) => ticket_id)}::uuid[]) order by id for update`
    if (policies.length)
      await tx`insert into ticket_moment select * from jsonb_populate_recordset(null::ticket_moment, ${tx.json(policies as never)})`
    await tx`
      insert into ticket_clock select * from jsonb_populate_recordset(null::ticket_clock, ${told})
      on conflict (ticket_id) do update set reply_by = excluded.reply_by, reply_warn_at = excluded.reply_warn_at, reply_warned = excluded.reply_warned,
        reply_late = excluded.reply_late, solve_by = excluded.solve_by, solve_warn_at = excluded.solve_warn_at, solve_warned = excluded.solve_warned,
        solve_late = excluded.solve_late, next_at = excluded.next_at`
    // Neither their version nor when they were changed: nobody edited them.
    await tx`
      update ticket t set policy = r.policy, reply_by = r.reply_by, solve_by = r.solve_by, due_at = r.due_at, left_minutes = r.left_minutes, first_replied_at = r.first_replied_at
      from jsonb_populate_recordset(null::ticket, ${tx.json(rows.map(({ ticket_id, ...row }) => ({ id: ticket_id, ...row })) as never)}) r
      where t.id = r.id`
    if (changed.some(({ ticket, next }) => hasMoved(ticket, next))) emit(ticketClockEvents.moved(workspaceId))
    for (const { ticket, next } of changed) {
      if (!hasMoved(ticket, next)) continue
      const moments = ({ replyBy, solveBy }: KeptClock) => ({ replyBy: iso(replyBy), solveBy: iso(solveBy) })
      if (why)
        emit(
          clockEvents.targetsMoved(
            ticket.id,
            { ...moments(next), why },
            { before: moments(ticket), after: moments(next) },
          ),
        )
    }
  })
}
