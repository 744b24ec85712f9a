import type { Context } from '../core/context'
import { allOf, inWorkspace, type Tx } from '../core/database'
import { write } from '../events/write'
import type { Evidence } from './deliveries.model'
import { type DeliveryState, isSecret, mayComeFrom, type PurposeName, purposeNames } from './deliveries.rules'
import { suppress } from './suppressions'
import { told } from './told-of'

const secretPurposes = purposeNames.filter(isSecret)

/** What became of one try. */
export interface Outcome {
  id: string
  state: 'handed_over' | 'queued' | 'failed' | 'unknown' | 'kept'
  evidence: Evidence
  /** When it is tried next. */
  dueAt?: string
  /** Addresses that there are not: they get nothing any more. */
  dead?: readonly string[]
}

/** What a try notes at once of many messages: whose last byte is about to leave, and what became of others. */
export interface Progress {
  leaving: readonly string[]
  outcomes: readonly Outcome[]
}

/**
 * Notes progress of a try, in one transaction. Of those that are about to leave only the ones that it gives may go: any other was taken by another try meanwhile, whose
 * worker took this one for dead. What is noted as leaving and never settled may have been sent. An outcome that comes too late, after its worker was taken for dead, still
 * counts: it is what the server has said. Done twice it is done once.
 */
export const noteProgress = (
  ctx: Context,
  claim: string,
  { leaving, outcomes }: Progress,
): Promise<Set<string>> =>
  write(ctx, async ({ tx, emit }) => {
    const at = ctx.clock().toISOString()
    const [marked, settled] = await allOf([
      leaving.length ? mark(tx, claim, leaving, at) : Promise.resolve([]),
      outcomes.length ? settle(tx, claim, outcomes, at) : Promise.resolve([]),
    ])
    const byId = new Map(outcomes.map(outcome => [outcome.id, outcome]))
    for (const row of settled) {
      const { evidence, dead } = byId.get(row.id)!
      emit(...told(row, row.state, { code: evidence.code ?? null }))
      for (const address of dead ?? [])
        await suppress(ctx, tx, {
          address,
          reason: 'bounce',
          deliveryId: row.id,
          note: evidence.text ?? null,
        })
    }
    return new Set(marked.map(({ id }) => id))
  })

const mark = (tx: Tx, claim: string, ids: readonly string[], at: string) => tx<{ id: string }[]>`
  update delivery set state = 'handing_over', since = ${at} where id = any(${[...ids]}::uuid[]) and claim = ${claim} and state in ('reserved', 'handing_over')
  returning id`

interface Settled {
  id: string
  state: DeliveryState
  purpose: PurposeName
  about: { type: string; id: string } | null
}

function settle(tx: Tx, claim: string, outcomes: readonly Outcome[], at: string) {
  const given = outcomes.map(({ id, state, evidence, dueAt }) => ({
    id,
    state,
    evidence: [evidence],
    due_at: dueAt ?? null,
    may: mayComeFrom(state),
  }))
  return tx<Settled[]>`
    update delivery d set state = c.state, since = ${at}, evidence = d.evidence || c.evidence, due_at = coalesce(c.due_at, d.due_at),
      content = case when c.state = 'handed_over' and d.purpose = any(${secretPurposes}) then null else d.content end
    from jsonb_to_recordset(${tx.json(given as never)}) as c(id uuid, state text, evidence jsonb, due_at timestamptz, may jsonb)
    where d.id = c.id and d.claim = ${claim} and c.may ? d.state
    returning d.id, d.state, d.purpose, case when d.about_id is null then null else json_build_object('type', d.about_type, 'id', d.about_id) end as about`
}

/**
 * Takes over what tries left whose worker is gone. What was only taken waits again; what may have left is `unknown`: nobody sends it again but a person, and evidence that
 * comes later settles it. Gives how many of each.
 */
export async function takeOver(ctx: Context, claim: string): Promise<{ again: number; unknown: number }> {
  return write(ctx, async ({ tx, emit }) => {
    const at = ctx.clock().toISOString()
    const evidence = (state: DeliveryState, what: string): Evidence[] => [{ at, state, by: 'rule', what }]
    const again = await tx`
      update delivery set state = 'queued', since = ${at}, attempts = greatest(0, attempts - 1), evidence = evidence || ${tx.json(evidence('queued', 'worker_gone') as never)}
      where workspace_id = ${ctx.workspaceId} and state = 'reserved' and claim is distinct from ${claim} returning 1`
    const unknown = await tx<
      { id: string; purpose: PurposeName; about: { type: string; id: string } | null }[]
    >`
      update delivery d set state = 'unknown', since = ${at}, evidence = evidence || ${tx.json(evidence('unknown', 'worker_gone_at_hand_over') as never)}
      where workspace_id = ${ctx.workspaceId} and state = 'handing_over' and claim is distinct from ${claim}
      returning d.id, d.purpose, case when d.about_id is null then null else json_build_object('type', d.about_type, 'id', d.about_id) end as about`
    for (const row of unknown) emit(...told(row, 'unknown'))
    return { again: again.length, unknown: unknown.length }
  })
}

/** Puts off what waits for an account whose server cannot be reached, and notes why on the account; gives until when. */
export async function noteTrouble(
  ctx: Context,
  accountId: string | null,
  { what, text }: { what: string; text: string | null },
): Promise<string> {
  return inWorkspace(ctx, async tx => {
    const now = ctx.clock()
    const times = await timesOf(tx, accountId)
    const until = new Date(now.getTime() + Math.min(2 ** times, 30) * 60_000).toISOString()
    const trouble = { what, text, at: now.toISOString(), until, times: times + 1 }
    if (accountId)
      await tx`update mail_account set trouble = ${tx.json(trouble)}, tried_at = ${now.toISOString()} where id = ${accountId}`
    return until
  })
}

async function timesOf(tx: Tx, accountId: string | null): Promise<number> {
  if (!accountId) return 0
  const [row] = await tx<{ times: number | null }[]>`
    select (trouble ->> 'times')::int as times from mail_account where id = ${accountId}`
  return row?.times ?? 0
}

/** The account works. */
export async function clearTrouble(ctx: Context, accountId: string): Promise<void> {
  await inWorkspace(
    ctx,
    tx =>
      tx`update mail_account set trouble = null, tried_at = ${ctx.clock().toISOString()} where id = ${accountId}`,
  )
}

/** Everything that waits for an account, until a moment: nobody knocks at a closed door for each message. */
export async function putOff(ctx: Context, accountId: string | null, until: string): Promise<void> {
  await inWorkspace(
    ctx,
    tx => tx`
      update delivery set due_at = ${until} where workspace_id = ${ctx.workspaceId} and state = 'queued' and due_at < ${until}
        and account_id is not distinct from ${accountId}`,
  )
}
