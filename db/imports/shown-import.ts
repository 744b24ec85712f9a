import type { Context } from '../core/context'
import { mayRead, type ObjectName, objects, scopeOf } from '../core/grants.rules'
import { importTargets } from '../mapping/import-targets.rules'
import type { ColumnMapping, ImportFault } from '../mapping/mapping.model'
import type { Import } from './import.model'

type Job = Pick<Import, 'entity' | 'mapping' | 'columns' | 'createdBy'>

/**
 * Which columns of a file its reader may not look into: those that become a field that their role may not read, or a name of a kind that it may not. Where it
 * may not read every field, those that become nothing too, for nobody knows what they hold; and all, where it may not read every such record and
 * the file is somebody else's.
 */
export function hiddenColumns({ access }: Pick<Context, 'access'>, job: Job): (column: number) => boolean {
  const { entity, mapping, createdBy } = job
  const own = createdBy !== null && createdBy === access.memberId
  const scope = scopeOf(access, entity, 'read')
  if (scope === undefined || (scope !== 'all' && !own)) return () => true
  const fields = importTargets(entity)
  const readsAll = access.grants[entity]?.readable === undefined
  const isHidden = ({ field }: ColumnMapping): boolean => {
    if (field === null) return !readsAll
    if (field.startsWith('custom.')) return !mayRead(access, entity, field)
    const named = objects.find(object => object === fields[field]?.refersTo)
    return !mayRead(access, entity, field) || (named !== undefined && !mayName(access, named))
  }
  const hidden = new Set(mapping.filter(isHidden).map(({ column }) => column))
  return column => hidden.has(column)
}

/** A member may be named by everybody. */
const mayName = (access: Context['access'], object: ObjectName): boolean =>
  object === 'member' || scopeOf(access, object, 'read') !== undefined

/** An import as its reader may see it: nothing of what stands in the cells of columns that they may not look into, nor what records out of their reach are called. */
export function shownImport(ctx: Context, job: Import): Import {
  const hidden = hiddenColumns(ctx, job)
  const mapping = job.mapping.map(column =>
    hidden(column.column)
      ? { ...column, values: {}, empty: [], create: withoutOptions(column.create) }
      : column,
  )
  const columns = job.columns.map(column =>
    hidden(column.column) ? { ...column, samples: [], first: [], unmatched: [], withheld: true } : column,
  )
  const { preview, undo } = job
  return {
    ...job,
    mapping,
    columns,
    preview: preview && { ...preview, faults: shownFaults(ctx, job, preview.faults) },
    undo: undo && {
      ...undo,
      conflicts: undo.conflicts.map(one => (mayTell(ctx, one.subjectType) ? one : { ...one, name: null })),
    },
  }
}

const withoutOptions = (create: ColumnMapping['create']): ColumnMapping['create'] =>
  create?.options ? { ...create, options: [] } : create

/** Whether the reader may read the name of every record of the kind. */
const mayTell = ({ access }: Context, subjectType: string): boolean => {
  const object = objects.find(name => name === subjectType)
  return (
    object === undefined || (scopeOf(access, object, 'read') === 'all' && mayRead(access, object, 'name'))
  )
}

/** What was wrong, without what stands in cells that the reader may not look into. A fault of a whole row holds all of them. */
export function shownFaults<F extends ImportFault>(ctx: Context, job: Job, faults: readonly F[]): F[] {
  const hidden = hiddenColumns(ctx, job)
  const headers = new Set(job.columns.filter(({ column }) => hidden(column)).map(({ header }) => header))
  if (headers.size === 0) return [...faults]
  return faults.map(fault => {
    const isHidden = fault.column === null ? fault.value !== null : headers.has(fault.column)
    return isHidden ? { ...fault, value: null, message: withheldMessage, params: { withheld: true } } : fault
  })
}

const withheldMessage = 'This cell cannot be used. Your role may not read what it says.'
