import { customFieldEntities } from '@sextant/db/core/areas.model'
import { authorise } from '@sextant/db/core/context'
import { inWorkspace } from '@sextant/db/core/database'
import { mayRead } from '@sextant/db/core/grants.rules'
import { page } from '@sextant/db/core/page.model'
import { arrangeFields } from '@sextant/db/fields/arrange-fields'
import { archiveField, changeField } from '@sextant/db/fields/change-field'
import {
  CustomField,
  CustomFieldCreate,
  CustomFieldUpdate,
  FieldArrangement,
} from '@sextant/db/fields/custom-field.model'
import { customFieldsOfAll } from '@sextant/db/fields/custom-fields.queries'
import { defineField } from '@sextant/db/fields/define-field'
import * as v from 'valibot'
import { route } from '../app/route'

const FieldsQuery = v.strictObject({ entity: v.optional(v.picklist(customFieldEntities)) })
const area = 'fields'

export const fieldRoutes = [
  route({
    method: 'get',
    path: '/crm/fields',
    area,
    summary: 'The fields that the workspace added to its entities.',
    query: FieldsQuery,
    answers: {
      200: { description: 'All of them, by entity.', schema: page(CustomField) },
    },
    handle: ({ ctx, query, cached }) => {
      authorise(ctx, 'custom_field', 'read')
      const wanted = query.entity ? [query.entity] : customFieldEntities
      return cached(['custom_field'], async () => {
        const results = await inWorkspace(ctx, tx => customFieldsOfAll(tx, wanted))
        const shown = results.filter(({ entity, key }) => mayRead(ctx.access, entity, `custom.${key}`))
        return { body: JSON.stringify({ results: shown }) }
      })
    },
  }),
  route({
    method: 'post',
    path: '/crm/fields',
    area,
    summary: 'Adds a field to an entity.',
    body: CustomFieldCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The new field.', schema: CustomField } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await defineField(ctx, body) }),
  }),
  route({
    method: 'post',
    path: '/crm/fields/arrange',
    area,
    summary: 'Chooses which fields of an entity stand on top in drawers and forms, in their order.',
    body: FieldArrangement,
    checkedBy: 'verb',
    answers: {
      200: { description: 'All fields of the entity, those on top first.', schema: page(CustomField) },
    },
    handle: async ({ ctx, body }) => ({ body: { results: await arrangeFields(ctx, body) } }),
  }),
  route({
    method: 'patch',
    path: '/crm/fields/:id',
    area,
    summary: 'Changes the label or the options of a field.',
    body: CustomFieldUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The field as it is now.', schema: CustomField } },
    handle: async ({ ctx, params, body }) => ({
      body: await changeField(ctx, params.id!.toLowerCase(), body),
    }),
  }),
  route({
    method: 'delete',
    path: '/crm/fields/:id',
    area,
    summary: 'Takes a field out of use. Its values stay in the records.',
    answers: { 204: { description: 'It is out of use.' } },
    handle: async ({ ctx, params }) => {
      await archiveField(ctx, params.id!.toLowerCase())
      return { status: 204 }
    },
  }),
] as const
