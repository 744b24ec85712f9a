import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { VersionState } from '../models/gate.model'
import type { Entity } from '../records/entity'
import { scopeSql } from '../records/scope'
import type { ExplainedScore, MissingFeature, NotScored, ScoredKind } from './score.model'
import { shownReasons } from './told-features'

/** What is known of a record's score: its row, the champion, and how it came here. */
export interface KnownScore {
  status: string
  champion: {
    version: number
    state: VersionState
    prior: number
    predictor: string
    rows: number
    positives: number
    minimumPerClass: number
  } | null
  /** Whether a version waits that is held back. */
  heldBack: boolean
  score:
    | ((ExplainedScore | NotScored) & {
        missing: MissingFeature[] | null
        asOf: string | null
        version: number
        state: VersionState
        scoredAt: string
      })
    | null
  /** Changes of the score, oldest first, at most 50. */
  history: { at: string; score: number | null }[]
  /** Score seven days ago; null when there was none. */
  weekAgo: number | null
}

/** The score of a record in the asker's reach, else `not_found`. One statement. */
export async function knownScore(
  ctx: Context,
  entity: Entity,
  model: string,
  id: string,
): Promise<KnownScore> {
  const scope = authorise(ctx, entity.name, 'read')
  if (!isUuid(id)) throw notFound(entity.name)
  const weekAgo = new Date(ctx.clock().getTime() - 7 * 86_400_000).toISOString()
  const [row] = await readOnce(
    ctx,
    sql => sql<{ known: KnownScore }[]>`
      with told as (
        select e.occurred_at, e.seq, e.before, e.after from event e
        where e.workspace_id = ${ctx.workspaceId} and e.subject_id = ${id} and e.kind = ${`${entity.name}.scored`}
        order by e.occurred_at desc, e.seq desc limit 50)
      select json_build_object('status', t.status,
        'champion', (select json_build_object('version', v.version, 'state', v.state, 'prior', v.artifact -> 'prior',
          'predictor', v.artifact -> 'predictor' ->> 'kind', 'rows', v.artifact -> 'rows', 'positives', v.artifact -> 'positives',
          'minimumPerClass', v.artifact -> 'spec' -> 'minimumPerClass')
          from model_version v where v.model = ${model} and v.alias = 'champion'),
        'heldBack', exists (select 1 from model_version v where v.model = ${model} and v.state = 'held_back'),
        'score', (select json_build_object('score', s.score, 'probability', s.probability, 'low', s.low, 'high', s.high, 'base', s.base,
          'reasons', s.reasons, 'missing', s.missing, 'asOf', s.as_of, 'othersCount', s.others_count, 'othersPoints', s.others_points, 'version', v.version, 'state', v.state,
          'scoredAt', s.scored_at) from score s join model_version v on v.id = s.version_id where s.subject_id = t.id and s.model = ${model}),
        'history', (select coalesce(json_agg(json_build_object('at', occurred_at, 'score', after -> 'score') order by occurred_at, seq), '[]') from told),
        'weekAgo', coalesce(
          (select coalesce(before -> 'score', 'null') from told where occurred_at > ${weekAgo} order by occurred_at, seq limit 1),
          (select after -> 'score' from told order by occurred_at desc, seq desc limit 1))) as known
      from ${sql(entity.name)} t where t.id = ${id} and t.deleted_at is null ${scopeSql(ctx, sql, entity, scope)}`,
  )
  if (!row) throw notFound(entity.name)
  const { known } = row
  return { ...known, score: known.score && shown(ctx, entity, known.score) }
}

/** Without values that the reader may not be told. */
const shown = <S extends Pick<ExplainedScore, 'reasons'>>(ctx: Context, { name }: Entity, score: S): S => ({
  ...score,
  reasons: shownReasons(ctx, name as ScoredKind, score.reasons),
})

/** A score of a list, with its record's title. `missing`: why there is none. */
export type ListedScore = (ExplainedScore | NotScored) & {
  missing: MissingFeature[] | null
  id: string
  name: string
  version: number
  scoredAt: string
}

const pageRows = 500

/** Every score of a model that the asker may see, a page at a time in the order in which the records were made. */
export async function* scorePages(
  ctx: Context,
  entity: Entity,
  model: string,
): AsyncGenerator<ListedScore[]> {
  authorise(ctx, 'model', 'read')
  const scope = authorise(ctx, entity.name, 'read')
  let after: { createdAt: string; id: string } | undefined
  for (;;) {
    const [page] = await inWorkspace(
      ctx,
      tx => tx<{ rows: (ListedScore & { createdAt: string })[] | null }[]>`
        select json_agg(p) as rows from (
          select t.id, t.created_at as "createdAt", ${tx(`t.${entity.titleField}`)} as name, s.score, s.probability, s.low, s.high, s.base, s.reasons, s.missing,
            s.others_count as "othersCount", s.others_points as "othersPoints", v.version, s.scored_at as "scoredAt"
          from ${tx(entity.name)} t join score s on s.subject_id = t.id and s.model = ${model} join model_version v on v.id = s.version_id
          where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, tx, entity, scope)}
            ${after ? tx`and (t.created_at, t.id) > (${after.createdAt}::timestamptz, ${after.id}::uuid)` : tx``}
          order by t.created_at, t.id limit ${pageRows}) p`,
    )
    const rows = page?.rows ?? []
    if (rows.length) yield rows.map(one => shown(ctx, entity, one))
    if (rows.length < pageRows) return
    after = rows.at(-1)
  }
}
