import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { untilUndisturbed } from '../core/postgres-faults'
import { insertEvents } from '../events/append-events'
import { scoreEvents } from './score.events'
import type { NewScore, ScoreReason, Scorer } from './score.model'

export interface Written {
  /** Score rows written: new, or with another score, reason or version, or not looked at for a day. */
  written: number
  /** Records whose score is another number than before: one event each. */
  changed: number
}

/** How often two writers that lock each other out are begun anew. */
const attempts = 4

const week = 7 * 86_400_000
const day = 86_400_000

/**
 * Writes a batch of scores in one statement: the score rows, the records' `score, score_change, scored_at` (null where too little is known for a score; neither their version nor
 * `updated_at`: nobody edited them), and an event `<subject>.scored` per record whose score changed, with what it is made of. Scores that say
 * what is there already are passed over. Writes nothing when `versionId` is not the champion any more, and holds it in its place until all
 * is written: another champion's scores are never written over by the former's.
 */
export async function writeScores(
  ctx: Context,
  scorer: Scorer,
  scores: readonly NewScore[],
): Promise<Written> {
  if (scores.length === 0) return { written: 0, changed: 0 }
  const { model, version } = scorer
  const rows = scores.map(({ othersCount, othersPoints, asOf, ...score }) => {
    const { base, reasons } = score
    const { payload } = scoreEvents[scorer.subject].scored(
      score.id,
      base === null
        ? { model }
        : {
            model,
            version,
            reason: largest(reasons),
            base,
            parts: reasons.map(({ feature, points, value }) => [feature, points, value]),
            others: othersPoints,
          },
    )
    const others = { others_count: othersCount, others_points: othersPoints }
    return { ...score, ...others, event: uuidv7(), payload, as_of: asOf }
  })
  // In one order for all who write, so that two batches rarely lock each other out.
  rows.sort((a, b) => (a.id < b.id ? -1 : 1))
  return untilUndisturbed(() => inWorkspace(ctx, tx => writeRows(ctx, tx, scorer, rows)), { attempts })
}

async function writeRows(
  ctx: Context,
  tx: Tx,
  { subject, model, versionId }: Scorer,
  rows: readonly object[],
): Promise<Written> {
  const now = ctx.clock()
  const ago = (ms: number) => new Date(now.getTime() - ms).toISOString()
  const { kind } = scoreEvents[subject].scored
  const changed = tx`(
    select event as id, ${kind}::text as kind, ${subject}::text as subject_type, id as subject_id, ${now.toISOString()}::timestamptz as occurred_at,
      payload, jsonb_build_object('score', was) as before, jsonb_build_object('score', score) as after
    from fresh where was is distinct from score) e`
  const [counts] = await tx<Written[]>`
    with given as materialized (
      select * from jsonb_to_recordset(${tx.json(rows as never)}) as g(id uuid, event uuid, score smallint, probability float8, low float8,
        high float8, base smallint, reasons jsonb, missing jsonb, as_of timestamptz, payload jsonb, others_count smallint,
        others_points smallint)
      where exists (select 1 from model_version v where v.id = ${versionId} and v.alias = 'champion' for share)
    ), fresh as materialized (
      select g.*, b.score as was, g.score - case when f.found then f.was else b.score end as change
      from given g
      left join score b on b.subject_id = g.id and b.model = ${model}
      left join lateral (
        select (e.before ->> 'score')::smallint as was, true as found from event e
        where b.subject_id is not null and e.workspace_id = ${ctx.workspaceId} and e.subject_id = g.id and e.kind = ${kind}
          and e.occurred_at > ${ago(week)} and e.recorded_at > ${ago(5 * week)}
        order by e.occurred_at, e.seq limit 1) f on true
      where b.subject_id is null or b.score is distinct from g.score or b.reasons <> g.reasons or b.missing is distinct from nullif(g.missing, 'null')
        or b.version_id <> ${versionId} or b.scored_at < ${ago(day)}
    ), kept as (
      insert into score (workspace_id, model, subject_id, subject_type, version_id, score, previous, probability, low, high, base, reasons, missing,
        as_of, others_count, others_points, scored_at)
      select ${ctx.workspaceId}, ${model}, id, ${subject}, ${versionId}, score, null, probability, low, high, base, reasons, nullif(missing, 'null'), as_of,
        others_count, others_points, ${now.toISOString()} from fresh
      on conflict (subject_id, model) do update set version_id = excluded.version_id,
        previous = case when score.score is distinct from excluded.score then score.score else score.previous end, score = excluded.score,
        probability = excluded.probability, low = excluded.low, high = excluded.high, base = excluded.base, reasons = excluded.reasons,
        missing = excluded.missing, as_of = excluded.as_of,
        others_count = excluded.others_count, others_points = excluded.others_points, scored_at = excluded.scored_at
    ), told as (${insertEvents(ctx, tx, changed)}
    ), shown as (
      update ${tx(subject)} t set score = f.score, score_change = f.change, scored_at = case when f.score is null then null else ${now.toISOString()}::timestamptz end
      from fresh f where t.id = f.id
    )
    select count(*) as written, count(*) filter (where was is distinct from score) as changed from fresh`
  return counts!
}

/** The reason that moved most: the first gain or the first loss, as they come in that order. Null where there is none. */
const largest = (reasons: readonly ScoreReason[]): ScoreReason | null =>
  reasons.reduce<ScoreReason | null>(
    (top, reason) => (top && Math.abs(top.points) >= Math.abs(reason.points) ? top : reason),
    null,
  )

/**
 * Takes every score of a subject back, in batches, as long as `versionId` is the champion: it has nothing to say of single records. Gives how many
 * there were.
 */
export async function clearScores(ctx: Context, { subject, model, versionId }: Scorer): Promise<number> {
  const now = ctx.clock().toISOString()
  const { kind } = scoreEvents[subject].scored
  const taken = (tx: Tx) => tx`(
    select gen_random_uuid() as id, ${kind}::text as kind, ${subject}::text as subject_type, subject_id, ${now}::timestamptz as occurred_at,
      jsonb_build_object('model', ${model}::text) as payload, jsonb_build_object('score', score) as before, '{"score": null}'::jsonb as after
    from taken) e`
  for (let cleared = 0; ; ) {
    const [{ count } = { count: 0 }] = await untilUndisturbed(
      () =>
        inWorkspace(
          ctx,
          tx => tx<{ count: number }[]>`
          with taken as (select subject_id, score from score where model = ${model} and subject_type = ${subject}
            and exists (select 1 from model_version v where v.id = ${versionId} and v.alias = 'champion' for share) order by subject_id limit 2000 for update),
          gone as (delete from score s using taken where s.subject_id = taken.subject_id and s.model = ${model}),
          told as (${insertEvents(ctx, tx, taken(tx))}),
          shown as (update ${tx(subject)} t set score = null, score_change = null, scored_at = null from taken where t.id = taken.subject_id)
          select count(*) as count from taken`,
        ),
      { attempts },
    )
    if (count === 0) return cleared
    cleared += count
  }
}
