import { customFieldEntities } from '@sextant/db/core/areas.model'
import { inWorkspace } from '@sextant/db/core/database'
import { mayRead } from '@sextant/db/core/grants.rules'
import { customFieldsOf } from '@sextant/db/fields/custom-fields.queries'
import { openApiOf } from './openapi'
import { OpenApi } from './reference.model'
import { referencePage, referenceStyle } from './reference-page'
import { type Asked, type Route, route } from './route'

/** The interface's own description: for machines at /openapi.json, for people at /docs. */
export function referenceRoutes(routes: () => readonly Route[]): readonly Route[] {
  const area = 'reference'
  return [
    route({
      method: 'get',
      path: '/openapi.json',
      area,
      access: 'public',
      summary: 'This description, as OpenAPI 3.1; with the fields of the workspace for who is signed in.',
      answers: { 200: { description: 'An OpenAPI document.', schema: OpenApi } },
      handle: async asked => ({
        body: JSON.stringify(openApiOf(routes(), asked.door.origin, await customFields(asked))),
      }),
    }),
    route({
      method: 'get',
      path: '/docs',
      area,
      access: 'public',
      summary: 'This description, to read.',
      answers: { 200: { description: 'A page.', contentType: 'text/html' } },
      handle: async asked => {
        const page = referencePage(openApiOf(routes(), asked.door.origin, await customFields(asked)))
        const policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        return new Response(page, {
          headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
        })
      },
    }),
    route({
      method: 'get',
      path: '/docs/style.css',
      area,
      access: 'public',
      summary: 'How the reference page looks.',
      answers: { 200: { description: 'A style sheet.', contentType: 'text/css' } },
      handle: async () =>
        new Response(referenceStyle, {
          headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=3600' },
        }),
    }),
  ]
}

async function customFields({ ctx, identity }: Asked<unknown, unknown>) {
  if (!identity) return []
  const fields = await inWorkspace(ctx, tx =>
    Promise.all(customFieldEntities.map(entity => customFieldsOf(tx, entity))),
  )
  return fields.flat().filter(({ entity, key }) => mayRead(ctx.access, entity, `custom.${key}`))
}
