import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  type PgColumnBuilderBase,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Field, FieldKind, Fields } from './field.model'
import { type KeyRule, keyColumn } from './keys'
import { snakeCase } from './names.rules'
import { isPresent } from './record.model'

const column: Record<Exclude<FieldKind, 'money'>, () => PgColumnBuilderBase> = {
  text,
  longText: text,
  email: text,
  phone: text,
  url: text,
  domain: text,
  country: text,
  language: text,
  select: text,
  integer: () => bigint({ mode: 'number' }),
  number: doublePrecision,
  boolean,
  date: () => date({ mode: 'string' }),
  instant: () => timestamp({ withTimezone: true, precision: 3 }),
  reference: uuid,
}

/** Text in the order in which people look for it: accents beside their letters, capitals beside small ones. */
const sortedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "und-x-icu"' })

const columnsOf = (key: string, field: Field): [string, PgColumnBuilderBase][] => {
  const name = snakeCase(key)
  if (field.kind === 'money')
    return [
      [`${name}_minor`, bigint({ mode: 'number' })],
      [`${name}_currency`, text()],
    ]
  const make = field.kind === 'text' && field.traits.sortable ? sortedText : column[field.kind]
  const built = make() as ReturnType<typeof text>
  return [[name, isPresent(field) ? built.notNull() : built]]
}

/**
 * The table of a record, made from its fields: columns, an index for each sortable field and each reference that somebody writes, the dedupe keys, the search index. The records
 * that refer to one other are read newest first by `newestBy`, a field or `createdAt`. `more` are indexes of columns, in their order, over what is live.
 */
export function recordTable(
  name: string,
  fields: Fields,
  keys: readonly KeyRule[] = [],
  newestBy = 'createdAt',
  more: Readonly<Record<string, readonly string[]>> = {},
) {
  const own = Object.entries(fields).flatMap(([key, field]) => columnsOf(key, field))
  const notNull = new Set(
    Object.entries(fields).flatMap(([key, field]) => (isPresent(field) ? [snakeCase(key)] : [])),
  )
  return pgTable(
    name,
    {
      id: uuid().primaryKey(),
      workspace_id: uuid().notNull(),
      version: integer().notNull().default(1),
      ...(Object.fromEntries(own) as Record<string, ReturnType<typeof text>>),
      ...Object.fromEntries(keys.filter(rule => rule.as !== 'exact').map(rule => [keyColumn(rule), text()])),
      custom: jsonb().notNull().default({}),
      search: text().notNull().default(''),
      created_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
      updated_at: timestamp({ withTimezone: true, precision: 3 }).notNull(),
      deleted_at: timestamp({ withTimezone: true, precision: 3 }),
      created_by: uuid(),
    },
    table => {
      const at = (key: string) => (table as unknown as Record<string, typeof table.created_at>)[key]!
      const live = sql`deleted_at is null`
      const sorted = Object.entries(fields)
        .filter(([, field]) => field.traits.sortable)
        .map(([key, field]) => {
          const sortColumn = snakeCase(key) + (field.kind === 'money' ? '_minor' : '')
          const on = index(`${name}_by_${sortColumn}`)
          // NOT NULL: one ascending index serves both directions. Else missing values come last, which only this order can serve.
          if (field.kind === 'money') {
            // Amounts of two currencies have no order among them: lists go by currency, then by amount.
            const currency = at(`${snakeCase(key)}_currency`)
              .desc()
              .nullsLast()
            return on
              .on(
                table.workspace_id,
                currency,
                at(sortColumn).desc().nullsLast(),
                table.id.desc().nullsFirst(),
              )
              .where(live)
          }
          return notNull.has(sortColumn)
            ? on.on(table.workspace_id, at(sortColumn), table.id).where(live)
            : on
                .on(table.workspace_id, at(sortColumn).desc().nullsLast(), table.id.desc().nullsFirst())
                .where(live)
        })
      const newest = (column: typeof table.created_at) =>
        newestBy === 'createdAt' ? [column] : [column.desc().nullsLast(), table.id.desc().nullsFirst()]
      const referenced = Object.entries(fields)
        .filter(([, field]) => field.kind === 'reference' && (!field.traits.readOnly || field.traits.indexed))
        .map(([key]) =>
          index(`${name}_by_${snakeCase(key)}`)
            .on(table.workspace_id, at(snakeCase(key)), ...newest(at(snakeCase(newestBy))))
            .where(sql`${at(snakeCase(key))} is not null`),
        )
      const deduped = keys.map(rule => {
        const present = sql`${at(keyColumn(rule))} is not null and deleted_at is null`
        const on = (rule.unique ? uniqueIndex : index)(`${name}_key_${keyColumn(rule)}`)
        return on.on(table.workspace_id, at(keyColumn(rule))).where(present)
      })
      const others = Object.entries(more).map(([called, columns]) => {
        const [first, ...rest] = columns.map(at)
        return index(`${name}_${called}`)
          .on(table.workspace_id, first!, ...rest)
          .where(live)
      })
      return [
        index(`${name}_by_created_at`).on(table.workspace_id, table.created_at, table.id).where(live),
        index(`${name}_by_updated_at`).on(table.workspace_id, table.updated_at, table.id).where(live),
        index(`${name}_in_bin`).on(table.workspace_id, table.deleted_at).where(sql`deleted_at is not null`),
        index(`${name}_search`).using('gin', table.workspace_id, table.search.op('gin_trgm_ops')),
        ...sorted,
        ...referenced,
        ...deduped,
        ...others,
      ]
    },
  )
}
