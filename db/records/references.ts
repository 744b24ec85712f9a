import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, type Problem } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import { sameValue } from './columns'
import type { Entity } from './entity'
import { reachSql } from './scope'

/** A record as it is, null for a new one, and the values that it is to have. */
interface Referring {
  before: AnyRecord | null
  values: Record<string, unknown>
}

/**
 * What is wrong with the references that each of them would have anew: records that are not in this workspace, are in its bin, or are out of the
 * writer's reach. One statement for all.
 */
export async function referenceProblems(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  referring: readonly Referring[],
): Promise<Problem[][]> {
  const asked = new Map<string, Set<string>>()
  const references = Object.entries(entity.model.fields).filter(([, field]) => field.kind === 'reference')
  const told = referring.map(({ before, values }) =>
    references.flatMap(([key, field]) => {
      const id = values[key]
      if (typeof id !== 'string' || (before && sameValue(field, id, before[key]))) return []
      const table = field.refersTo!
      asked.set(table, (asked.get(table) ?? new Set()).add(id.toLowerCase()))
      return [{ key, table, id: id.toLowerCase() }]
    }),
  )
  if (asked.size === 0) return told.map(() => [])
  const found = await tx<{ table: string; id: string }[]>`${[...asked]
    .map(
      ([table, ids]) =>
        tx`select ${table}::text as table, t.id from ${tx(table)} t
          where t.id = any(${[...ids]}::uuid[]) and t.deleted_at is null ${reachSql(ctx, tx, table)}`,
    )
    .reduce((all, one) => tx`${all} union all ${one}`)}`
  const known = new Set(found.map(({ table, id }) => `${table} ${id}`))
  return told.map(all =>
    all
      .filter(({ table, id }) => !known.has(`${table} ${id}`))
      .map(({ key, table }) => missing(`/${key}`, table)),
  )
}

/** Refuses the id of a record that is not in this workspace, or is out of the asker's reach, which they named for something that is no field. */
export async function checkNamed(
  ctx: Context,
  tx: Tx,
  { id, table, pointer, binned = false }: Named,
): Promise<void> {
  const [found] = await tx`
    select 1 from ${tx(table)} t where t.id = ${id} ${binned ? tx`` : tx`and t.deleted_at is null`} ${reachSql(ctx, tx, table)}`
  if (!found) throw invalid([missing(pointer, table)])
}

/** A record that is named by an id, and where. `binned`: it may be in the bin. */
interface Named {
  id: string
  table: string
  pointer: string
  binned?: boolean
}

const missing = (pointer: string, table: string): Problem => ({
  pointer,
  code: 'reference_missing',
  message: `There is no such ${table} here.`,
  params: { field: pointer.slice(pointer.lastIndexOf('/') + 1), entity: table },
})

/** Refuses references that a record could not have. */
export async function checkReferences(
  ctx: Context,
  tx: Tx,
  entity: Entity,
  values: Record<string, unknown>,
): Promise<void> {
  const [problems] = await referenceProblems(ctx, tx, entity, [{ before: null, values }])
  if (problems!.length) throw invalid(problems!)
}
