import { roles } from '@sextant/db/core/grants.rules'
import { CustomField } from '@sextant/db/fields/custom-field.model'
import { basicsOf } from '@sextant/db/records/basics.queries'
import * as v from 'valibot'
import { type Route, route } from '../app/route'

export const basicsRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/crm/basics',
    area: 'access',
    summary:
      'What nearly every screen needs: the names of all members, and the fields that the workspace added to its entities.',
    answers: {
      200: {
        description: 'Members by name, fields by entity; without what the role may not read.',
        schema: v.object({
          members: v.array(v.object({ id: v.string(), name: v.string(), role: v.picklist(roles) })),
          fields: v.array(CustomField),
        }),
      },
    },
    handle: ({ ctx, cached }) =>
      cached(['member', 'custom_field'], async () => ({ body: await basicsOf(ctx) })),
  }),
]
