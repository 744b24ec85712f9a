import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'

export interface KeptAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** A request that named a key: what it was, so that another under the same key is noticed. */
export interface KeyedRequest {
  key: string
  fingerprint: string
}

/**
 * reserved: go on, and settle or release afterwards. answered: give this answer again. running: another is at it.
 * mismatch: the key was used for something else. lost: an earlier attempt wrote and died before its answer was kept.
 */
export type Reservation =
  | { outcome: 'reserved' }
  | { outcome: 'answered'; answer: KeptAnswer }
  | { outcome: 'running'; retryAfterSeconds: number }
  | { outcome: 'mismatch' }
  | { outcome: 'lost'; subjectType: string; subjectId: string }

interface Row {
  fingerprint: string
  status: number | null
  headers: Record<string, string> | null
  body: string | null
  lockedUntil: Date
  createdAt: Date
}

const keptMs = 48 * 60 * 60 * 1000
const lockedMs = 60_000

/** As long again as it has been running, which most requests do for milliseconds: at least a second, and not beyond its lock. */
function waitFor({ createdAt, lockedUntil }: Pick<Row, 'createdAt' | 'lockedUntil'>, now: Date): number {
  const ranMs = now.getTime() - createdAt.getTime()
  const leftMs = lockedUntil.getTime() - now.getTime()
  return Math.max(1, Math.ceil(Math.min(ranMs, leftMs) / 1000))
}

const actorOf = ({ actor }: Context) => `${actor.type}:${actor.id}`

/** Reserves a key for the asker, or tells what became of it. A reservation whose process died is free again after a minute; one that runs for longer is held (`holdAnswer`). */
export function reserveAnswer(ctx: Context, { key, fingerprint }: KeyedRequest): Promise<Reservation> {
  const now = ctx.clock()
  const lockedUntil = new Date(now.getTime() + lockedMs)
  const expired = new Date(now.getTime() - keptMs)
  return inWorkspace(ctx, async tx => {
    const actor = actorOf(ctx)
    // What it writes comes after this place in the log: callers name their requests, and one may have given an earlier one the same name,
    // also in the same millisecond. The time is that of the clock that stamps the log, the edges' own may be off; it only tells which partitions to read.
    const headers = tx`jsonb_build_object('requestId', ${ctx.requestId}::text, 'since', date_trunc('milliseconds', now()), 'after', nextval('event_seq')::text)`
    const inserted = await tx`
      insert into idempotency (workspace_id, actor, key, fingerprint, headers, created_at, locked_until)
      values (${ctx.workspaceId}, ${actor}, ${key}, ${fingerprint}, ${headers}, ${now}, ${lockedUntil})
      on conflict (workspace_id, actor, key) do nothing returning 1`
    if (inserted.length) return { outcome: 'reserved' }
    const [old] = await tx<Row[]>`
      select fingerprint, status, headers, body, locked_until, created_at from idempotency
      where actor = ${actor} and key = ${key} for update`
    // Swept between the two statements: as if it were running for a moment.
    if (!old) return { outcome: 'running', retryAfterSeconds: 1 }
    const retake = () => tx`
      update idempotency set ${tx({ fingerprint, created_at: now, locked_until: lockedUntil })}, status = null, body = null, headers = ${headers}
      where actor = ${actor} and key = ${key}`
    if (old.createdAt < expired) {
      await retake()
      return { outcome: 'reserved' }
    }
    if (old.fingerprint !== fingerprint) return { outcome: 'mismatch' }
    if (old.status !== null)
      return {
        outcome: 'answered',
        answer: { status: old.status, headers: old.headers ?? {}, body: old.body ?? '' },
      }
    if (old.lockedUntil > now) return { outcome: 'running', retryAfterSeconds: waitFor(old, now) }
    const [written] = await tx<{ subjectType: string; subjectId: string }[]>`
      select subject_type, subject_id from event
      where workspace_id = ${ctx.workspaceId} and request_id = ${old.headers?.requestId ?? ''} and recorded_at >= ${old.headers?.since ?? old.createdAt}
        and seq > ${old.headers?.after ?? '0'}::bigint
      order by seq limit 1`
    if (written) return { outcome: 'lost', ...written }
    await retake()
    return { outcome: 'reserved' }
  })
}

/** Holds a key whose request is still running for another minute. Whoever runs for long says so in time; a process that died says nothing. */
export async function holdAnswer(ctx: Context, { key }: KeyedRequest): Promise<void> {
  await inWorkspace(
    ctx,
    tx => tx`
      update idempotency set locked_until = ${new Date(ctx.clock().getTime() + lockedMs)}
      where actor = ${actorOf(ctx)} and key = ${key} and status is null and headers->>'requestId' = ${ctx.requestId}`,
  )
}

/** Keeps the answer for 48 hours. */
export async function settleAnswer(ctx: Context, { key }: KeyedRequest, answer: KeptAnswer): Promise<void> {
  await inWorkspace(
    ctx,
    tx => tx`
      update idempotency set status = ${answer.status}, headers = ${tx.json(answer.headers)}, body = ${answer.body}
      where actor = ${actorOf(ctx)} and key = ${key} and status is null and headers->>'requestId' = ${ctx.requestId}`,
  )
}

/** Frees a key whose request failed through a fault of ours, so that it can be tried again. */
export async function releaseAnswer(ctx: Context, { key }: KeyedRequest): Promise<void> {
  await inWorkspace(
    ctx,
    tx => tx`
      delete from idempotency
      where actor = ${actorOf(ctx)} and key = ${key} and status is null and headers->>'requestId' = ${ctx.requestId}`,
  )
}
