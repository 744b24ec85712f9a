import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { Fault } from '../core/errors'
import { requestTraining } from './request-training'

/**
 * Asks for a training of each of these models for which the workspace never had one, and gives their names. One that failed or was stopped
 * is not asked for again: that is for a person to do.
 */
export async function trainUntrained(ctx: Context, models: readonly string[]): Promise<string[]> {
  authorise(ctx, 'model', 'create')
  const known = await readOnce(
    ctx,
    sql =>
      sql<{ model: string }[]>`select distinct model from training where model = any(${models as string[]})`,
  )
  const asked: string[] = []
  for (const model of models) {
    if (known.some(training => training.model === model)) continue
    try {
      await requestTraining(ctx, model)
      asked.push(model)
    } catch (error) {
      // Somebody else asked in the same moment.
      if (!(error instanceof Fault && error.code === 'conflict')) throw error
    }
  }
  return asked
}
