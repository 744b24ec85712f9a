import * as v from 'valibot'
import { type AreaName, areas, type RecordName } from '../core/areas.model'

const kinds = Object.keys(areas) as [RecordName, ...RecordName[]]

/** A record found by words; `detail` tells records of one name apart. */
export const Found = v.object({
  id: v.string(),
  entity: v.picklist(kinds),
  area: v.picklist(kinds.map((name): AreaName => areas[name])),
  name: v.string(),
  detail: v.nullable(v.string()),
})
export type Found = v.InferOutput<typeof Found>
