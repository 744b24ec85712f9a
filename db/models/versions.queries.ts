import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { mayTellValues } from '../scoring/told-features'
import type { ModelCard } from './card.model'
import { asJson, selected } from './columns'
import type { Alias, Gate, VersionState } from './gate.model'
import type { Training } from './training.model'
import { trainingFields } from './trainings.queries'

/** A version as lists show it, with its card. */
export interface VersionRow {
  id: string
  version: number
  alias: Alias
  state: VersionState
  card: ModelCard
  gate: Gate
  trainingId: string
  createdAt: string
}

export interface ModelOverview {
  model: string
  champion: VersionRow | null
  latest: VersionRow | null
  versions: number
  lastTraining: Training | null
  /** Records that have a score by the champion. */
  scored: number
}

const versionFields = ['id', 'version', 'alias', 'state', 'card', 'gate', 'training_id', 'created_at']

/** With what cards of earlier versions of Sextant do not tell, and without values that the reader may not be told. */
const whole = (ctx: Context, row: VersionRow): VersionRow => ({
  ...row,
  card: {
    ...row.card,
    suspects: (row.card.suspects ?? []).map(suspect =>
      mayTellValues(ctx, suspect.key)
        ? suspect
        : { ...suspect, signs: suspect.signs.filter(({ params }) => !('value' in params)) },
    ),
    importance: row.card.importance ?? [],
    thresholds: row.card.thresholds ?? [],
  },
})

/** What there is of each of the models, in their order. One statement. */
export async function overviewOf(ctx: Context, models: readonly string[]): Promise<ModelOverview[]> {
  authorise(ctx, 'model', 'read')
  const overviews = await readOnce(
    ctx,
    sql => sql<ModelOverview[]>`
      select m.model, ${sql.unsafe(asJson(versionFields, 'c'))} as champion, ${sql.unsafe(asJson(versionFields, 'l'))} as latest,
        ${sql.unsafe(asJson(trainingFields, 't'))} as last_training,
        (select count(*) from model_version v where v.model = m.model) as versions,
        (select count(*) from score s where s.version_id = c.id and s.score is not null) as scored
      from unnest(${[...models]}::text[]) with ordinality as m(model, place)
      left join model_version c on c.model = m.model and c.alias = 'champion'
      left join lateral (select * from model_version l where l.model = m.model order by version desc limit 1) l on true
      left join lateral (select * from training t where t.model = m.model order by created_at desc limit 1) t on true
      order by m.place`,
  )
  return overviews.map(({ champion, latest, ...overview }) => ({
    ...overview,
    champion: champion && whole(ctx, champion),
    latest: latest && whole(ctx, latest),
  }))
}

/** All versions of a model, newest first. */
export async function versionsOf(ctx: Context, model: string): Promise<VersionRow[]> {
  authorise(ctx, 'model', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<VersionRow[]>`
      select ${sql.unsafe(selected(versionFields))} from model_version where model = ${model} order by version desc limit 200`,
  )
  return rows.map(row => whole(ctx, row))
}

export interface ChampionRow {
  id: string
  version: number
  state: VersionState
}

/** Which version scores the workspace's records; null before the first training. */
export async function championOf(ctx: Context, model: string): Promise<ChampionRow | null> {
  const [champion] = await readOnce(
    ctx,
    sql => sql<ChampionRow[]>`
      select id, version, state from model_version where model = ${model} and alias = 'champion'`,
  )
  return champion ?? null
}

/** A version's artifact as it was trained, to be checked by whoever loads it. */
export async function artifactOf(ctx: Context, versionId: string): Promise<unknown> {
  const [version] = await readOnce(
    ctx,
    sql => sql<{ artifact: unknown }[]>`select artifact from model_version where id = ${versionId}`,
  )
  return version?.artifact
}

/** Which model a version is of; null when it is not in this workspace. */
export async function modelOfVersion(ctx: Context, versionId: string): Promise<string | null> {
  const [version] = await readOnce(
    ctx,
    sql => sql<{ model: string }[]>`select model from model_version where id = ${versionId}`,
  )
  return version?.model ?? null
}

/** The version that a training made; null before it has. */
export async function versionOfTraining(
  ctx: Context,
  trainingId: string,
): Promise<Pick<VersionRow, 'id' | 'alias'> | null> {
  const [version] = await readOnce(
    ctx,
    sql => sql<Pick<VersionRow, 'id' | 'alias'>[]>`
      select id, alias from model_version where training_id = ${trainingId}`,
  )
  return version ?? null
}

/** One version with its card. Throws `not_found`. */
export async function readVersion(ctx: Context, model: string, version: number): Promise<VersionRow> {
  authorise(ctx, 'model', 'read')
  const [found] = await readOnce(
    ctx,
    sql => sql<VersionRow[]>`
      select ${sql.unsafe(selected(versionFields))} from model_version where model = ${model} and version = ${version}`,
  )
  if (!found) throw notFound('version of this model')
  return whole(ctx, found)
}
