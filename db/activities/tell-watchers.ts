import { accessOf } from '../access/access-of'
import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import type { LoggedEvent } from '../events/event.model'
import { entityNamed } from '../records/registry'
import { readableFields, scopeSql } from '../records/scope'
import { type Gathered, gathered, isOwn, type Sighted, toldBy } from './watched.rules'

interface Watch {
  recordId: string
  memberId: string
  entity: string
  /** Since when, in ms. */
  since: number
}

interface Kept extends Gathered {
  id: string
  recordId: string
  memberId: string
}

/**
 * Tells who watches records what has happened to them, by events in their order: each watcher for themselves, what they may read at this moment, and not what they did
 * themselves. What happens within ten minutes joins a notice that was not looked at yet. Told again, events change nothing. Gives how many notices are new or
 * changed.
 */
export async function tellWatchers(ctx: Context, events: readonly Sighted[]): Promise<number> {
  const recordIds = [...new Set(events.map(({ event }) => event.subjectId))]
  return inWorkspace(ctx, async tx => {
    // One relay after the other: what one has told the next one sees.
    const watches = await tx<Watch[]>`
      select w.record_id, w.member_id, w.entity, (extract(epoch from w.created_at) * 1000)::float8 as since from record_watcher w
      where w.workspace_id = ${ctx.workspaceId} and w.record_id = any(${recordIds}::uuid[])
        and exists (select from member m where m.id = w.member_id and m.deleted_at is null)
      order by w.member_id, w.record_id for update of w`
    if (watches.length === 0) return 0
    const told = await toldAlready(ctx, tx, watches, events)
    const open = await openNotices(ctx, tx, watches)
    const changed = new Map<string, Kept>()
    for (const [memberId, theirs] of Map.groupBy(watches, watch => watch.memberId)) {
      const may = await readerOf(ctx, tx, memberId, theirs)
      for (const { event, sight, also } of events) {
        const watch = theirs.find(({ recordId }) => recordId === event.subjectId)
        if (!watch || Date.parse(event.recordedAt) < watch.since || isOwn(event, memberId)) continue
        const key = `${memberId} ${watch.recordId}`
        if (told.has(`${key} ${event.id}`)) continue
        const readable = may(watch, event, sight, also)
        const says = readable === undefined ? undefined : toldBy(event, readable)
        if (!says) continue
        const before = open.get(key)
        const { joins, now } = gathered(before, event, says)
        const id = joins && before ? before.id : uuidv7()
        const notice = { ...now, id, recordId: watch.recordId, memberId }
        open.set(key, notice)
        changed.set(id, notice)
      }
    }
    if (changed.size) await keep(ctx, tx, [...changed.values()], watches)
    return changed.size
  })
}

/** What each watcher was told already, as `<member> <record> <event>`. */
async function toldAlready(
  ctx: Context,
  tx: Tx,
  watches: readonly Watch[],
  events: readonly Sighted[],
): Promise<Set<string>> {
  const rows = await tx<{ key: string }[]>`
    select n.member_id || ' ' || n.record_id || ' ' || e.id as key from notice n cross join lateral unnest(n.event_ids) e(id)
    where n.workspace_id = ${ctx.workspaceId} and n.record_id = any(${watches.map(({ recordId }) => recordId)}::uuid[])
      and n.event_ids && ${events.map(({ event }) => event.id)}::uuid[]`
  return new Set(rows.map(({ key }) => key))
}

/** The last notice of each watcher and record, where it was not looked at yet. */
async function openNotices(ctx: Context, tx: Tx, watches: readonly Watch[]): Promise<Map<string, Kept>> {
  const rows = await tx<(Kept & { seenAt: Date | null })[]>`
    select distinct on (n.member_id, n.record_id) n.id, n.member_id, n.record_id, n.seen_at, n.told, n.event_ids,
      (extract(epoch from n.since) * 1000)::float8 as since, (extract(epoch from n.at) * 1000)::float8 as at
    from notice n
    where n.workspace_id = ${ctx.workspaceId} and n.record_id = any(${watches.map(({ recordId }) => recordId)}::uuid[])
    order by n.member_id, n.record_id, n.since desc, n.id desc`
  return new Map(
    rows.flatMap(({ seenAt, ...notice }) =>
      seenAt ? [] : [[`${notice.memberId} ${notice.recordId}`, notice] as const],
    ),
  )
}

/**
 * What a watcher may read at the moment of an event: keys of fields, null for all of them, undefined where it is out of their sight. By the scope of lists, asked once
 * for each kind of record.
 */
async function readerOf(ctx: Context, tx: Tx, memberId: string, watches: readonly Watch[]) {
  const { access } = await accessOf(tx, memberId)
  const theirs: Context = { ...ctx, access }
  const seen = new Set<string>()
  for (const [name, some] of Map.groupBy(watches, watch => watch.entity)) {
    const entity = entityNamed(name)
    const scope = entity && scopeOf(access, entity.name, 'read')
    if (!scope) continue
    const rows = await tx<{ id: string }[]>`
      select t.id from ${tx(entity.name)} t
      where t.id = any(${some.map(({ recordId }) => recordId)}::uuid[]) ${scopeSql(theirs, tx, entity, scope)}`
    for (const { id } of rows) seen.add(id)
  }
  return (
    { recordId, entity }: Watch,
    { subjectType }: LoggedEvent,
    sight: Sighted['sight'],
    also: Sighted['also'],
  ): readonly string[] | null | undefined => {
    const known = entityNamed(entity)
    if (!known || !seen.has(recordId) || !sight) return undefined
    if (sight !== subjectType && !scopeOf(access, sight, 'read')) return undefined
    if (also && !scopeOf(access, also, 'read')) return undefined
    return readableFields(theirs, known) ?? null
  }
}

async function keep(
  ctx: Context,
  tx: Tx,
  notices: readonly Kept[],
  watches: readonly Watch[],
): Promise<void> {
  const entityOf = new Map(watches.map(({ recordId, entity }) => [recordId, entity]))
  const rows = notices.map(({ id, memberId, recordId, since, at, told, eventIds }) => ({
    id,
    workspace_id: ctx.workspaceId,
    member_id: memberId,
    kind: 'watched',
    entity: entityOf.get(recordId),
    record_id: recordId,
    since: new Date(since).toISOString(),
    at: new Date(at).toISOString(),
    told,
    times: eventIds.length,
    event_ids: eventIds,
  }))
  await tx`
    insert into notice (id, workspace_id, member_id, kind, entity, record_id, since, at, told, times, event_ids)
    select id, workspace_id, member_id, kind, entity, record_id, since, at, told, times, event_ids
    from jsonb_populate_recordset(null::notice, ${tx.json(rows as never)})
    on conflict (id) do update set at = excluded.at, told = excluded.told, times = excluded.times, event_ids = excluded.event_ids`
}
