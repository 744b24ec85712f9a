import * as v from 'valibot'
import { actions, type Grants, type ObjectName, objects, scopes } from './grants.rules'

/** The key of a role of the workspace: one of those it began with, or one that it has made. */
export const RoleKey = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9_]{0,39}$/, 'Write the key of a role of this workspace.'),
)

export const GrantScope = v.picklist(scopes)

const FieldKey = v.pipe(
  v.string(),
  v.regex(/^(custom\.[a-z][a-z0-9_]{0,62}|[a-z][a-zA-Z0-9]{0,62})$/, 'Write the key of a field.'),
)
const FieldKeys = v.pipe(v.array(FieldKey), v.maxLength(1000))

const Granted = v.strictObject({
  ...(Object.fromEntries(actions.map(action => [action, v.optional(GrantScope)])) as Record<
    (typeof actions)[number],
    v.OptionalSchema<typeof GrantScope, undefined>
  >),
  /** An allow-list: a field that is not in it is closed, also one that is made tomorrow. All fields when absent. */
  readable: v.optional(FieldKeys),
  /** The same of what may be written; what may be read when absent. */
  writable: v.optional(FieldKeys),
})

/** What a role may do: object → action → scope, and its fields. An action that is absent is refused. */
export const RoleGrants = v.strictObject(
  Object.fromEntries(objects.map(object => [object, v.optional(Granted)])) as Record<
    ObjectName,
    v.OptionalSchema<typeof Granted, undefined>
  >,
) satisfies v.GenericSchema<Grants, Grants>
