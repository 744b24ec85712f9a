import { areas, type RecordName } from '../records/areas.model'

/**
 * Who may do what: role → object → action → scope, as an allow-list. What is not written here is refused.
 * The list's SQL (`db/records/scope.ts`) and the single-record check (`withinScope`) both come from `grantOf`.
 */
export const roles = ['admin', 'manager', 'rep', 'marketer', 'analyst', 'read_only'] as const
export type Role = (typeof roles)[number]

/** own: the records whose owner is the asker. team: those of the asker's team and those nobody owns. all: the workspace's. */
export type Scope = 'own' | 'team' | 'all'

/** What may be granted. `archive` is the way to the recycle bin and back. */
export const actions = ['read', 'create', 'update', 'archive'] as const
export type Action = (typeof actions)[number]

/** What it may be granted on: each kind of record, and what belongs to the workspace as a whole. */
export const objects = [
  ...(Object.keys(areas) as RecordName[]),
  'custom_field',
  'import',
  'model',
  'member',
  'invitation',
  'api_key',
  'workspace',
  'operations',
] as const
export type ObjectName = (typeof objects)[number]

export type Grant = Partial<Record<Action, Scope>> & {
  /** Fields that may be read or written; all when absent. */
  readable?: readonly string[]
  writable?: readonly string[]
}

const full: Grant = { read: 'all', create: 'all', update: 'all', archive: 'all' }
const see: Grant = { read: 'all' }
const sellers: Grant = { read: 'team', create: 'all', update: 'own', archive: 'own' }

const policy: Record<Role, Partial<Record<ObjectName, Grant>>> = {
  admin: Object.fromEntries(objects.map(object => [object, full])),
  manager: {
    lead: full,
    customer: full,
    contact: full,
    deal: full,
    activity: full,
    product: full,
    pipeline: full,
    stage: full,
    custom_field: full,
    import: full,
    model: full,
    member: see,
    workspace: see,
  },
  rep: {
    lead: sellers,
    customer: { ...sellers, read: 'all' },
    contact: { ...sellers, read: 'all' },
    deal: sellers,
    activity: { ...sellers, read: 'all' },
    product: see,
    pipeline: see,
    stage: see,
    custom_field: see,
    model: see,
    member: see,
    workspace: see,
  },
  marketer: {
    lead: full,
    contact: full,
    customer: see,
    deal: see,
    activity: { read: 'all', create: 'all', update: 'own', archive: 'own' },
    product: see,
    pipeline: see,
    stage: see,
    custom_field: { read: 'all', create: 'all', update: 'all' },
    import: full,
    model: see,
    member: see,
    workspace: see,
  },
  analyst: {
    lead: see,
    customer: see,
    contact: {
      ...see,
      readable: [
        'name',
        'jobTitle',
        'customerId',
        'ownerId',
        'country',
        'language',
        'emailConsent',
        'externalId',
        'lastActivityAt',
      ],
    },
    deal: see,
    activity: see,
    product: see,
    pipeline: see,
    stage: see,
    custom_field: see,
    import: see,
    model: full,
    member: see,
    workspace: see,
  },
  read_only: {
    lead: see,
    customer: see,
    contact: see,
    deal: see,
    activity: see,
    product: see,
    pipeline: see,
    stage: see,
    custom_field: see,
    model: see,
    member: see,
    workspace: see,
  },
}

/** The asker's side of a permission check. `memberId` is null for a key that belongs to nobody. */
export interface Access {
  role: Role
  memberId: string | null
  teamMemberIds: readonly string[]
}

/** What a role may do with an object; nothing when nothing is written. */
export const grantOf = (role: Role, object: ObjectName): Grant => policy[role][object] ?? {}

/** With which of them; undefined when the role may not do it at all. */
export const scopeOf = (access: Access, object: ObjectName, action: Action): Scope | undefined =>
  grantOf(access.role, object)[action]

/** Whether one record lies within a scope. `ownerId` undefined: the object has no owner, so only its being granted counts. */
export function withinScope(access: Access, scope: Scope, ownerId: string | null | undefined): boolean {
  if (scope === 'all' || ownerId === undefined) return true
  if (scope === 'own') return ownerId !== null && ownerId === access.memberId
  return ownerId === null || ownerId === access.memberId || access.teamMemberIds.includes(ownerId)
}

/** Whether the role may read a field of an object that it may read. */
export const mayRead = (access: Access, object: ObjectName, field: string): boolean =>
  grantOf(access.role, object).readable?.includes(field) ?? true

/** Whether it may write the field: one of those listed as writable, else of those it may read. */
export const mayWrite = (access: Access, object: ObjectName, field: string): boolean => {
  const grant = grantOf(access.role, object)
  return (grant.writable ?? grant.readable)?.includes(field) ?? true
}

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
