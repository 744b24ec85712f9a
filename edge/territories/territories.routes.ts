import { placeAnew, setTerritory } from '@sextant/db/territories/set-territory'
import { TerritorySetup, TerritoryTree, TerritoryTrial } from '@sextant/db/territories/territory-setup.model'
import { readTerritories } from '@sextant/db/territories/territory-tree.queries'
import { tryTerritory } from '@sextant/db/territories/try-territory'
import { route } from '../app/route'

const area = 'territories'
const tree = { description: 'All territories as they are now.', schema: TerritoryTree }

export const territoryRoutes = [
  route({
    method: 'get',
    path: '/crm/territory-tree',
    area,
    summary:
      'All territories with their rules, who is in them, how many records lie in them, and how far records are placed by the present rules.',
    answers: { 200: tree },
    handle: ({ ctx, cached }) =>
      cached(
        ['territory', 'placing', 'member', 'custom_field', 'lead', 'customer', 'deal', 'contact', 'quote'],
        async () => ({ body: JSON.stringify(await readTerritories(ctx)) }),
      ),
  }),
  route({
    method: 'put',
    path: '/crm/territories/:id/setup',
    area,
    summary:
      'Sets which records lie in a territory and who is in it. Where rules change, all records are placed anew: few with the answer, more by work whose progress the tree tells. If-Match refuses when somebody was quicker.',
    body: TerritorySetup,
    checkedBy: 'verb',
    answers: { 200: tree },
    handle: async ({ ctx, params, body, version }) => {
      await setTerritory(ctx, params.id!.toLowerCase(), body, version)
      return { body: await readTerritories(ctx) }
    },
  }),
  route({
    method: 'post',
    path: '/crm/territories/:id/trial',
    area,
    summary:
      'What a draft of a territory would change: which records would lie in it, and who would see more or fewer. Nothing is written.',
    body: TerritorySetup,
    checkedBy: 'verb',
    answers: { 200: { description: 'Exact counts.', schema: TerritoryTrial } },
    handle: async ({ ctx, params, body }) => ({
      body: await tryTerritory(ctx, params.id!.toLowerCase(), body),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/territory-tree/place',
    area,
    summary: 'Places all records anew by the rules as they are.',
    answers: { 200: tree },
    handle: async ({ ctx }) => {
      await placeAnew(ctx)
      return { body: await readTerritories(ctx) }
    },
  }),
] as const
