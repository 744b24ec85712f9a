import { authorise, type Context } from '../core/context'
import { conflict } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { type Write, write } from '../events/write'
import { trainingEvents } from './models.events'
import { remark } from './remark.rules'
import type { Training } from './training.model'
import { trainingColumns } from './trainings.queries'

/** A workflow of training ends within this time, one way or another: a row that says otherwise was left behind. */
const longestMs = 2 * 86_400_000

/** Asks for a training. Throws `conflict` (`training.running`, with the id) while one of the same model runs in the workspace. */
export async function requestTraining(ctx: Context, model: string): Promise<Training> {
  authorise(ctx, 'model', 'create')
  return write(ctx, ({ tx, emit }) => queueTraining(ctx, { tx, emit }, model))
}

/** The same within a transaction, of one who may. */
export async function queueTraining(
  ctx: Context,
  { tx, emit }: Pick<Write, 'tx' | 'emit'>,
  model: string,
): Promise<Training> {
  const now = ctx.clock()
  await tx`
      update training set state = 'failed', failure = ${tx.json(remark('failure.overdue', {}))}, finished_at = ${now.toISOString()}
      where model = ${model} and finished_at is null and created_at < ${new Date(now.getTime() - longestMs).toISOString()}`
  const [made] = await tx<Training[]>`
      insert into training (id, workspace_id, model, state, requested_by, created_at)
      values (${uuidv7()}, ${ctx.workspaceId}, ${model}, 'queued', ${ctx.access.memberId}, ${now.toISOString()})
      on conflict (workspace_id, model) where finished_at is null do nothing
      returning ${tx.unsafe(trainingColumns)}`
  if (!made) {
    const [running] = await tx<{ id: string }[]>`
        select id from training where model = ${model} and finished_at is null`
    throw conflict(
      'This model is being trained already.',
      { trainingId: running?.id ?? null },
      'training.running',
    )
  }
  emit(trainingEvents.requested(made.id, { model }, { after: { state: 'queued' } }))
  return made
}
