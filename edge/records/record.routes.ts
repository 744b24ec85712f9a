import { entities, type RegisteredEntity } from '@sextant/db/app/entities'
import { areas, toldWithReferred } from '@sextant/db/core/areas.model'
import type { Context } from '@sextant/db/core/context'
import { invalid } from '@sextant/db/core/errors'
import type { Filter } from '@sextant/db/filter/filter.model'
import { checkFilter } from '@sextant/db/filter/filter.rules'
import { parseFilterGroups } from '@sextant/db/filter/filter-groups.rules'
import { archiveRecord, restoreRecord } from '@sextant/db/records/archive-record'
import { catalogueOf } from '@sextant/db/records/catalogue'
import { createRecord } from '@sextant/db/records/create-record'
import type { Entity } from '@sextant/db/records/entity'
import { readRecord } from '@sextant/db/records/read-record'
import { shownText } from '@sextant/db/records/show-record'
import { type TimelineCursor, timelineOf } from '@sextant/db/records/timeline.queries'
import { updateRecord } from '@sextant/db/records/update-record'
import * as v from 'valibot'
import { filterOf, holdsSeconds, ListQuery, listPage } from '../app/list-query'
import { pagingText } from '../app/paging'
import { limitParameter, sortParameter } from '../app/parameters'
import { areaIn, SearchBody, shapesOf, Timeline } from '../app/record-shapes'
import { type Route, route } from '../app/route'
import { batchRoutes } from './batch.routes'
import { touching } from './touching'

const TimelineQuery = v.strictObject({
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.maxLength(4000))),
})

const flag = v.optional(v.picklist(['true', 'false']))
const askedAlso = toldWithReferred.map(name => [areas[name], flag] as const)
/** A record can be asked for the events of those that refer to it, with its own. */
const FullTimelineQuery = v.strictObject({
  ...TimelineQuery.entries,
  ...(Object.fromEntries(askedAlso) as Record<(typeof askedAlso)[number][0], typeof flag>),
})
const referringTo = ({ name }: Entity) =>
  entities.filter(
    other =>
      toldWithReferred.some(told => told === other.name) &&
      Object.values(other.model.fields).some(field => field.refersTo === name),
  )

const OneQuery = v.strictObject({ names: flag })

/** The whole interface of one entity. What an area does beyond it is declared in the area's own routes. */
function recordRoutes<E extends Entity>(entity: E) {
  return [...collectionRoutes(entity), ...oneRoutes(entity), ...batchRoutes(entity)] as const
}

/** A record of the entity, as one speaks of it. */
const oneOf = ({ name }: Entity) => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`

function collectionRoutes<E extends Entity>(entity: E) {
  const { name, model } = entity
  const area = areaIn(entity)
  const { List, Written } = shapesOf(entity)
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
          holdsSeconds(filter),
        )
      },
    }),
    route({
      method: 'post',
      path: `/crm/${area}`,
      area,
      summary: `Creates ${one}.`,
      body: model.Create as E['model']['Create'],
      checkedBy: 'verb',
      answers: {
        201: { description: `The new ${name}; Location says where it is.`, schema: Written },
      },
      handle: async ({ ctx, body }) => {
        const record = await createRecord(ctx, entity, body)
        const headers = { location: `/crm/${area}/${record.id}` }
        return { status: 201, body: await shownText(ctx, entity, record), version: record.version, headers }
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
  ] as const
}

async function treeOf(ctx: Context, entity: Entity, body: SearchBody): Promise<Filter | undefined> {
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

function oneRoutes<E extends Entity>(entity: E) {
  const { name, model } = entity
  const area = areaIn(entity)
  const one = oneOf(entity)
  const path = `/crm/${area}/:id` as const
  const { One, Written } = shapesOf(entity)
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
          schema: One,
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
      body: model.Update as E['model']['Update'],
      checkedBy: 'verb',
      answers: { 200: { description: `The ${name} as it is now.`, schema: Written } },
      handle: async asked => {
        const record = await updateRecord(asked.ctx, entity, idOf(asked), asked.body, asked.version)
        return { body: await shownText(asked.ctx, entity, record), version: record.version }
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
      answers: { 200: { description: `The ${name}.`, schema: Written } },
      handle: async asked => {
        const record = await restoreRecord(asked.ctx, entity, idOf(asked))
        return { body: await shownText(asked.ctx, entity, record), version: record.version }
      },
    }),
    timelineRoute(entity),
  ] as const
}

function timelineRoute<E extends Entity>(entity: E) {
  const { name } = entity
  const area = areaIn(entity)
  const one = oneOf(entity)
  const others = referringTo(entity)
  const allowed = new Set<string>([...Object.keys(TimelineQuery.entries), ...others.map(other => other.area)])
  const entries = Object.fromEntries(
    Object.entries(FullTimelineQuery.entries).filter(([key]) => allowed.has(key)),
  ) as typeof FullTimelineQuery.entries
  return route({
    method: 'get',
    path: `/crm/${area}/:id/timeline`,
    area,
    summary: `What happened to ${one}, newest first${others.map(other => `; with ${other.area}=true, and to its ${other.area}`).join('')}.`,
    query: v.strictObject(entries),
    answers: { 200: { description: 'A page of events.', schema: Timeline } },
    handle: ({ ctx, query, door, params, cached }) => {
      const id = params.id!.toLowerCase()
      const also = others.filter(other => (query as Record<string, unknown>)[other.area] === 'true')
      return cached([entity, ...also].flatMap(touching), async () => {
        const bound = ['timeline', ctx.workspaceId, name, id, ...also.map(other => other.name)]
        const after =
          query.after === undefined ? undefined : (door.cursors.open(query.after, bound) as TimelineCursor)
        const asked = { limit: query.limit, after, also }
        const { results, names, next } = await timelineOf(ctx, entity, id, asked)
        const sealed = next && door.cursors.seal(next, bound)
        const paging = pagingText(`/crm/${area}/${id}/timeline`, query, sealed)
        return { body: `{"results":${results},"names":${names}${paging}}` }
      })
    },
  })
}

/** Those of every entity in the registry; types know each by its own path and model. */
export const allRecordRoutes = entities.flatMap(
  recordRoutes,
) as readonly Route[] as readonly RoutesOf<RegisteredEntity>[]
type RoutesOf<E> = E extends Entity ? ReturnType<typeof recordRoutes<E>>[number] : never
