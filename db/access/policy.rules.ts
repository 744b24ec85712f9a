import { attachmentGrants } from '../attachments/attachments.grants'
import { conversationGrants } from '../conversations/conversations.grants'
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
  isExported,
  type ObjectName,
  objects,
  type Role,
  roles,
  type Scope,
  see,
} from '../core/grants.rules'
import { deliveryGrants } from '../deliveries/deliveries.grants'
import { mailboxGrants } from '../mailboxes/mailboxes.grants'
import { quoteFields } from '../quotes/quotes.model'
import { kinds } from './kinds.rules'

const mine = { read: 'own', create: 'own', archive: 'own' } as const

/**
 * Who may do what, as an allow-list: each object with what its roles may do. What is not written is refused.
 * The list's SQL (`db/records/scope.ts`) and the single-record check (`withinScope`) both come from it.
 */
const policy: Record<ObjectName, GrantsByRole> = {
  ...ofRecords(),
  attachment: attachmentGrants,
  delivery: deliveryGrants,
  conversation: conversationGrants,
  mailbox: mailboxGrants,
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
  // Roles are named in lists of people; what is in them is for who may change them.
  role: {},
  workspace: everybodySees(),
  exchange_rate: everybodySees(),
  tax_rate: everybodySees(),
  calendar: everybodySees(),
  // When somebody is away is theirs to say, and their manager's.
  absence: {
    manager: { read: 'team', create: 'team', archive: 'team' },
    rep: mine,
    marketer: mine,
    analyst: mine,
    read_only: mine,
  },
  assignment: { manager: full },
  price_book: { ...everybodySees(), manager: full },
  invitation: {},
  api_key: {},
  operations: {},
  // Who did what with rights is for administrators, and for whom they let.
  audit: {},
}

/** Those of records are written beside each kind. What a role sees of what people keep it may take away as a file, where nothing else is written. */
function ofRecords() {
  const exporting = (grants: GrantsByRole): GrantsByRole =>
    Object.fromEntries(
      Object.entries(grants).map(([role, grant]) => [role, { export: grant.read, ...grant }]),
    )
  return Object.fromEntries(
    Object.entries(kinds).map(([name, { grants }]) => [name, isExported(name) ? exporting(grants) : grants]),
  ) as Record<RecordName, GrantsByRole>
}

function everybodySees(): GrantsByRole {
  return { manager: see, rep: see, marketer: see, analyst: see, read_only: see }
}

const whole = (object: ObjectName): Grant => (isExported(object) ? { ...full, export: 'all' } : full)

const grantsOf = Object.fromEntries(
  roles.map(role => [
    role,
    Object.fromEntries(
      objects.map(object => [object, role === 'admin' ? whole(object) : (policy[object][role] ?? {})]),
    ),
  ]),
) as Record<Role, Grants>

/** What a built-in role may do with an object before a workspace changes it; nothing when nothing is written. */
export const grantOf = (role: Role, object: ObjectName): Grant => grantsOf[role][object] ?? {}

export const isBuiltIn = (role: string): role is Role => roles.some(name => name === role)

/** What a role that is not in the workspace any more may do. */
const nothing: Grants = {}

const known = new Map<string, Grants>()
const mostKnown = 2000

/**
 * What a role comes to: of a built-in one what the workspace made of it (`stored`), and for objects that it says nothing of what it begins with; of one
 * that the workspace has made what is stored and nothing else. The same value for the same grants, so that what follows from it can be remembered.
 */
export function grantsOfRole(role: string, stored: Grants | null = null): Grants {
  if (role === 'admin') return grantsOf.admin
  if (!stored) return isBuiltIn(role) ? grantsOf[role] : nothing
  const all = withoutSums(isBuiltIn(role) ? { ...grantsOf[role], ...stored } : stored)
  const written = JSON.stringify(objects.map(object => all[object] ?? null))
  const kept = known.get(written) ?? all
  if (known.size >= mostKnown) known.clear()
  known.set(written, kept)
  return kept
}

/** Who may not read the amount of a deal does not learn it from what its quotes come to. */
function withoutSums(grants: Grants): Grants {
  const { deal, quote } = grants
  if (!quote || !deal?.readable || deal.readable.includes('amount')) return grants
  const readable = (quote.readable ?? Object.keys(quoteFields)).filter(
    key => key !== 'net' && key !== 'total',
  )
  return { ...grants, quote: { ...quote, readable } }
}

/** Somebody with a role. `memberId` is null for a key that belongs to nobody; `teamMemberIds` are the members of the team as it is now, `territoryIds` the territories. */
export const accessAs = (
  role: string,
  memberId: string | null = null,
  teamMemberIds: readonly string[] = [],
  grants: Grants = grantsOfRole(role),
  territoryIds: readonly string[] = [],
): Access => ({ role, grants, memberId, teamMemberIds, territoryIds })

/** What is granted to a key of its own, where it is to do less than its role. The same value for the same grants. */
export const grantsOfKey = (stored: Grants): Grants => grantsOfRole('', stored)

const capped = new WeakMap<Grants, WeakMap<Grants, Grants>>()

/** The same, who may do only what a second role, with these grants, may do too. */
export const cappedAt = (cap: string, held: Grants, access: Access): Access => ({
  ...access,
  cap,
  grants: bothOf(access.grants, held),
})

/** What both grant; the same value for the same two. */
export function bothOf(one: Grants, held: Grants): Grants {
  const ofOne = capped.get(one) ?? new WeakMap<Grants, Grants>()
  capped.set(one, ofOne)
  const both: Grants =
    ofOne.get(held) ??
    Object.fromEntries(objects.map(object => [object, bothGrant(one[object], held[object])]))
  ofOne.set(held, both)
  return both
}

/** What a screen needs to show or disable its controls: object → action → scope. */
export function permissionsOf(grants: Grants): Record<string, Partial<Record<Action, Scope>>> {
  return Object.fromEntries(
    objects.map(object => {
      const grant = grants[object] ?? {}
      return [
        object,
        Object.fromEntries(actions.flatMap(action => (grant[action] ? [[action, grant[action]]] : []))),
      ]
    }),
  )
}
