import type { Context } from '@sextant/db/core/context'
import type { Tx } from '@sextant/db/core/database'
import type { AnyRecord } from '@sextant/db/core/record.model'
import { readBehaviour } from '@sextant/db/scoring/behaviour.queries'
import { undoLaterChanges } from '@sextant/db/scoring/later-changes.queries'
import { type OwnerPast, readOwnerPast } from '@sextant/db/scoring/owner-past.queries'
import { type PageEnd, recordPages, type Wanted } from '@sextant/db/scoring/record-pages.queries'
import { nothingRelated, readRelated } from '@sextant/db/scoring/related.queries'
import { hash32 } from '../app/random'
import type { FeatureValue, ScoringRow, TrainingRow } from '../app/spec.model'
import type { Feature, KnownRecord } from './feature'
import { localDayIn } from './local-day'
import { type Moment, scoringMoment, trainingMoment } from './moment.rules'
import type { Ending, OutcomeModel } from './outcome-model'

const dayMs = 86_400_000
/** One record in this many is learnt from as it was at its beginning. */
const asNewShare = 8

/** Every record with an outcome as it was known before, oldest first, read page by page. The outcome's own fields are not in it. */
export async function* trainingRows(
  ctx: Context,
  model: OutcomeModel,
  features: readonly Feature[],
): AsyncGenerator<TrainingRow> {
  const nowMs = ctx.clock().getTime()
  const ownerPast = await readOwnerPast(ctx, model)
  const pages = recordPages(ctx, model, keysOf(model), { decidedBefore: nowMs }, async (tx, records) => {
    const labelled = records.flatMap(record => {
      const ending = endingOf(model, record)
      const label = model.labelOf(ending, nowMs)
      if (label === null) return []
      return [{ record, ending, label, moment: momentOf(model, record, ending) }]
    })
    await rewind(ctx, tx, model, labelled)
    const rows = await rowsOf(ctx, tx, model, features, labelled, ownerPast, true)
    return rows.map((row, i): TrainingRow => ({ ...row, label: labelled[i]!.label }))
  })
  for await (const { result } of pages) yield* result
}

export interface ScoringPage {
  rows: ScoringRow[]
  /** Where to go on after this page. */
  end: PageEnd
}

/**
 * Records to be scored, a page at a time: open ones as they are known now, closed ones as they were known before their outcome.
 * `features` are those of the version that scores them.
 */
export async function* scoringPages(
  ctx: Context,
  model: OutcomeModel,
  features: readonly Feature[],
  wanted: Exclude<Wanted, { decidedBefore: number }>,
  ownerPast: OwnerPast,
): AsyncGenerator<ScoringPage> {
  const nowMs = ctx.clock().getTime()
  const closed = 'part' in wanted && wanted.part === 'closed'
  const pages = recordPages(ctx, model, keysOf(model), wanted, async (tx, records) => {
    const seen = records.map(record => {
      const ending = endingOf(model, record)
      const moment = closed
        ? momentOf(model, record, ending, false)
        : scoringMoment(lifeOf(model, record, ending), model.windowDays * dayMs, nowMs)
      return { record, ending, moment }
    })
    if (closed) await rewind(ctx, tx, model, seen, false)
    return rowsOf(ctx, tx, model, features, seen, ownerPast, closed)
  })
  for await (const { result, end } of pages) yield { rows: result, end }
}

/** Everything that a feature, a moment or a label may be made of. */
const keysOf = ({ entity, opened, closed }: OutcomeModel): string[] => [
  ...Object.entries(entity.model.fields)
    .filter(([, { traits }]) => !traits.readOnly && !traits.afterwards)
    .map(([key]) => key)
    .filter(key => !['name', 'note', 'externalId', 'status', 'createdAt', opened].includes(key)),
  opened,
  closed,
  'status',
  'createdAt',
  'custom',
]

function endingOf({ closed }: OutcomeModel, record: AnyRecord): Ending {
  const at = record[closed]
  return {
    status: record.status as string,
    createdMs: Date.parse(record.createdAt),
    closedMs: typeof at === 'string' ? Date.parse(at) : null,
  }
}

const lifeOf = ({ opened }: OutcomeModel, record: AnyRecord, { createdMs, closedMs }: Ending) => ({
  createdMs,
  openedOn: typeof record[opened] === 'string' ? (record[opened] as string) : null,
  closedMs,
})

interface Seen {
  record: AnyRecord
  moment: Moment
}

/** `mixed`: some are taken at their beginning, so that the model also learns from new ones. */
function momentOf(model: OutcomeModel, record: AnyRecord, ending: Ending, mixed = true): Moment {
  const asNew = mixed && hash32(record.id, 29) % asNewShare === 0
  return trainingMoment(lifeOf(model, record, ending), model.windowDays * dayMs, asNew)
}

/** Brings records back to their moments. Where the day of its beginning itself was changed later, the moment is another one: once more. */
async function rewind(
  ctx: Context,
  tx: Tx,
  model: OutcomeModel,
  seen: (Seen & { ending: Ending })[],
  mixed = true,
): Promise<void> {
  const undo = (some: readonly Seen[]) =>
    undoLaterChanges(
      tx,
      ctx.workspaceId,
      model.entity.name,
      some.map(({ record, moment }) => ({ record, fieldsMs: moment.fieldsMs })),
    )
  await undo(seen)
  const moved = seen.filter(one => {
    const moment = momentOf(model, one.record, one.ending, mixed)
    if (moment.openedMs === one.moment.openedMs) return false
    one.moment = moment
    return true
  })
  if (moved.length) await undo(moved)
}

async function rowsOf(
  ctx: Context,
  tx: Tx,
  model: OutcomeModel,
  features: readonly Feature[],
  seen: readonly Seen[],
  ownerPast: OwnerPast,
  replay: boolean,
): Promise<ScoringRow[]> {
  if (seen.length === 0) return []
  const { workspaceId } = ctx
  const dayOf = localDayIn(ctx.timeZone)
  const [behaviour, related] = await Promise.all([
    readBehaviour(
      tx,
      workspaceId,
      seen.map(({ record, moment }) => ({ id: record.id, ...moment })),
    ),
    model.entity.name === 'deal'
      ? readRelated(
          tx,
          workspaceId,
          seen.map(({ record, moment }) => ({ record, ...moment })),
          replay,
        )
      : null,
  ])
  return seen.map(({ record, moment }, i) => {
    const known: KnownRecord = {
      id: record.id,
      openedMs: moment.openedMs,
      atMs: moment.atMs,
      openedDay: moment.openedOn ?? dayOf(moment.openedMs),
      watched: moment.watched,
      values: record,
      custom: record.custom,
      behaviour: behaviour(record.id),
      ownerPast: ownerPast(record.ownerId, moment.atMs),
      ...(related?.[i] ?? nothingRelated),
    }
    return { id: record.id, at: moment.atMs, values: valuesOf(features, known, ctx) }
  })
}

function valuesOf(features: readonly Feature[], known: KnownRecord, workspace: { currency: string }) {
  const values: Record<string, FeatureValue> = {}
  for (const feature of features) values[feature.key] = feature.of(known, workspace)
  return values
}
