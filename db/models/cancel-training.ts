import { authorise, type Context } from '../core/context'
import { conflict, notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { write } from '../events/write'
import { trainingEvents } from './models.events'
import type { Training } from './training.model'
import { trainingColumns } from './trainings.queries'

/** Asks a training to stop. Asking twice is asking once. Throws `conflict` (`training.over`) when it has ended. */
export async function cancelTraining(ctx: Context, model: string, id: string): Promise<Training> {
  authorise(ctx, 'model', 'create')
  return write(ctx, async ({ tx, emit }) => {
    const [training] = isUuid(id)
      ? await tx<Training[]>`
          select ${tx.unsafe(trainingColumns)} from training where id = ${id} and model = ${model} for update`
      : []
    if (!training) throw notFound('training')
    // Once its version is kept there is nothing left to stop: only the scoring is to come.
    if (training.finishedAt || training.versionId)
      throw conflict('This training is over.', { state: training.state }, 'training.over')
    if (training.asked === 'cancel') return training
    await tx`update training set asked = 'cancel' where id = ${id}`
    emit(trainingEvents.asked(id, { model, asked: 'cancel' }))
    return { ...training, asked: 'cancel' }
  })
}
