import type { RecordName } from '../core/areas.model'
import {
  type Access,
  type Action,
  actions,
  bothGrant,
  full,
  type Grant,
  type Grants,
  type GrantsByRole,
  type ObjectName,
  objects,
  type Role,
  roles,
  type Scope,
  see,
} from '../core/grants.rules'
import { kinds } from './kinds.rules'

/**
 * Who may do what, as an allow-list: each object with what its roles may do. What is not written is refused.
 * The list's SQL (`db/records/scope.ts`) and the single-record check (`withinScope`) both come from it.
 */
const policy: Record<ObjectName, GrantsByRole> = {
  ...ofRecords(),
  custom_field: {
    manager: full,
    rep: see,
    marketer: { read: 'all', create: 'all', update: 'all' },
    analyst: see,
    read_only: see,
  },
  import: { manager: full, marketer: full, analyst: see },
  model: { manager: full, rep: see, marketer: see, analyst: full, read_only: see },
  member: everybodySees(),
  workspace: everybodySees(),
  invitation: {},
  api_key: {},
  operations: {},
}

/** Those of records are written beside each kind. */
function ofRecords() {
  return Object.fromEntries(Object.entries(kinds).map(([name, { grants }]) => [name, grants])) as Record<
    RecordName,
    GrantsByRole
  >
}

function everybodySees(): GrantsByRole {
  return { manager: see, rep: see, marketer: see, analyst: see, read_only: see }
}

const grantsOf = Object.fromEntries(
  roles.map(role => [
    role,
    Object.fromEntries(
      objects.map(object => [object, role === 'admin' ? full : (policy[object][role] ?? {})]),
    ),
  ]),
) as Record<Role, Grants>

/** Somebody with a role. `memberId` is null for a key that belongs to nobody; `teamMemberIds` are the members of the team as it is now. */
export const accessAs = (
  role: Role,
  memberId: string | null = null,
  teamMemberIds: readonly string[] = [],
): Access => ({ role, grants: grantsOf[role], memberId, teamMemberIds })

const cappedGrants = new Map<string, Grants>()

/** The same, who may do only what a second role may do too. */
export function cappedAt(cap: Role, access: Access): Access {
  const both = `${access.role} ${cap}`
  const grants =
    cappedGrants.get(both) ??
    Object.fromEntries(
      objects.map(object => [object, bothGrant(grantOf(access.role, object), grantOf(cap, object))]),
    )
  cappedGrants.set(both, grants)
  return { ...access, cap, grants }
}

/** What a role may do with an object; nothing when nothing is written. */
export const grantOf = (role: Role, object: ObjectName): Grant => grantsOf[role][object] ?? {}

/** What a screen needs to show or disable its controls: object → action → scope. */
export function permissionsOf(role: Role): Record<string, Partial<Record<Action, Scope>>> {
  return Object.fromEntries(
    objects.map(object => {
      const grant = grantOf(role, object)
      return [
        object,
        Object.fromEntries(actions.flatMap(action => (grant[action] ? [[action, grant[action]]] : []))),
      ]
    }),
  )
}
