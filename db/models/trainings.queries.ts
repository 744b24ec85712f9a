import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { selected } from './columns'
import type { Training } from './training.model'

/** The columns that make a `Training`. */
export const trainingFields = [
  'id',
  'model',
  'state',
  'asked',
  'progress',
  'failure',
  'version_id',
  'requested_by',
  'created_at',
  'started_at',
  'finished_at',
] as const

/** The same as a piece of SQL, named as the shape names them. */
export const trainingColumns = selected(trainingFields)

/** A training with its progress. Throws `not_found`. */
export async function readTraining(ctx: Context, model: string, id: string): Promise<Training> {
  authorise(ctx, 'model', 'read')
  const [training] = isUuid(id)
    ? await readOnce(
        ctx,
        sql => sql<Training[]>`
          select ${sql.unsafe(trainingColumns)} from training where id = ${id} and model = ${model}`,
      )
    : []
  if (!training) throw notFound('training')
  return training
}

/** Which model a training is of; null when it is not in this workspace. */
export async function modelOfTraining(ctx: Context, id: string): Promise<string | null> {
  const [training] = await readOnce(
    ctx,
    sql => sql<{ model: string }[]>`select model from training where id = ${id}`,
  )
  return training?.model ?? null
}

/** The last trainings of a model, newest first. */
export async function trainingsOf(ctx: Context, model: string, limit = 10): Promise<Training[]> {
  authorise(ctx, 'model', 'read')
  return readOnce(
    ctx,
    sql => sql<Training[]>`
      select ${sql.unsafe(trainingColumns)} from training where model = ${model} order by training.created_at desc limit ${limit}`,
  )
}
