import * as v from 'valibot'

/** A JSON Schema, which is any object. */
const JsonSchema = v.record(v.string(), v.unknown())
const Content = v.record(v.string(), v.object({ schema: v.optional(JsonSchema) }))

const Operation = v.object({
  operationId: v.string(),
  summary: v.string(),
  tags: v.array(v.string()),
  parameters: v.array(
    v.object({
      name: v.string(),
      in: v.picklist(['path', 'query', 'header']),
      required: v.boolean(),
      description: v.optional(v.string()),
      schema: v.optional(JsonSchema),
      content: v.optional(Content),
    }),
  ),
  requestBody: v.optional(v.object({ required: v.boolean(), content: Content })),
  responses: v.record(
    v.string(),
    v.object({
      description: v.string(),
      headers: v.optional(v.record(v.string(), v.object({ description: v.string(), schema: JsonSchema }))),
      content: v.optional(Content),
    }),
  ),
  security: v.optional(v.array(v.record(v.string(), v.array(v.string())))),
})
export type Operation = v.InferOutput<typeof Operation>

/** The description of the door, as far as it makes use of what OpenAPI 3.1 allows. */
export const OpenApi = v.object({
  openapi: v.literal('3.1.0'),
  info: v.object({
    title: v.string(),
    version: v.string(),
    description: v.string(),
    license: v.object({ name: v.string(), identifier: v.string() }),
  }),
  servers: v.array(v.object({ url: v.string() })),
  tags: v.array(v.object({ name: v.string() })),
  security: v.array(v.record(v.string(), v.array(v.string()))),
  /** By path and method. */
  paths: v.record(v.string(), v.record(v.string(), Operation)),
  components: v.object({
    schemas: v.record(v.string(), JsonSchema),
    securitySchemes: v.record(v.string(), v.record(v.string(), v.string())),
  }),
})
export type OpenApi = v.InferOutput<typeof OpenApi>
