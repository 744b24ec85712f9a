import type { Context } from '@sextant/db/core/context'
import { invalid } from '@sextant/db/core/errors'
import type { AnyRecord } from '@sextant/db/core/record.model'
import { archiveRecord } from '@sextant/db/records/archive-record'
import { createRecord } from '@sextant/db/records/create-record'
import type { Entity } from '@sextant/db/records/entity'
import { findByKey } from '@sextant/db/records/find-by-key'
import { readRecord } from '@sextant/db/records/read-record'
import { shownText } from '@sextant/db/records/show-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { asFault, problemBody } from '../app/problem'
import { areaIn, shapesOf, uniqueOf } from '../app/record-shapes'
import { type Asked, route } from '../app/route'

interface Outcome {
  status: number
  id?: string
  /** JSON text. */
  record?: string
}

/** Many records in one request: each item has its own outcome, and one that fails leaves the others alone. */
export function batchRoutes<E extends Entity>(entity: E) {
  const area = areaIn(entity)
  const shapes = shapesOf(entity)
  const answers = {
    207: { description: 'An outcome for each item, in the order sent.', schema: shapes.Results },
  }
  const named = <V extends string>(verb: V) => ({
    method: 'post' as const,
    path: `/crm/${area}/batch/${verb}` as const,
    area,
    answers,
  })
  const routes = [
    route({
      ...named('read'),
      summary: `Reads up to 200 ${area} by id.`,
      body: shapes.ReadItems,
      handle: asked =>
        each(asked, asked.body.items, async id => ({
          status: 200,
          id,
          record: (await readRecord(asked.ctx, entity, id)).body,
        })),
    }),
    route({
      ...named('create'),
      summary: `Creates up to 200 ${area}.`,
      body: shapes.CreateItems,
      handle: asked =>
        each(asked, asked.body.items, async values =>
          written(asked.ctx, entity, 201, await createRecord(asked.ctx, entity, values)),
        ),
    }),
    route({
      ...named('update'),
      summary: `Changes up to 200 ${area}.`,
      body: shapes.UpdateItems,
      handle: asked =>
        each(asked, asked.body.items, async ({ id, version, values }) => {
          return written(asked.ctx, entity, 200, await updateRecord(asked.ctx, entity, id, values, version))
        }),
    }),
    route({
      ...named('archive'),
      summary: `Moves up to 200 ${area} to the recycle bin.`,
      body: shapes.ArchiveItems,
      handle: asked =>
        each(asked, asked.body.items, async ({ id, version }) => {
          await archiveRecord(asked.ctx, entity, id, version)
          return { status: 204, id }
        }),
    }),
  ] as const
  // Without a key that is unique there is nothing to find the record by.
  const [key] = uniqueOf(entity.keys)
  if (key === undefined) return routes
  const upsert = route({
    ...named('upsert'),
    summary: `Creates or changes up to 200 ${area}, found by a key such as ${key}.`,
    body: shapes.UpsertItems,
    handle: asked =>
      each(asked, asked.body.items, ({ by, values }) => upsertOne(asked.ctx, entity, by, values)),
  })
  return [...routes, upsert] as const
}

async function upsertOne(ctx: Context, entity: Entity, by: string, values: unknown): Promise<Outcome> {
  const given = typeof values === 'object' && values !== null ? (values as Record<string, unknown>) : {}
  if (typeof given[by] !== 'string')
    throw invalid([
      {
        pointer: `/values/${by}`,
        code: 'required',
        message: `“${by}” is needed to find the record.`,
        params: { field: by },
      },
    ])
  const id = await findByKey(ctx, entity, by, given)
  if (id === undefined) return written(ctx, entity, 201, await createRecord(ctx, entity, values))
  return written(ctx, entity, 200, await updateRecord(ctx, entity, id, values))
}

const written = async (
  ctx: Context,
  entity: Entity,
  status: number,
  record: AnyRecord,
): Promise<Outcome> => ({
  status,
  id: record.id,
  record: await shownText(ctx, entity, record),
})

/** One after the other, so that a batch holds one connection and items may build on each other. */
async function each<T>(
  { ctx, door }: Pick<Asked<unknown, unknown>, 'ctx' | 'door'>,
  items: readonly T[],
  work: (item: T) => Promise<Outcome>,
) {
  const results: string[] = []
  for (const [index, item] of items.entries()) {
    try {
      const { status, id, record } = await work(item)
      const rest = record === undefined ? '' : `,"record":${record}`
      results.push(`{"index":${index},"status":${status},"id":${JSON.stringify(id)}${rest}}`)
    } catch (error) {
      const fault = asFault(error)
      if (fault.code === 'unavailable') throw error
      if (fault.code === 'internal')
        door.log.error('an item of a batch failed', {
          requestId: ctx.requestId,
          index,
          error,
        })
      const problem = problemBody(fault, ctx.requestId)
      results.push(JSON.stringify({ index, status: problem.status, problem }))
    }
  }
  return { status: 207, body: `{"results":[${results.join(',')}]}` }
}
