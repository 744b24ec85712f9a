import type { Context } from '@sextant/db/core/context'
import type { PageEnd } from '@sextant/db/scoring/record-pages.queries'
import { type Part, pageSize } from '@sextant/db/scoring/record-pages.queries'
import type { ExplainedScore, NewScore, Scorer } from '@sextant/db/scoring/score.model'
import { clearScores, writeScores } from '@sextant/db/scoring/write-scores'
import type { Explanation } from '../app/score'
import { featuresOf, type OutcomeModel } from '../features/outcome-model'
import { scoringPages } from '../features/rows'
import { amongFeatures, loadChampion, recentOwnerPast } from './champion'

export interface ScoringOptions {
  /** Goes on after a page of an earlier run. */
  after?: ScoringEnd
  /** After each page that is written. A throw stops between two pages. */
  onPage?: (done: { scored: number; end: ScoringEnd }) => void | Promise<void>
}

/** Where a run over all records stands. */
type ScoringEnd = PageEnd & { part: Part }

export interface Scored {
  /** Records looked at. */
  scored: number
  /** Score rows written, and records whose score is another number now. */
  written: number
  changed: number
}

/**
 * Scores records by the champion: all of the workspace's (those whose outcome is known as they were before it), or the open ones with
 * the ids. Pages are read, explained and written one by
 * one, so memory does not grow with their number, and doing it again does no harm. Where the champion has one rate for all (a cold
 * start, or no signal) no record gets a score, and those there were are taken back; so it is for a record of which too little is known.
 */
export async function scoreRecords(
  ctx: Context,
  model: OutcomeModel,
  which: 'all' | 'open' | readonly string[],
  options: ScoringOptions = {},
): Promise<Scored> {
  const total: Scored = { scored: 0, written: 0, changed: 0 }
  const champion = await loadChampion(ctx, model.name)
  if (!champion) return total
  const scorer: Scorer = {
    subject: model.entity.name,
    model: model.name,
    versionId: champion.id,
    version: champion.version,
  }
  const { artifact } = champion.loaded
  if (artifact.predictor.kind === 'prior') {
    if (typeof which === 'string') total.changed = await clearScores(ctx, scorer)
    return total
  }
  const used = new Set(artifact.encoder.features.map(feature => feature.key))
  const present = await featuresOf(ctx, model)
  const loaded = amongFeatures(champion.loaded, present)
  const features = present.filter(feature => used.has(feature.key))
  const ownerPast = await recentOwnerPast(ctx, model)
  // Postgres writes one page while the next is read and explained here.
  let writing = Promise.resolve()
  try {
    for (const wanted of typeof which === 'string' ? parts(which, options.after) : batches(which)) {
      for await (const { rows, end } of scoringPages(ctx, model, features, wanted, ownerPast)) {
        const scores = loaded.explainMany(rows).map((explained, i) => scoreOf(explained, rows[i]!.at))
        await writing
        writing = writePage(scores, { ...end, part: 'part' in wanted ? wanted.part : 'open' })
        writing.catch(() => undefined)
      }
    }
  } finally {
    await writing
  }
  return total

  async function writePage(scores: NewScore[], end: ScoringEnd): Promise<void> {
    const { written, changed } = await writeScores(ctx, scorer, scores)
    total.scored += scores.length
    total.written += written
    total.changed += changed
    await options.onPage?.({ scored: total.scored, end })
  }
}

/** Open records first: somebody waits for those. */
function parts(which: 'all' | 'open', after: ScoringEnd | undefined): { part: Part; after?: PageEnd }[] {
  if (after?.part === 'closed') return [{ part: 'closed', after }]
  return which === 'open' ? [{ part: 'open', after }] : [{ part: 'open', after }, { part: 'closed' }]
}

function* batches(ids: readonly string[]): Generator<{ ids: readonly string[] }> {
  for (let at = 0; at < ids.length; at += pageSize) yield { ids: ids.slice(at, at + pageSize) }
}

const none = { score: null, probability: null, low: null, high: null, base: null } as const

/** Of a record of which hardly anything is known a score would tell no more than the average does: it gets what is missing instead. */
const scoreOf = (explained: Explanation, at: number): NewScore => {
  const { id, unknown } = explained
  const asOf = new Date(at).toISOString()
  if (unknown) return { id, asOf, ...none, reasons: [], othersCount: 0, othersPoints: 0, missing: unknown }
  return { id, asOf, missing: null, ...pointsOf(explained) }
}

const pointsOf = (explained: Explanation): ExplainedScore => ({
  score: explained.score,
  probability: explained.probability,
  low: explained.interval?.low ?? null,
  high: explained.interval?.high ?? null,
  base: explained.base,
  reasons: explained.reasons,
  othersCount: explained.others.count,
  othersPoints: explained.others.points,
})
