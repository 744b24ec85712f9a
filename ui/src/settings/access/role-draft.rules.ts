import type { RoleObject } from '@sextant/db/access/role.model'
import {
  type Action,
  actions,
  covers,
  type Grant,
  type Grants,
  type ObjectName,
  type Scope,
  scopes,
} from '@sextant/db/core/grants.rules'

/** How far a field is open to a role. */
export type Level = 'none' | 'read' | 'write'

/** The grants with another scope of one action. Who may see less may not change more; who may change more has to see it. */
export function withScope(grants: Grants, object: ObjectName, action: Action, scope: Scope | null): Grants {
  const { [action]: _former, ...others } = grants[object] ?? {}
  const grant: Grant = scope ? { ...others, [action]: scope } : others
  for (const change of ['update', 'archive', 'export'] as const) {
    const changed = grant[change]
    if (!changed || covers(grant.read, changed)) continue
    if (action === change) grant.read = changed
    else if (grant.read) grant[change] = grant.read
    else delete grant[change]
  }
  return { ...grants, [object]: grant }
}

/** The scopes in which an action can be granted on an object: of what has no owners all or nothing, of what there are no files of no export; what is not made yet lies in no territory. */
export const scopesOf = (
  { owned, placed, exported }: Pick<RoleObject, 'owned' | 'placed' | 'exported'>,
  action: Action,
): readonly Scope[] => {
  if (action === 'export' && !exported) return []
  if (!owned) return ['all']
  return placed && action !== 'create' ? scopes : scopes.filter(scope => scope !== 'territory')
}

/** Of these scopes those that are granted in `within` too, where that limits what can be given. */
export const scopesWithin = (
  all: readonly Scope[],
  within: Grants | undefined,
  object: ObjectName,
  action: Action,
): readonly Scope[] => (within ? all.filter(scope => covers(within[object]?.[action], scope)) : all)

const levels: readonly Level[] = ['none', 'read', 'write']

/** The levels to which a field can be opened: what nobody writes to reading at most, what names a record is never closed, and no further than `within` opens it. */
export function levelsOf(
  object: Pick<RoleObject, 'name' | 'title'>,
  { key, readOnly }: Pick<RoleObject['fields'][number], 'key' | 'readOnly'>,
  within?: Grants,
): readonly Level[] {
  const most = within ? levelOf(within[object.name], key) : 'write'
  return levels.filter(
    level =>
      levels.indexOf(level) <= levels.indexOf(most) &&
      !(level === 'write' && readOnly) &&
      !(level === 'none' && key === object.title),
  )
}

/** Whether the role has a list of the object's fields, to which a new one does not belong. */
export const isListed = ({ readable, writable }: Grant = {}): boolean => Boolean(readable ?? writable)

export function levelOf({ readable, writable }: Grant = {}, key: string): Level {
  if (readable && !readable.includes(key)) return 'none'
  return (writable ?? readable ?? [key]).includes(key) ? 'write' : 'read'
}

/** The grants with a list of the object's fields as they are open now, or without one. */
export function withList(grants: Grants, object: RoleObject, listed: boolean): Grants {
  const { readable: _readable, writable: _writable, ...granted } = grants[object.name] ?? {}
  if (!listed) return { ...grants, [object.name]: granted }
  const all = object.fields.map(({ key, readOnly }) => ({
    key,
    level: readOnly ? 'read' : levelOf(grants[object.name], key),
  }))
  return { ...grants, [object.name]: { ...granted, ...lists(all) } }
}

/** The grants with another level of one field. What names a record stays readable. */
export function withLevel(grants: Grants, object: RoleObject, field: string, level: Level): Grants {
  const grant = grants[object.name] ?? {}
  const all = object.fields.map(({ key }) => ({ key, level: key === field ? level : levelOf(grant, key) }))
  return { ...grants, [object.name]: { ...grant, ...lists(all) } }
}

const lists = (all: readonly { key: string; level: string }[]) => ({
  readable: all.filter(({ level }) => level !== 'none').map(({ key }) => key),
  writable: all.filter(({ level }) => level === 'write').map(({ key }) => key),
})

/** How many of an object's fields the role may read and write. */
export function countFields({ fields, name }: RoleObject, grants: Grants) {
  const levels = fields.map(({ key }) => levelOf(grants[name], key))
  return {
    read: levels.filter(level => level !== 'none').length,
    written: levels.filter(level => level === 'write').length,
  }
}

/** Whether two roles come to the same. */
export const sameGrants = (a: Grants, b: Grants, objects: readonly RoleObject[]): boolean =>
  objects.every(({ name }) => written(a[name]) === written(b[name]))

const written = ({ readable, writable, ...granted }: Grant = {}): string =>
  JSON.stringify([
    actions.map(action => granted[action]),
    readable && [...readable].sort(),
    writable && [...writable].sort(),
  ])
