import { areas, customFieldEntities, type RecordName } from './areas.model'

/** The roles that every workspace begins with. It may change all but the administrator's, and make others (`db/access/role.table.ts`). */
export const roles = ['admin', 'manager', 'rep', 'marketer', 'analyst', 'read_only'] as const
export type Role = (typeof roles)[number]

/**
 * The scopes, the narrowest first. own: the records whose owner is the asker. team: those of the asker's team, of the teams below it, and those nobody owns.
 * territory: these, and those that lie in the asker's territories or below them. all: the workspace's.
 */
export const scopes = ['own', 'team', 'territory', 'all'] as const
export type Scope = (typeof scopes)[number]

/** What may be granted. `archive` is the way to the recycle bin and back; `export` takes what one sees away as a file, of the kinds that people keep and of the audit. */
export const actions = ['read', 'create', 'update', 'archive', 'export'] as const
export type Action = (typeof actions)[number]

/** What it may be granted on: each kind of record, and what belongs to the workspace as a whole. */
export const objects = [
  ...(Object.keys(areas) as RecordName[]),
  'attachment',
  'delivery',
  'conversation',
  'mailbox',
  'custom_field',
  'import',
  'model',
  'member',
  'role',
  'invitation',
  'api_key',
  'workspace',
  'exchange_rate',
  'tax_rate',
  'calendar',
  'absence',
  'assignment',
  'price_book',
  'operations',
  'audit',
] as const
export type ObjectName = (typeof objects)[number]

/** Whether there are files of such records, or of what belongs to the workspace. */
export const isExported = (object: string): boolean =>
  object === 'audit' || customFieldEntities.some(name => name === object)

export type Grant = Partial<Record<Action, Scope>> & {
  /** Fields that may be read or written, those of the workspace's own as `custom.<key>`; all when absent. */
  readable?: readonly string[]
  writable?: readonly string[]
}

/** What each role may do with one object, as an allow-list. An administrator may do everything and is not named. */
export type GrantsByRole = Partial<Record<Exclude<Role, 'admin'>, Grant>>

/** What one role (or two at once) may do: object → grant. One value for each, so that what follows from it can be remembered by it. */
export type Grants = Readonly<Partial<Record<ObjectName, Grant>>>

/** Work of Sextant's own, which nobody asked for: what it may do, as an allow-list like that of a role. */
export interface Task {
  /** What the log calls it. */
  name: string
  grants: Grants
  /** Tables of the work itself, which belong to no object: how far it is, what it has told. It reads and writes them. */
  keeps?: readonly string[]
}

export const full: Grant = { read: 'all', create: 'all', update: 'all', archive: 'all' }
export const see: Grant = { read: 'all' }
/** Who sells changes what is theirs, and sees what is the team's or nobody's. */
export const sellers: Grant = { read: 'team', create: 'all', update: 'own', archive: 'own' }

/** The asker's side of a permission check. `memberId` is null for a key that belongs to nobody. */
export interface Access {
  /** The key of a role: one of `roles`, or one that the workspace has made. */
  role: string
  /** A second role that must grant it too: that of a key's maker, who may do less by now than when the key was made. */
  cap?: string
  grants: Grants
  memberId: string | null
  teamMemberIds: readonly string[]
  /** The territories that they are in, and those below. */
  territoryIds: readonly string[]
  /** What single records were shared with them; absent where none are. */
  shares?: SharedWith
  /** Of Sextant's own work: to what the database holds it. */
  task?: Held
}

/** A task as its transactions say who they are (`db/app/task-policies.ts`). */
export interface Held {
  name: string
  /** What it may do, as ` lead.read lead.update keeps.notice `. */
  may: string
  /** The columns that it may change of a table, where these are not all, as JSON: table → columns. */
  columns: string
}

/** Records shared with somebody, when it was found out who they are. */
export interface SharedWith {
  /** How many of each kind; a kind of which there is none is not there. */
  kinds: Readonly<Record<string, number>>
  /** Their team and those above it: what is shared with a team is shared with who is below it. */
  teamIds: readonly string[]
  /** When the next of them ends by itself, ISO 8601. */
  endsAt: string | null
}

/** The wider of two scopes covers the narrower. */
export const covers = (held: Scope | undefined, asked: Scope): boolean =>
  held !== undefined && scopes.indexOf(held) >= scopes.indexOf(asked)

/** What both of two grants allow. */
export function bothGrant(one: Grant = {}, other: Grant = {}): Grant {
  const readable = inBoth(one.readable, other.readable)
  const writable = inBoth(one.writable ?? one.readable, other.writable ?? other.readable)
  const shared: Grant = { ...(readable && { readable }), ...(writable && { writable }) }
  for (const action of actions) {
    const [a, b] = [one[action], other[action]]
    if (a && b) shared[action] = covers(a, b) ? b : a
  }
  return shared
}

const inBoth = (one: readonly string[] | undefined, other: readonly string[] | undefined) =>
  one && other ? one.filter(field => other.includes(field)) : (one ?? other)

/** In which scope the asker may do it; undefined when not at all. What is granted nowhere is refused. */
export const scopeOf = (
  { grants }: Pick<Access, 'grants'>,
  object: ObjectName,
  action: Action,
): Scope | undefined => grants[object]?.[action]

/** Whose a record is: its owner, and where it lies, for a kind that has territories. */
export interface Whose {
  ownerId: string | null
  territoryId?: string | null
}

/** Whether one record lies within a scope. `whose` undefined: the object has no owner, so only its being granted counts. */
export function withinScope(access: Access, scope: Scope, whose: Whose | undefined): boolean {
  if (scope === 'all' || whose === undefined) return true
  const { ownerId, territoryId } = whose
  if (scope === 'own') return ownerId !== null && ownerId === access.memberId
  if (ownerId === null || ownerId === access.memberId || access.teamMemberIds.includes(ownerId)) return true
  return scope === 'territory' && !!territoryId && access.territoryIds.includes(territoryId)
}

/** Whether the role may read a field of an object that it may read. */
export const mayRead = (access: Pick<Access, 'grants'>, object: ObjectName, field: string): boolean =>
  access.grants[object]?.readable?.includes(field) ?? true

/** Whether it may write the field: one of those listed as writable, else of those it may read. */
export const mayWrite = (access: Pick<Access, 'grants'>, object: ObjectName, field: string): boolean => {
  const grant = access.grants[object]
  return (grant?.writable ?? grant?.readable)?.includes(field) ?? true
}
