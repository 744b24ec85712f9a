import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { write } from '../events/write'
import { trainingEvents } from './models.events'
import type { Remark } from './remark.model'
import type { TrainingEnd, TrainingProgress, TrainingState } from './training.model'

/**
 * Notes how far a training is, for the screens: its workflow calls it every few seconds. A training that is over stays as it ended.
 * Merges `progress` into what is known, and gives what was asked of the training meanwhile.
 */
export async function noteProgress(
  ctx: Context,
  id: string,
  state: Exclude<TrainingState, TrainingEnd>,
  progress: TrainingProgress = {},
): Promise<Asked> {
  return write(ctx, async ({ tx, emit }) => {
    const [noted] = await tx<{ model: string; asked: string | null }[]>`
      update training set state = ${state}, progress = progress || ${tx.json(progress)},
        started_at = coalesce(started_at, ${ctx.clock().toISOString()})
      where id = ${id} and finished_at is null returning model, asked`
    if (!noted) return askedIn(tx, id)
    const { curve, ...counts } = progress
    emit(trainingEvents.progressed(id, { model: noted.model, state, ...counts, last: curve?.at(-1) }))
    return { asked: noted.asked, over: false }
  })
}

/** What was asked of a training, and whether it has ended. */
export interface Asked {
  asked: string | null
  over: boolean
}

/** What was asked of the training until now. Throws `not_found`. */
export const askedOf = (ctx: Context, id: string): Promise<Asked> => inWorkspace(ctx, tx => askedIn(tx, id))

async function askedIn(tx: Tx, id: string): Promise<Asked> {
  const [training] = await tx<Asked[]>`
    select asked, finished_at is not null as over from training where id = ${id}`
  if (!training) throw notFound('training')
  return training
}

/** Ends a training, once: a second end is none. */
export async function endTraining(
  ctx: Context,
  id: string,
  end: TrainingEnd,
  failure: Remark | null = null,
): Promise<void> {
  await write(ctx, async ({ tx, emit }) => {
    const [ended] = await tx<{ model: string; versionId: string | null }[]>`
      update training set state = ${end}, failure = ${failure && tx.json(failure)}, finished_at = ${ctx.clock().toISOString()}
      where id = ${id} and finished_at is null returning model, version_id`
    if (!ended) {
      const [known] = await tx`select 1 from training where id = ${id}`
      if (!known) throw notFound('training')
      return
    }
    const { model, versionId } = ended
    emit(trainingEvents.finished(id, { model, versionId, failure }, { after: { state: end } }))
  })
}
