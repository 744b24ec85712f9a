import {
  type Access,
  type Grants,
  mayRead,
  mayWrite,
  type ObjectName,
  scopeOf,
  type Whose,
  withinScope,
} from '../core/grants.rules'
import type { WhyAction, WhyStep } from './why.model'

/** A share that the asked-about has of the record at this moment. */
interface GivenShare {
  id: string
  level: 'read' | 'write'
  endsAt: string | null
  /** The team that it was shared with; null where it was they themselves. */
  team: string | null
  by: string | null
}

export interface WhyFacts {
  access: Access
  /** What their role alone grants, and a key's own grants where it has some. */
  parts: { role: Grants; key: Grants | null }
  object: ObjectName
  action: WhyAction
  field: string | null
  /** Undefined for a kind without owners. */
  whose: Whose | undefined
  ownerName: string | null
  inBin: boolean
  shares: readonly GivenShare[]
  paths: { theirs: string[]; owners: string[] }
  /** Of a kind that lies in territories: where it lies, from the top down, and by what; the territory of theirs that covers it. */
  territory: { path: string[]; by: 'hand' | 'rule' | 'customer' | 'nothing'; through: string | null } | null
}

/**
 * Why somebody may, or may not, do something with a record, step by step, from the same rules as the single check: what their role grants, whose the
 * record is, the tree of teams, its territory, the shares; then the field, and whether it is in the bin.
 */
export function whySteps(facts: WhyFacts): WhyStep[] {
  const { access, object, action, inBin } = facts
  const scope = scopeOf(access, object, action)
  const sees = scopeOf(access, object, 'read')
  if (!scope || !sees) return refusedSteps(facts)
  const steps: WhyStep[] = [
    {
      step: 'role',
      outcome: scope === 'all' || facts.whose === undefined ? 'yes' : 'pass',
      code: facts.whose === undefined ? 'role_all' : `role_${scope}`,
      params: roleParams(facts),
    },
    ...keySteps(facts),
    ...(access.cap
      ? [{ step: 'role', outcome: 'pass', code: 'capped', params: { cap: access.cap } } as const]
      : []),
    ...(facts.whose === undefined
      ? []
      : [
          ownerStep(facts, facts.whose),
          teamStep(facts, facts.whose),
          ...territorySteps(facts),
          ...shareSteps(facts),
        ]),
  ]
  if (facts.field !== null) steps.push(fieldStep(facts, facts.field))
  if (inBin && action === 'update') steps.push({ step: 'bin', outcome: 'stop', code: 'bin', params: {} })
  return steps
}

/** Which of what must grant it does not: the role, a key's own grants, else the role of its maker. */
function refusedSteps(facts: WhyFacts): WhyStep[] {
  const { parts, object, action, access } = facts
  const lacks = (grants: Grants) => !grants[object]?.[action] || !grants[object]?.read
  const params = roleParams(facts)
  if (lacks(parts.role)) return [{ step: 'role', outcome: 'stop', code: 'role_none', params }]
  const role = {
    step: 'role',
    outcome: 'pass',
    code: `role_${parts.role[object]![action]!}`,
    params,
  } as const
  if (parts.key && lacks(parts.key))
    return [role, { step: 'key', outcome: 'stop', code: 'key_none', params: {} }]
  return [role, { step: 'role', outcome: 'stop', code: 'capped', params: { cap: access.cap ?? '' } }]
}

/** Of a key with grants of its own, in which scope these are. */
function keySteps({ parts, object, action }: WhyFacts): WhyStep[] {
  const scope = parts.key?.[object]?.[action]
  return scope ? [{ step: 'key', outcome: 'pass', code: 'key_grants', params: { scope } }] : []
}

/** What the steps come to: nothing stops it, and something is enough. */
export const isAllowed = (steps: readonly WhyStep[]): boolean =>
  !steps.some(({ outcome }) => outcome === 'stop') && steps.some(({ outcome }) => outcome === 'yes')

const roleParams = ({ access }: WhyFacts) => ({ role: access.role })

function ownerStep({ access, ownerName }: WhyFacts, { ownerId }: Whose): WhyStep {
  if (withinScope(access, 'own', { ownerId }))
    return { step: 'owner', outcome: 'yes', code: 'owner_is', params: {} }
  if (ownerId === null) return { step: 'owner', outcome: 'no', code: 'owner_nobody', params: {} }
  return { step: 'owner', outcome: 'no', code: 'owner_other', params: { owner: ownerName ?? '' } }
}

function teamStep({ access, object, action, ownerName, paths }: WhyFacts, { ownerId }: Whose): WhyStep {
  const params = { owner: ownerName ?? '' }
  if (scopeOf(access, object, action) === 'own')
    return { step: 'team', outcome: 'no', code: 'team_uncounted', params, paths }
  if (ownerId === null) return { step: 'team', outcome: 'yes', code: 'team_nobody', params: {} }
  if (ownerId !== access.memberId && withinScope(access, 'team', { ownerId }))
    return { step: 'team', outcome: 'yes', code: 'team_above', params, paths }
  return { step: 'team', outcome: 'no', code: 'team_apart', params, paths }
}

/** Told of kinds that lie in territories, once somebody has made one or the role goes by them. */
function territorySteps({ access, object, action, whose, territory }: WhyFacts): WhyStep[] {
  const scope = scopeOf(access, object, action)
  const counts = scope === 'territory' || scope === 'all'
  if (!territory || (!whose?.territoryId && scope !== 'territory')) return []
  const step = { step: 'territory', params: {}, place: territory.path } as const
  if (!whose?.territoryId) return [{ ...step, outcome: 'no', code: 'territory_none' }]
  const params = { by: territory.by, through: territory.through ?? '' }
  if (!access.territoryIds.includes(whose.territoryId))
    return [{ ...step, params, outcome: 'no', code: 'territory_apart' }]
  return [
    counts
      ? { ...step, params, outcome: 'yes', code: 'territory_covers' }
      : { ...step, params, outcome: 'no', code: 'territory_uncounted' },
  ]
}

/** A share is to read, which is to export too where the role does, or to write, and never to the bin. */
function shareSteps({ action, shares }: WhyFacts): WhyStep[] {
  if (shares.length === 0 || action === 'archive')
    return [{ step: 'share', outcome: 'no', code: 'share_none', params: {} }]
  return shares.map(({ id, level, endsAt, team, by }) => {
    const isEnough = action !== 'update' || level === 'write'
    return {
      step: 'share',
      outcome: isEnough ? 'yes' : 'no',
      code: isEnough ? 'share_given' : 'share_read_only',
      params: { by: by ?? '', team: team ?? '' },
      shareId: id,
      endsAt,
    }
  })
}

function fieldStep({ access, parts, object, action }: WhyFacts, field: string): WhyStep {
  const opens = (grants: Grants) =>
    mayRead({ grants }, object, field) && (action !== 'update' || mayWrite({ grants }, object, field))
  const isOpen = opens(access.grants)
  if (!isOpen && parts.key && opens(parts.role) && !opens(parts.key))
    return { step: 'field', outcome: 'stop', code: 'field_key', params: { field } }
  return {
    step: 'field',
    outcome: isOpen ? 'pass' : 'stop',
    code: isOpen ? 'field_open' : 'field_closed',
    params: { field },
  }
}
