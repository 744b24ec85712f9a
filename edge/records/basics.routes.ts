import { Basics } from '@sextant/db/records/basics.model'
import { basicsOf } from '@sextant/db/records/basics.queries'
import { route } from '../app/route'

export const basicsRoutes = [
  route({
    method: 'get',
    path: '/crm/basics',
    area: 'access',
    summary:
      'What nearly every screen needs: the names of all members, and the fields that the workspace added to its entities.',
    answers: {
      200: {
        description: 'Members by name, fields by entity; without what the role may not read.',
        schema: Basics,
      },
    },
    handle: ({ ctx, cached }) =>
      cached(['member', 'custom_field', 'pipeline'], async () => ({ body: await basicsOf(ctx) })),
  }),
] as const
