import * as v from 'valibot'
import { RoleKey } from '../core/grants.model'
import { CustomField } from '../fields/custom-field.model'

/** What nearly every screen needs: members by name, the workspace's own fields by entity, its pipelines in their order; without what the role may not read. */
export const Basics = v.object({
  members: v.array(v.object({ id: v.string(), name: v.string(), role: RoleKey })),
  fields: v.array(CustomField),
  pipelines: v.array(v.object({ id: v.string(), name: v.string(), isDefault: v.boolean() })),
})
export type Basics = v.InferOutput<typeof Basics>
