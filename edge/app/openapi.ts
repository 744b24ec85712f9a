import { entities } from '@sextant/db/app/entities'
import type { AnySchema } from '@sextant/db/core/field.model'
import type { CustomField } from '@sextant/db/fields/custom-field.model'
import { asField } from '@sextant/db/fields/custom-field.model'
import type * as v from 'valibot'
import { byPath } from './by-path'
import { componentSchemas, type Json, schemaOf } from './json-schema'
import { descriptionOf, jsonShapeOf } from './parameters'
import { isRepeatable, type Route } from './route'

const problemAnswer = (description: string): Json => ({
  description,
  headers: commonHeaders,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const header = (description: string, type = 'string'): Json => ({ description, schema: { type } })
const commonHeaders: Json = {
  'X-Request-Id': header('The id of this request: yours, or one of ours.'),
  RateLimit: header('What is left of the allowance, and when it is renewed.'),
}

const faults: Record<number, string> = {
  400: 'It cannot be understood: JSON, a parameter or a cursor.',
  401: 'Nobody is signed in, or the key is not good.',
  403: 'The role does not allow it.',
  404: 'There is no such thing in this workspace.',
  408: 'The body did not come in time.',
  409: 'It contradicts what is there, such as a record with the same e-mail, or the same Idempotency-Key is still at work.',
  412: 'The record is not at the version of If-Match any more.',
  413: 'The body is larger than 1 MB.',
  415: 'The body is not JSON.',
  422: 'Some values need a change; `errors` points to each.',
  429: 'Too many requests. Retry-After says when.',
  503: 'The database does not answer. Retry-After says when to try again.',
}

/** The OpenAPI 3.1 document of these routes. With the workspace's own fields when it is for somebody who is signed in. */
export function openApiOf(
  routes: readonly Route[],
  origin: string,
  custom: readonly CustomField[] = [],
): Json {
  const paths: Record<string, Json> = {}
  for (const [path, declared] of byPath(routes)) {
    const written = path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')
    paths[written] = Object.fromEntries(declared.map(route => [route.method, operationOf(route)]))
  }
  const areas = [...new Set(routes.map(({ area }) => area))].sort()
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sextant',
      version: '1.0.0',
      description:
        'Lists are paged by an opaque cursor: pass `paging.next.after` as `after`. Send an Idempotency-Key with every change, and If-Match with the ETag you read. A day in a filter is the whole day in the person’s time zone, of a key in the workspace’s; the header Sextant-Time-Zone (an IANA name) asks for another. Texts hold neither NUL nor half characters. What a schema cannot say, such as whether a record exists that is referred to, is refused with 422 too.',
      license: { name: 'AGPL-3.0-only', identifier: 'AGPL-3.0-only' },
    },
    servers: [{ url: origin }],
    tags: areas.map(name => ({ name })),
    security: [{ session: [] }, { key: [] }],
    paths,
    components: {
      schemas: withCustomFields(componentSchemas(), custom),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'sextant.session' },
        key: { type: 'http', scheme: 'bearer', description: 'An API key: `Authorization: Bearer sx_…`.' },
      },
    },
  }
}

function operationOf(route: Route): Json {
  const { method, path, summary, area, access, body, answers } = route
  const changes = method !== 'get'
  const operation: Record<string, unknown> = {
    operationId: operationId(route),
    summary,
    tags: [area],
    parameters: [...pathParameters(path), ...queryParameters(route), ...headerParameters(route)],
    responses: { ...answersOf(answers), ...faultsOf(route) },
  }
  if (access === 'public') operation.security = [{}]
  if (body === 'raw') operation.requestBody = { required: true, content: { '*/*': { schema: {} } } }
  else if (body && changes) {
    const optional = (body as { type?: string }).type === 'optional'
    operation.requestBody = {
      required: !optional,
      content: { 'application/json': { schema: schemaOf(body, 'input') } },
    }
  }
  return operation
}

