import { entities } from '@sextant/db/app/entities'
import { Total } from '@sextant/db/core/page.model'
import { anchorEvery, listAnchors, mostAnchored } from '@sextant/db/records/list-anchors'
import * as v from 'valibot'
import { boundOf, filterOf, holdsSeconds, ListQuery } from '../app/list-query'
import { route } from '../app/route'
import { aboutAnArea } from './named-questions'
import { touching } from './touching'

const { filter, sort, q, deleted } = ListQuery.entries

export const anchorRoutes = [
  route({
    method: 'get',
    path: '/crm/anchors',
    area: 'search',
    summary:
      'Where each further hundred of a list begins, so that any of its pages can be read without those before it.',
    query: v.strictObject({ area: aboutAnArea.area, filter, sort, q, deleted }),
    answers: {
      200: {
        description:
          `What to pass as \`after\`, with the same filter, sort, q and deleted, for the pages that begin after ${anchorEvery}, ${2 * anchorEvery}, … records. ` +
          `Up to ${mostAnchored.toLocaleString('en')} records; of a longer list \`total.exact\` is false and it is read on from page to page.`,
        schema: v.object({ every: v.number(), anchors: v.array(v.string()), total: Total }),
      },
    },
    handle: async ({ ctx, query: { area, ...query }, cached, door }) => {
      const entity = entities.find(one => one.area === area)!
      const asked = await filterOf(ctx, entity, query.filter)
      const answer = async () => {
        const found = await listAnchors(ctx, entity, {
          ...query,
          filter: asked,
          deleted: query.deleted === 'true',
        })
        const bound = boundOf(ctx, entity, query, asked)
        const anchors = found.anchors.map(one => door.cursors.seal(one, bound))
        return { body: JSON.stringify({ every: anchorEvery, anchors, total: found.total }) }
      }
      return cached(touching(entity), answer, holdsSeconds(asked))
    },
  }),
] as const
