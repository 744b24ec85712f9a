import type { Context } from '@sextant/db/core/context'
import type { AnySchema } from '@sextant/db/core/field.model'
import { route } from './route'

/** A job as a verb leaves it. `version` becomes the ETag. */
export const answeredJob = <J extends { version: number }>(job: J) => ({ body: job, version: job.version })

/** The routes of what may be asked of a job that is there, `POST <path>/:id/<verb>`: each answers with the job as it is now. */
export const jobVerbs = <const P extends string, V extends string, S extends AnySchema>(jobs: {
  path: P
  area: string
  /** “The import as it is now.” */
  answer: string
  schema: S
  /** What each verb does, in a sentence of the reference. */
  summaries: Readonly<Record<V, string>>
  ask: (ctx: Context, id: string, verb: V) => Promise<{ version: number }>
}) =>
  (Object.keys(jobs.summaries) as V[]).map(verb =>
    route({
      method: 'post',
      path: `${jobs.path}/:id/${verb}`,
      area: jobs.area,
      summary: jobs.summaries[verb],
      answers: { 200: { description: jobs.answer, schema: jobs.schema } },
      handle: async ({ ctx, params }) => answeredJob(await jobs.ask(ctx, params.id!, verb)),
    }),
  )
