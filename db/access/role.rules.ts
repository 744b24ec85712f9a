import {
  type Action,
  actions,
  covers,
  type Grant,
  type Grants,
  objects,
  type Scope,
} from '../core/grants.rules'
import type { RoleObject } from './role.model'

/** What is wrong with a part of a role, at its place. */
interface GrantProblem {
  pointer: string
  code: string
  message: string
  params: Record<string, string>
}

/** What is wrong with the grants of a role, each at its place. `known`: what there is to be granted. */
export function grantProblems(grants: Grants, known: readonly RoleObject[]): GrantProblem[] {
  return known.flatMap(object => {
    const grant = grants[object.name]
    return grant ? [...scopeProblems(object, grant), ...fieldProblems(object, grant)] : []
  })
}

/** Nobody changes what they may not see, and a scope must be one that the object's records can be in. */
function scopeProblems({ name, owned, placed, exported }: RoleObject, grant: Grant): GrantProblem[] {
  return actions.flatMap(action => {
    const scope = grant[action]
    if (!scope) return []
    const pointer = `/grants/${name}/${action}`
    if (action === 'export' && !exported)
      return [problem(pointer, 'role_export', 'There are no files of this to be exported.', { action })]
    if (!owned && scope !== 'all')
      return [problem(pointer, 'role_scope', 'This has no owners: all or nothing can be granted.', { scope })]
    if (scope === 'territory' && (!placed || action === 'create'))
      return [problem(pointer, 'role_territory', 'This cannot be granted by territory.', { scope, action })]
    if (isOfRecords(action) && !covers(grant.read, scope))
      return [
        problem(pointer, 'role_unseen', 'Who may change or export records must be able to see them.', {
          action,
        }),
      ]
    return []
  })
}

const isOfRecords = (action: Action) => action !== 'read' && action !== 'create'

function fieldProblems({ name, title, fields }: RoleObject, { readable, writable }: Grant): GrantProblem[] {
  const problems: GrantProblem[] = []
  const note = (list: 'readable' | 'writable', field: string, code: string, message: string) =>
    problems.push(problem(`/grants/${name}/${list}`, code, message, { field }))
  // A field of the workspace's own may be gone by now, or not be there yet.
  for (const [list, keys] of [
    ['readable', readable],
    ['writable', writable],
  ] as const)
    for (const key of keys ?? [])
      if (!fields.some(field => field.key === key) && !(fields.length && key.startsWith('custom.')))
        note(list, key, 'role_field', `There is no field “${key}”.`)
  for (const key of writable ?? [])
    if (readable && !readable.includes(key))
      note('writable', key, 'role_unread', `“${key}” has to be readable to be written.`)
  if (readable && title && !readable.includes(title))
    note('readable', title, 'role_title', `“${title}” names the records and stays readable.`)
  return problems
}

const problem = (
  pointer: string,
  code: string,
  message: string,
  params: Record<string, string>,
): GrantProblem => ({ pointer, code, message, params })

/** The grants with every object in them, so that one which is not there yet can be told from one that was closed. Lists have each field once. */
export const wholeGrants = (grants: Grants): Grants =>
  Object.fromEntries(
    objects.map(object => {
      const { readable, writable, ...granted } = grants[object] ?? {}
      return [
        object,
        {
          ...granted,
          ...(readable && { readable: [...new Set(readable)] }),
          ...(writable && { writable: [...new Set(writable)] }),
        },
      ]
    }),
  )

/** An action whose scope differs between two versions of a role. */
export interface ScopeChange {
  object: (typeof objects)[number]
  action: Action
  before: Scope | null
  after: Scope | null
}

export const scopeChanges = (before: Grants, after: Grants): ScopeChange[] =>
  objects.flatMap(object =>
    actions.flatMap(action => {
      const [was, is] = [before[object]?.[action] ?? null, after[object]?.[action] ?? null]
      return was === is ? [] : [{ object, action, before: was, after: is }]
    }),
  )

/** Fields that one may read or write in one of two versions of a role and not in the other, of the objects there are. */
export const fieldChanges = (before: Grants, after: Grants, known: readonly RoleObject[]) =>
  known.flatMap(({ name, fields }) => {
    const step = ({ key, readOnly }: RoleObject['fields'][number]) =>
      level(after[name], key, readOnly) - level(before[name], key, readOnly)
    const opened = fields.filter(field => step(field) > 0).map(({ key }) => key)
    const closed = fields.filter(field => step(field) < 0).map(({ key }) => key)
    const [was, is] = [before, after].map(grants => grants[name]?.readable !== undefined)
    const listed = was === is || fields.length === 0 ? null : is!
    return opened.length + closed.length || listed !== null ? [{ object: name, opened, closed, listed }] : []
  })

/** 0: closed, 1: may be read, 2: may be written. */
const level = ({ readable, writable }: Grant = {}, key: string, readOnly: boolean): number => {
  if (readable && !readable.includes(key)) return 0
  return !readOnly && (writable ?? readable ?? [key]).includes(key) ? 2 : 1
}