/** `post /crm/leads/:id/convert` → `postLeadsByIdConvert`. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[/.]/).filter(word => word && word !== 'crm')
  const named = words
    .map(word => (word.startsWith(':') ? `by-${word.slice(1).replace(/\{.*/, '')}` : word))
    .join('-')
  return method + named.replace(/(^|-)(\w)/g, (_all, _dash, letter: string) => letter.toUpperCase())
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => {
    const schema: Json = name === 'id' ? { type: 'string', format: 'uuid' } : { type: 'string' }
    return { name, in: 'path', required: true, schema }
  })

function queryParameters({ query }: Route): Json[] {
  const entries = (query as { entries?: v.ObjectEntries } | undefined)?.entries ?? {}
  return Object.entries(entries).map(([name, schema]) => {
    const given =
      schema.type === 'optional' ? (schema as { wrapped: AnySchema }).wrapped : (schema as AnySchema)
    const shape = jsonShapeOf(given)
    return {
      name,
      in: 'query',
      required: schema.type !== 'optional',
      ...(shape
        ? { content: { 'application/json': { schema: schemaOf(shape, 'input') } } }
        : {
            schema: (descriptionOf(given) as Json | undefined) ?? schemaOf(schema as never, 'input'),
          }),
    }
  })
}

function headerParameters(route: Route): Json[] {
  const { method, path, secret } = route
  const given = (name: string, description: string, schema: Json = { type: 'string' }): Json => ({
    name,
    in: 'header',
    required: false,
    description,
    schema,
  })
  if (method === 'get')
    return [given('If-None-Match', 'The ETag of what you have: 304 when it is still the same.')]
  if (!isRepeatable(route)) return []
  const replayed = secret
    ? ' The answer shows a secret, which is not kept: a repetition is a 409 with the rule `idempotency_answer_secret` and the id in `params`.'
    : ''
  const key = given(
    'Idempotency-Key',
    `Makes a repetition of this request harmless for 48 hours.${replayed}`,
    {
      type: 'string',
      minLength: 1,
      maxLength: 255,
      pattern: '^[\\x21-\\x7e]+$',
    },
  )
  return path.includes(':id')
    ? [key, given('If-Match', 'The version that the change is meant for, as in `"3"`.')]
    : [key]
}

function answersOf(answers: Route['answers']): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, contentType = 'application/json' }]) => {
      const answer: Record<string, unknown> = {
        description,
        headers: { ...commonHeaders, ETag: header('The version of this answer.') },
      }
      if (schema) answer.content = { [contentType]: { schema: schemaOf(schema, 'output') } }
      return [status, answer]
    }),
  )
}

function faultsOf({ method, path, access, body, query, answers }: Route): Record<string, Json> {
  const statuses = new Set([429, 503])
  if (access !== 'public') for (const status of [401, 403]) statuses.add(status)
  if (query || method !== 'get') statuses.add(400)
  if (path.includes(':')) statuses.add(404)
  if (query || method !== 'get') statuses.add(422)
  if (method !== 'get') for (const status of [401, 403, 404, 409, 412]) statuses.add(status)
  if (body) for (const status of [400, 408, 413, 415, 422]) statuses.add(status)
  const described = [...statuses]
    .filter(status => !(status in answers))
    .map(status => [status, problemAnswer(faults[status]!)])
  const unchanged = method === 'get' ? { 304: { description: 'You have it already.' } } : {}
  return {
    ...unchanged,
    ...Object.fromEntries(described),
    // The HTTP server's own refusal, before there is a request: it has no body.
    431: {
      description: 'The address and headers are longer than 512 kB together. Send a long filter in a body.',
    },
    default: problemAnswer('A problem.'),
  }
}

/** Puts the workspace's own fields into the schemas of their entities. */
function withCustomFields(
  schemas: Record<string, Json>,
  custom: readonly CustomField[],
): Record<string, Json> {
  const all = { ...schemas }
  for (const { name } of entities) {
    const fields = custom.filter(({ entity }) => entity === name)
    if (fields.length === 0) continue
    const properties = Object.fromEntries(
      fields.map(field => {
        const { anyOf: _anyOf, ...schema } = schemaOf(asField(field).schema, 'input')
        return [field.key, { title: field.label, anyOf: [schema, { type: 'null' }] }]
      }),
    )
    const title = `${name[0]!.toUpperCase()}${name.slice(1)}`
    const read = [title, `${title}Part`]
    for (const shape of [...read, `${title}Create`, `${title}Update`]) {
      const schema = all[shape] as { properties?: Record<string, Json> } | undefined
      if (!schema?.properties) continue
      const custom: Json = { type: 'object', properties, additionalProperties: read.includes(shape) }
      all[shape] = { ...schema, properties: { ...schema.properties, custom } }
    }
  }
  return all
}
