import type { Context } from '../core/context'
import type { Sql, Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid, uuidv7 } from '../core/ids'
import { type Write, write } from '../events/write'
import { compileFilter } from '../filter/compile'
import type { Fragment } from '../filter/operand'
import { entityNamed } from '../records/registry'
import { byCustomer, move, moveFollowers } from './follow-customer'
import { customAsked, ruledTerritories } from './place.facts'
import { goneFrom, inOrder, placeCatalogue, type RuledTerritory } from './place.rules'
import { placingEvents } from './territories.events'
import {
  type PlacedKind,
  type Placing,
  placedKinds,
  type RuledKind,
  ruledKinds,
} from './territory-setup.model'

const sliceSize = 1000
/** So many records are placed with the answer. */
const mostAtOnce = 2000

type State = Placing['state']

interface StoredPlacing {
  id: string
  state: State
  kind: PlacedKind
  lastId: string | null
  done: number
  moved: number
}

/**
 * Places all records of the workspace anew, as the rules are now: few in this transaction, more by a workflow, slice by slice. Work that was under way ends:
 * this does all of it again.
 */
export async function askPlacing(ctx: Context, to: Write): Promise<void> {
  const { tx, emit } = to
  const now = ctx.clock().toISOString()
  const id = uuidv7()
  await tx`update territory_placing set state = 'replaced', finished_at = ${now} where state in ('queued', 'running')`
  const counts = placedKinds.map(
    kind => tx`(select count(*) from ${tx(kind)} where workspace_id = ${ctx.workspaceId})`,
  )
  const [made] = await tx<{ total: number }[]>`
    insert into territory_placing (id, workspace_id, state, kind, total, created_at)
    select ${id}, ${ctx.workspaceId}, 'queued', ${placedKinds[0]}, ${counts.reduce((all, one) => tx`${all} + ${one}`)}, ${now}
    returning total`
  if (made!.total > mostAtOnce) emit(placingEvents.requested(id))
  else while ((await advance(ctx, to, id)) === 'running');
}

/** How long work may go on before it reports back; `contextOf` is asked for each slice. */
export interface PlacingWork {
  contextOf: () => Promise<Context>
  maxMs: number
  onSlice?: (records: number) => void
}

/** Goes on until the end, until newer rules replace it, or the time is over. A slice and its progress are one transaction, so it may be killed and called again anywhere. */
export async function runPlacing(id: string, { contextOf, maxMs, onSlice }: PlacingWork): Promise<State> {
  let until: number | undefined
  for (let slices = 1; ; slices += 1) {
    const ctx = await contextOf()
    until ??= ctx.clock().getTime() + maxMs
    const state = await write(ctx, to => advance(ctx, to, id))
    onSlice?.(slices * sliceSize)
    if (state !== 'running' || ctx.clock().getTime() >= until) return state
  }
}

/** Ends work that cannot go on. What was placed stays there. */
export async function failPlacing(ctx: Context, id: string, message: string): Promise<void> {
  await write(ctx, async ({ tx, emit }) => {
    const [failed] = await tx`
      update territory_placing set state = 'failed', failure = ${message.slice(0, 500)}, version = version + 1, finished_at = ${ctx.clock().toISOString()}
      where id = ${id} and state in ('queued', 'running') returning id`
    if (failed) emit(placingEvents.failed(id))
  })
}

/** Places the next slice, and writes down how far it is. */
async function advance(ctx: Context, to: Write, id: string): Promise<State> {
  const { tx, emit } = to
  const [placing] = isUuid(id)
    ? await tx<StoredPlacing[]>`
        select id, state, kind, last_id, done::int, moved::int from territory_placing where id = ${id} for update`
    : []
  if (!placing) throw notFound('placing')
  if (placing.state !== 'queued' && placing.state !== 'running') return placing.state
  const { kind, lastId } = placing
  const ids = await tx<{ id: string }[]>`
    select id from ${tx(kind)} where workspace_id = ${ctx.workspaceId} ${lastId ? tx`and id > ${lastId}` : tx``}
    order by id limit ${sliceSize}`
  const moved = ids.length
    ? await move(
        to,
        kind,
        () => tx`t.id = any(${ids.map(({ id }) => id)}::uuid[])`,
        await placeSql(ctx, tx, kind),
      )
    : []
  if (kind === 'customer')
    await moveFollowers(
      ctx,
      to,
      moved.map(({ id }) => id),
    )
  const isLast = ids.length < sliceSize
  const next = isLast ? placedKinds[placedKinds.indexOf(kind) + 1] : kind
  const counts = { done: placing.done + ids.length, moved: placing.moved + moved.length }
  const state = next ? 'running' : 'done'
  await tx`
    update territory_placing set state = ${state}, kind = ${next ?? kind}, last_id = ${isLast ? null : ids.at(-1)!.id}, done = ${counts.done}, moved = ${counts.moved},
      version = version + 1, finished_at = ${next ? null : ctx.clock().toISOString()}
    where id = ${id}`
  emit(placingEvents[next ? 'progressed' : 'done'](id, counts))
  return state
}

/** Where row `t` of a kind lies by the rules, or by its customer, as SQL. */
async function placeSql(ctx: Context, tx: Tx, kind: PlacedKind): Promise<() => Fragment> {
  const ruled = ruledKinds.find(one => one === kind)
  return ruled ? ruleSql(ctx, tx, ruled, await ruledTerritories(tx, ruled)) : () => byCustomer(tx)
}

/** Where row `t` lies by these rules, as what makes the SQL of it: the same as `placeByRule`. */
export async function ruleSql(
  ctx: Context,
  tx: Tx,
  kind: RuledKind,
  territories: readonly RuledTerritory[],
): Promise<() => Fragment> {
  const fields = entityNamed(kind)!.model.fields
  const catalogue = placeCatalogue(kind, fields, await customAsked(tx, kind, territories))
  const options = { alias: 't', now: ctx.clock(), timeZone: ctx.workspaceTimeZone }
  return () => {
    const whens = inOrder(territories).flatMap(({ id, rule }): Fragment[] =>
      rule && goneFrom(rule, catalogue).length === 0
        ? [tx`when ${compileFilter(tx as unknown as Sql, rule, catalogue, options)} then ${id}::uuid`]
        : [],
    )
    if (whens.length === 0) return tx`null::uuid`
    return tx`case ${whens.reduce((all, one) => tx`${all} ${one}`)} end`
  }
}
