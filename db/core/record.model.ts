import * as v from 'valibot'
import { dictionary } from './dictionary.model'
import { type AnySchema, type Field, type Fields, instant, integer, reference } from './field.model'

type Traits<F> = F extends Field<AnySchema, infer T> ? T : never
type IsReadOnly<F> = Traits<F> extends { readOnly: true } ? true : false
type IsRequired<F> = Traits<F> extends { required: true } ? true : false
type IsPresent<F> =
  Traits<F> extends { required: true } | { default: string | number | boolean } ? true : false
type Absent<S extends AnySchema> = v.OptionalSchema<S, undefined>
type Nullable<S extends AnySchema> = v.NullableSchema<S, undefined>

type Written<F extends Fields> = { [K in keyof F as IsReadOnly<F[K]> extends true ? never : K]: F[K] }
type CreateEntries<F extends Fields> = {
  [K in keyof Written<F>]: IsRequired<F[K]> extends true
    ? F[K]['schema']
    : IsPresent<F[K]> extends true
      ? Absent<F[K]['schema']>
      : Absent<Nullable<F[K]['schema']>>
}
type UpdateEntries<F extends Fields> = {
  [K in keyof Written<F>]: IsPresent<F[K]> extends true
    ? Absent<F[K]['schema']>
    : Absent<Nullable<F[K]['schema']>>
}
type Known<F extends Field> = IsPresent<F> extends true ? F['schema'] : Nullable<F['schema']>
type IsWithheld<F> = Traits<F> extends { withheld: true } ? true : false
type ReadEntries<F extends Fields> = {
  [K in keyof F]: IsWithheld<F[K]> extends true ? Absent<Known<F[K]>> : Known<F[K]>
}
type PartEntries<F extends Fields> = { [K in keyof F]: Absent<Known<F[K]>> }

/** Whether a record always has a value here. */
export const isPresent = ({ traits }: Field): boolean => !!traits.required || traits.default !== undefined

/** Values of custom fields by key; checked against the workspace's definitions inside the verb. */
export const CustomValues = dictionary(
  v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,62}$/)),
  v.nullable(v.union([v.string(), v.number(), v.boolean()])),
)
export type CustomValues = v.InferOutput<typeof CustomValues>

/** What every record has, set by Sextant. `version` starts at 1 and is the ETag. */
export const systemFields = {
  createdAt: instant({ readOnly: true, required: true, sortable: true }),
  updatedAt: instant({ readOnly: true, required: true, sortable: true }),
  deletedAt: instant({ readOnly: true }),
  createdBy: reference('member', { readOnly: true }),
  version: integer({ readOnly: true, required: true }),
} satisfies Fields

export interface RecordModel<N extends string, F extends Fields> {
  name: N
  fields: F
  Create: v.StrictObjectSchema<
    CreateEntries<F> & { custom: v.OptionalSchema<typeof CustomValues, undefined> },
    undefined
  >
  Update: v.StrictObjectSchema<
    UpdateEntries<F> & { custom: v.OptionalSchema<typeof CustomValues, undefined> },
    undefined
  >
  Read: v.ObjectSchema<
    { id: v.StringSchema<undefined>; custom: typeof CustomValues } & ReadEntries<F> &
      ReadEntries<typeof systemFields>,
    undefined
  >
  /** A record as a list gives it: with the fields that were asked for, and that the asker may read. */
  Part: v.ObjectSchema<
    {
      id: v.StringSchema<undefined>
      version: (typeof systemFields)['version']['schema']
      custom: Absent<typeof CustomValues>
    } & PartEntries<F> &
      PartEntries<Omit<typeof systemFields, 'version'>>,
    undefined
  >
}

/** The schemas of a record, made from its fields. This is the only place where a record's shape is derived. */
export function recordModel<const N extends string, const F extends Fields>(
  name: N,
  fields: F,
): RecordModel<N, F> {
  const written = Object.entries(fields).filter(([, field]) => !field.traits.readOnly)
  const schemas = (entries: [string, Field][], of: (field: Field) => AnySchema) =>
    Object.fromEntries(entries.map(([key, field]) => [key, of(field)]))
  const update = (field: Field) => v.optional(isPresent(field) ? field.schema : v.nullable(field.schema))
  const custom = v.optional(CustomValues)
  const create = schemas(written, field => (field.traits.required ? field.schema : update(field)))
  const all: [string, Field][] = Object.entries({ ...fields, ...systemFields })
  const known = (field: Field) => (isPresent(field) ? field.schema : v.nullable(field.schema))
  const read = schemas(all, field => (field.traits.withheld ? v.optional(known(field)) : known(field)))
  const part = schemas(all, field => v.optional(known(field)))
  return {
    name,
    fields,
    Create: v.strictObject({ ...create, custom }),
    Update: v.strictObject({ ...schemas(written, update), custom }),
    Read: v.object({ id: v.string(), ...read, custom: CustomValues }),
    Part: v.object({ id: v.string(), ...part, version: systemFields.version.schema, custom }),
  } as unknown as RecordModel<N, F>
}

/** A record model as the engines see it. */
export interface AnyRecordModel {
  name: string
  fields: Fields
  Create: AnySchema
  Update: AnySchema
  Read: AnySchema
  Part: AnySchema
}

export type ReadOf<M extends { Read: AnySchema }> = v.InferOutput<M['Read']>

/** Any record as the engines see it. */
export interface AnyRecord {
  id: string
  version: number
  custom: CustomValues
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  createdBy: string | null
  [field: string]: unknown
}

/** Any record as a list gives it, whose other fields need not be there. */
export interface AnyRecordPart {
  id: string
  version: number
  custom?: CustomValues
  deletedAt?: string | null
  [field: string]: unknown
}
