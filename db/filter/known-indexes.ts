import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { snakeCase } from '../core/names.rules'
import { searchVersion } from '../core/search-text'
import type { FilterCatalogue } from './filter.model'
import { type Probe, probesOf } from './filter-index.rules'
import type { Plan } from './plan.rules'

/** For so long a process goes by what it has heard of indexes. One that has gone since finds nothing, and hides nothing (`narrow`). */
const heardForMs = 20_000

type Asker = Pick<Context, 'db' | 'workspaceId' | 'clock'>
/** Those that are ready, by `workspace entity field kind`, and when each was of use. */
type Ready = ReadonlyMap<string, Date>
type Heard = { at: number; ready: Promise<Ready> }
const heard = new WeakMap<Database, Heard>()

/** What may be asked of the workspace's indexes that are ready. What all workspaces have is looked up once in twenty seconds, and never waited for a second time. */
export async function readyProbes(ctx: Asker, { entity }: FilterCatalogue, plan: Plan): Promise<Probe[]> {
  const probes = probesOf(plan)
  if (probes.length === 0) return []
  const ready = await readyIn(ctx)
  return probes.filter(probe => ready.has(keyOf(ctx, entity, probe))).slice(0, mostAsked)
}

const keyOf = (
  { workspaceId }: Pick<Asker, 'workspaceId'>,
  entity: string,
  { field, kind }: Pick<Probe, 'field' | 'kind'>,
) => `${workspaceId} ${entity} ${field} ${kind}`

/** Of several conditions those that leave the fewest are among the first. */
const mostAsked = 3

function readyIn({ db, clock }: Asker): Promise<Ready> {
  const now = clock().getTime()
  const known = heard.get(db)
  if (known && Math.abs(now - known.at) < heardForMs) return known.ready
  const read = readReady(db)
  // What was known serves until the new is there, also where it cannot be read now.
  const ready = known ? known.ready : read.catch(() => new Map())
  heard.set(db, { at: now, ready })
  read.then(
    fresh => heard.set(db, { at: now, ready: Promise.resolve(fresh) }),
    () => {},
  )
  return ready
}

async function readReady(db: Database): Promise<Ready> {
  const rows = await db.system<
    { workspaceId: string; entity: string; field: string; kind: Probe['kind']; lastUsedAt: Date }[]
  >`/* watch */
    select workspace_id, entity, field, kind, last_used_at from filter_index where state = 'ready' and folding = ${searchVersion}`
  return new Map(rows.map(one => [keyOf(one, one.entity, one), one.lastUsedAt]))
}

/** What was built or dropped in this process counts at once. */
export const forgetIndexes = (db: Database): void => {
  heard.delete(db)
}

/** A list that took longer was slow. */
const slowMs = 150
/** That a filter was slow is noted so often at the most, by field and process; that an index was of use, to the hour. */
const slowEveryMs = 1000
const usedEveryMs = 3_600_000
const noted = new WeakMap<Database, Map<string, number>>()

/**
 * Tells how long a filter took, and which indexes served it. Fields by which it is slow to filter are noted, to be indexed by the schedule `filter-indexes`; indexes
 * that are used stay. Nobody needs to wait for it, and what goes wrong with it is told to nobody.
 */
export async function noteFilter(
  ctx: Asker,
  { entity }: FilterCatalogue,
  plan: Plan,
  { tookMs, used }: { tookMs: number; used: readonly Probe[] },
): Promise<void> {
  const ready = (await heard.get(ctx.db)?.ready) ?? new Map<string, Date>()
  const now = ctx.clock().getTime()
  const kept = used.filter(probe => {
    const usedAt = ready.get(keyOf(ctx, entity, probe))?.getTime() ?? now
    return now - usedAt > usedEveryMs && isDue(ctx, `used ${entity} ${probe.field}`, usedEveryMs)
  })
  const slow =
    tookMs > slowMs
      ? probesOf(plan).filter(
          probe =>
            !ready.has(keyOf(ctx, entity, probe)) && isDue(ctx, `slow ${entity} ${probe.field}`, slowEveryMs),
        )
      : []
  await Promise.allSettled([
    ...kept.map(probe => keepUsed(ctx, entity, probe)),
    ...slow.map(probe => noteSlow(ctx, entity, probe)),
  ])
}

function isDue({ db, workspaceId, clock }: Asker, what: string, everyMs: number): boolean {
  const ofDatabase = noted.get(db) ?? new Map<string, number>()
  noted.set(db, ofDatabase)
  if (ofDatabase.size > 10_000) ofDatabase.clear()
  const key = `${workspaceId} ${what}`
  const now = clock().getTime()
  if (Math.abs(now - (ofDatabase.get(key) ?? 0)) < everyMs) return false
  ofDatabase.set(key, now)
  return true
}

function noteSlow(ctx: Asker, entity: string, { field, kind }: Probe): Promise<unknown> {
  const custom = field.startsWith('custom.')
  const source = custom ? field.slice('custom.'.length) : snakeCase(field)
  const now = ctx.clock()
  return inWorkspace(
    ctx,
    tx => tx`/* watch */
      insert into filter_index as i (workspace_id, entity, field, source, custom, kind, folding, state, slow, noted_at, last_used_at)
      values (${ctx.workspaceId}, ${entity}, ${field}, ${source}, ${custom}, ${kind}, ${searchVersion}, 'noted', 1, ${now}, ${now})
      on conflict (workspace_id, entity, field) do update set slow = i.slow + 1, last_used_at = excluded.last_used_at`,
  )
}

const keepUsed = (ctx: Asker, entity: string, { field }: Probe): Promise<unknown> =>
  inWorkspace(
    ctx,
    tx => tx`/* watch */
      update filter_index set last_used_at = ${ctx.clock()} where workspace_id = ${ctx.workspaceId} and entity = ${entity} and field = ${field}`,
  )
