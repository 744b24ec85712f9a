import { invalid } from '@sextant/db/core/errors'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { DealModel } from '@sextant/db/deals/deals.model'
import { type TimelineCursor, timelineOf } from '@sextant/db/events/timeline.queries'
import type { Filter } from '@sextant/db/filter/filter.model'
import { checkFilter } from '@sextant/db/filter/filter.rules'
import { parseFilterGroups } from '@sextant/db/filter/filter-groups.rules'
import { archiveRecord, restoreRecord } from '@sextant/db/records/archive-record'
import { catalogueOf } from '@sextant/db/records/catalogue'
import { createRecord } from '@sextant/db/records/create-record'
import type { Entity } from '@sextant/db/records/entity'
import { readRecord } from '@sextant/db/records/read-record'
import { entities } from '@sextant/db/records/registry'
import { updateRecord } from '@sextant/db/records/update-record'
import * as v from 'valibot'
import { filterOf, holdsSeconds, ListQuery, listPage } from '../app/list-query'
import { limitParameter, sortParameter } from '../app/parameters'
import { namedOf, SearchBody, type Shapes, shapesOf, Timeline } from '../app/record-shapes'
import { type Asked, type Route, route } from '../app/route'
import { batchRoutes } from './batch.routes'
import { touching } from './touching'

const TimelineQuery = v.strictObject({
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.maxLength(4000))),
})

/** Those that deals refer to can be asked for their deals' events with their own. */
const DealsTimelineQuery = v.strictObject({
  ...TimelineQuery.entries,
  deals: v.optional(v.picklist(['true', 'false'])),
})
const hasDeals = ({ name }: Entity) => `${name}Id` in DealModel.fields

const OneQuery = v.strictObject({ names: v.optional(v.picklist(['true', 'false'])) })

/** The whole interface of one entity. What an area does beyond it is declared in the area's own routes. */
function recordRoutes(entity: Entity): Route[] {
  const shapes = shapesOf(entity)
  return [...collectionRoutes(entity, shapes), ...oneRoutes(entity), ...batchRoutes(entity, shapes)]
}

/** A record of the entity, as one speaks of it. */
const oneOf = ({ name }: Entity) => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`

function collectionRoutes(entity: Entity, { List }: Shapes): Route[] {
  const { area, name } = entity
  const one = oneOf(entity)
  const concerned = touching(entity)
  return [
    route({
      method: 'get',
      path: `/crm/${area}`,
      area,
      summary: `Lists ${area}, a page at a time.`,
      query: v.strictObject({ ...ListQuery.entries, sort: sortParameter(entity) }),
      answers: { 200: { description: 'A page, with the names of what its records refer to.', schema: List } },
      handle: async ({ ctx, query, cached, door }) => {
        const filter = await filterOf(ctx, entity, query.filter)
        // A relation in a filter reaches one entity further than the names do, and that one is among those it refers to.
        return cached(
          concerned,
          () => listPage(ctx, entity, query, door.cursors, filter),
          holdsSeconds(query.filter),
        )
      },
    }),
    route({
      method: 'post',
      path: `/crm/${area}`,
      area,
      summary: `Creates ${one}.`,
      body: entity.model.Create,
      checkedBy: 'verb',
      answers: {
        201: { description: `The new ${name}; Location says where it is.`, schema: entity.model.Read },
      },
      handle: async ({ ctx, body }) => {
        const record = await createRecord(ctx, entity, body)
        const headers = { location: `/crm/${area}/${record.id}` }
        return { status: 201, body: await shown(ctx, entity, record.id), version: record.version, headers }
      },
    }),
    route({
      method: 'post',
      path: `/crm/${area}/search`,
      area,
      summary: `Finds ${area} by a filter tree, or by HubSpot's filterGroups.`,
      body: SearchBody,
      answers: { 200: { description: 'A page, as the list gives it.', schema: List } },
      handle: async ({ ctx, body, door }) => {
        const { filter: _tree, filterGroups: _groups, fields, deleted, ...rest } = body
        const query: ListQuery = { ...rest, fields: fields?.join(','), deleted: deleted ? 'true' : undefined }
        const { body: page } = await listPage(
          ctx,
          entity,
          query,
          door.cursors,
          await treeOf(ctx, entity, body),
        )
        return { body: page }
      },
    }),
  ]
}

