import { type KeptName, kinds } from '../access/kinds.rules'
import { memberImport } from '../access/members.import'
import type { Importable } from '../records/importable.model'
import type { ImportEntity } from './import-entities.model'

const { lead, ...others } = Object.fromEntries(
  Object.entries(kinds).flatMap(([name, { imports }]) => (imports ? [[name, imports]] : [])),
) as Record<KeptName, Importable>

/**
 * What each kind that a file can be read into knows of it, in the order in which the name of a file speaks for one: for a lead last, whose
 * words are the widest.
 */
export const importables: Record<ImportEntity, Importable> = { ...others, member: memberImport, lead }
