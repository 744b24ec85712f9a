import type { Import } from '@sextant/db/imports/import.model'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The column that becomes the name of a record, where what it holds are ids of a program and no names; undefined where none does. */
export function idsAsNames({ mapping, columns }: Pick<Import, 'mapping' | 'columns'>) {
  const named = mapping.find(({ field }) => field === 'name')
  const found = columns.find(({ column }) => column === named?.column)
  if (!named || !found || found.samples.length === 0) return undefined
  return found.samples.every(cell => uuid.test(cell.trim())) ? { named, found } : undefined
}

/** The same column as the external id, where no other column is; else it is left out. */
export const asExternalId = (mapping: Import['mapping'], named: Import['mapping'][number]) => ({
  ...named,
  field: mapping.some(({ field }) => field === 'externalId') ? null : 'externalId',
})
