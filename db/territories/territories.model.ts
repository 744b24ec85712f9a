import { instant, reference, text } from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

/** A part of the market: it may stand under another, and who is in the upper one sees what lies in the lower ones. */
export const territoryFields = {
  name: text({ required: true, searched: true, sortable: true }),
  parentId: reference('territory'),
  /** When its rule, or who is in it, was last changed. */
  setAt: instant({ readOnly: true, derived: true }),
}

export const TerritoryModel = recordModel('territory', territoryFields)
export type Territory = ReadOf<typeof TerritoryModel>