async function treeOf(
  ctx: Asked<unknown, unknown>['ctx'],
  entity: Entity,
  body: SearchBody,
): Promise<Filter | undefined> {
  if (body.filter === undefined && body.filterGroups === undefined) return undefined
  const catalogue = await catalogueOf(
    ctx,
    entity,
    JSON.stringify(body).includes('custom.') ? ['custom.'] : [],
  )
  if (body.filterGroups !== undefined) {
    const parsed = parseFilterGroups({ filterGroups: body.filterGroups }, catalogue)
    if (!parsed.ok) throw invalid(parsed.problems)
    if (body.filter === undefined) return parsed.filter
    throw invalid([
      { pointer: '/filterGroups', code: 'one_filter', message: 'Send filter or filterGroups, not both.' },
    ])
  }
  const problems = checkFilter(body.filter, catalogue)
  if (problems.length) throw invalid(problems.map(one => ({ ...one, pointer: `/filter${one.pointer}` })))
  return body.filter as Filter
}

/** What the asker may see of a record just written, which need not be all of it; nothing when it is out of sight now. */
async function shown(ctx: Asked<unknown, unknown>['ctx'], entity: Entity, id: string): Promise<string> {
  return readRecord(ctx, entity, id).then(
    ({ body }) => body,
    () => JSON.stringify({ id }),
  )
}

function oneRoutes(entity: Entity): Route[] {
  const { area, name } = entity
  const one = oneOf(entity)
  const path = `/crm/${area}/:id`
  const idOf = ({ params }: { params: Record<string, string> }) => params.id!.toLowerCase()
  return [
    route({
      method: 'get',
      path,
      area,
      summary: `Reads ${one}, also from the recycle bin.`,
      query: OneQuery,
      answers: {
        200: {
          description: `The ${name}; with names=true, also the names of what it refers to.`,
          schema: namedOf(entity),
        },
      },
      handle: asked => {
        const names = asked.query.names === 'true'
        const concerned = names ? touching(entity) : [entity.name, 'custom_field']
        return asked.cached(concerned, () => readRecord(asked.ctx, entity, idOf(asked), { names }))
      },
    }),
    route({
      method: 'patch',
      path,
      area,
      summary: `Changes the given fields of ${one}; null empties one. If-Match refuses when somebody was quicker.`,
      body: entity.model.Update,
      checkedBy: 'verb',
      answers: { 200: { description: `The ${name} as it is now.`, schema: entity.model.Read } },
      handle: async asked => {
        const { version } = await updateRecord(asked.ctx, entity, idOf(asked), asked.body, asked.version)
        return { body: await shown(asked.ctx, entity, idOf(asked)), version }
      },
    }),
    route({
      method: 'delete',
      path,
      area,
      summary: `Moves ${one} to the recycle bin.`,
      answers: { 204: { description: 'It is in the recycle bin.' } },
      handle: async asked => {
        await archiveRecord(asked.ctx, entity, idOf(asked), asked.version)
        return { status: 204 }
      },
    }),
    route({
      method: 'post',
      path: `${path}/restore`,
      area,
      summary: `Brings ${one} back from the recycle bin, with its links.`,
      answers: { 200: { description: `The ${name}.`, schema: entity.model.Read } },
      handle: async asked => {
        const { version } = await restoreRecord(asked.ctx, entity, idOf(asked))
        return { body: await shown(asked.ctx, entity, idOf(asked)), version }
      },
    }),
    timelineRoute(entity),
  ]
}

function timelineRoute(entity: Entity): Route {
  const { area, name } = entity
  const one = oneOf(entity)
  const withDeals = hasDeals(entity)
  return route({
    method: 'get',
    path: `/crm/${area}/:id/timeline`,
    area,
    summary: `What happened to ${one}, newest first${withDeals ? '; with deals=true, and to its deals' : ''}.`,
    query: (withDeals ? DealsTimelineQuery : TimelineQuery) as typeof DealsTimelineQuery,
    answers: { 200: { description: 'A page of events.', schema: Timeline } },
    handle: ({ ctx, query, door, params, cached }) => {
      const id = params.id!.toLowerCase()
      const deals = query.deals === 'true'
      return cached([...touching(entity), ...(deals ? touching(dealEntity) : [])], async () => {
        const bound = ['timeline', ctx.workspaceId, name, id, deals]
        const after =
          query.after === undefined ? undefined : (door.cursors.open(query.after, bound) as TimelineCursor)
        const asked = { limit: query.limit, after, withDeals: deals }
        const { results, names, next } = await timelineOf(ctx, entity, id, asked)
        const paging = next
          ? `,"paging":${JSON.stringify({ next: { after: door.cursors.seal(next, bound) } })}`
          : ''
        return { body: `{"results":${results},"names":${names}${paging}}` }
      })
    },
  })
}

/** Those of every entity in the registry. */
export const allRecordRoutes: readonly Route[] = entities.flatMap(recordRoutes)
