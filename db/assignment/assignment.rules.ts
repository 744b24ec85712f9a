import type { Field, Fields } from '../core/field.model'
import { systemFields } from '../core/record.model'
import { fieldsOf } from '../filter/describe.rules'
import { evaluatePlan } from '../filter/evaluate.rules'
import { type Plan, planFilter } from '../filter/plan.rules'
import { targetOf } from '../filter/target.rules'
import { type Lead, LeadModel } from '../leads/leads.model'
import type { By, Change, Step } from '../records/change.model'
import type { AssignmentRule, assignedByHours } from './assignment.model'
import { type HoursAt, mayTake, type Taker } from './may-take.rules'
import { afterTurn, nextTurn, type Share, type Turns } from './turns.rules'

/** A rule that is ready to be asked. */
export interface ReadyRule {
  rule: AssignmentRule
  /** Null: it takes every lead. */
  plan: Plan | null
  /** Keys of the fields that its condition names. */
  asks: readonly string[]
}

/** What assignment must know of a batch. */
export interface AssignmentFacts {
  /** The active ones, in their order. */
  rules: readonly ReadyRule[]
  people: ReadonlyMap<string, Taker>
  /** Of those whose rules ask for them, at the moment of the batch. */
  hours: HoursAt
  /** Who is in which territories, and which these stand under; as far as a rule goes by them. */
  territories: ReadonlyMap<string, { parentId: string | null; memberIds: readonly string[] }>
  /** Names of the teams whose queues are meant, by id. */
  teams: ReadonlyMap<string, string>
  /** By rule. */
  turns: Map<string, Turns>
  /** Open leads of those among whom the load decides. */
  loads: Map<string, number>
  /** Rules whose turns have gone on. */
  moved: Set<string>
}

const leadFields: Fields = { ...LeadModel.fields, ...(systemFields as Fields) }

export const leadCatalogue = (custom: Record<string, Field>) => ({
  entity: 'lead',
  fields: leadFields,
  custom,
  relations: {},
})

/** A rule whose condition is understood once for a batch. One that asks for a field that is gone asks nobody: see its faults. */
export function readyRule(
  rule: AssignmentRule,
  custom: Record<string, Field>,
  asked: { now: Date; timeZone: string },
): ReadyRule | undefined {
  const asks = rule.when ? fieldsOf(rule.when) : []
  const catalogue = leadCatalogue(custom)
  if (asks.some(key => !targetOf(key, catalogue))) return undefined
  return { rule, plan: rule.when ? planFilter(rule.when, catalogue, asked) : null, asks }
}

/** Whether nobody has touched the lead yet, so that a rule may still give it to another. */
const isUntouched = (lead: Lead): boolean =>
  lead.status === 'new' &&
  lead.lastActivityAt === null &&
  lead.deletedAt === null &&
  (lead.ownerId === null || lead.assignedBy !== null)

/** Whether rules have a say in what becomes of the lead. Who names its owner has spoken. */
export function isOpenToRules({ before, values, told }: Change<Lead>): boolean {
  if (!before) return (told.ownerId ?? null) === null
  const { ownerId, status, deletedAt } = values
  return isUntouched(before) && ownerId === undefined && status === undefined && deletedAt === undefined
}

/** What a rule makes of a lead. */
export interface Assigned {
  rule: AssignmentRule
  ownerId: string | null
  /** Name of the team in whose queue it waits. */
  queue: string | null
  /** What working hours had to do with it; null: its rule does not ask for them. */
  hours: ByHours | null
}

type ByHours = (typeof assignedByHours)[number]

/** Gives a lead to whom the rules say. Where its owner is named, that is no rule's doing any more. */
export function followRules(change: Change<Lead>, facts: AssignmentFacts, by: By): undefined {
  const { before, values } = change
  if (by.putsBack) return
  if (before && values.ownerId !== undefined) {
    if (before.assignedBy !== null) values.assignedBy = null
    if (before.queue !== null) values.queue = null
  }
  if (facts.rules.length === 0 || !isOpenToRules(change)) return
  const moment = before ? 'change' : by.way === 'import' ? 'import' : 'creation'
  const lead = { ...before, ...values, custom: change.custom }
  const asked = before ? lead : { ...lead, ownerId: null }
  const fitting = facts.rules.filter(
    ({ rule, asks }) => rule.on[moment] && (!before || asks.some(key => hasChanged(change, key))),
  )
  const found = assignmentOf(asked, fitting, facts)
  if (!found || before?.assignedBy === found.rule.name) return
  values.ownerId = found.ownerId
  values.queue = found.queue
  values.assignedBy = found.rule.name
}

function hasChanged({ before, values, custom }: Change<Lead>, key: string): boolean {
  if (!key.startsWith('custom.')) return key in values
  const own = key.slice('custom.'.length)
  return JSON.stringify(before?.custom[own] ?? null) !== JSON.stringify(custom[own] ?? null)
}

/** The first rule that fits a lead and has somebody for it. */
export function assignmentOf(
  lead: Readonly<Record<string, unknown>>,
  rules: readonly ReadyRule[],
  facts: AssignmentFacts,
): Assigned | undefined {
  for (const { rule, plan } of rules) {
    if (plan && !evaluatePlan(plan, lead, {})) continue
    if (rule.way.type === 'queue') {
      const queue = facts.teams.get(rule.way.teamId)
      if (queue !== undefined) return { rule, ownerId: null, queue, hours: null }
      continue
    }
    const present = presentOf(rule, facts, lead.territoryId)
    const ownerId = takerOf(rule, present.people, facts)
    if (ownerId !== undefined) return { rule, ownerId, queue: null, hours: present.hours }
    const queue = waitingIn(rule, facts, lead.territoryId)
    if (queue !== undefined) return { rule, ownerId: null, queue, hours: 'queue' }
  }
}

/** Whether a rule goes by the hours of its people. */
export const asksForHours = ({ way, atWork }: AssignmentRule): boolean =>
  atWork !== undefined && way.type !== 'queue'

/** Those whom a rule names, with their parts; equal ones where it has none. */
export function peopleOf({ way }: AssignmentRule): Share[] {
  if (way.type === 'queue' || way.type === 'territory') return []
  if (way.type === 'shares') return way.shares
  const ids = way.type === 'person' ? [way.memberId] : way.memberIds
  return ids.map(memberId => ({ memberId, share: 1 }))
}

/** The teams whose queues a rule means. */
export const teamsOf = ({ way, atWork }: AssignmentRule): string[] => [
  ...(way.type === 'queue' ? [way.teamId] : []),
  ...(atWork?.otherwise === 'queue' ? [atWork.teamId] : []),
]

/** Whether whose turn it is has to be kept from one lead to the next. */
export const takesTurns = ({ way }: AssignmentRule): boolean =>
  way.type === 'turns' || way.type === 'shares' || way.type === 'territory'

interface Present {
  people: Share[]
  hours: ByHours | null
}

/** Those of a rule who may take the lead, which lies in a territory or in none, at this moment. */
function presentOf(rule: AssignmentRule, facts: AssignmentFacts, territoryId: unknown): Present {
  const { people, hours } = facts
  const those = (may: (memberId: string) => boolean) => namedWho(rule, facts, territoryId, may)
  const isHere = (id: string) => mayTake(people.get(id))
  if (!rule.atWork) return { people: those(isHere), hours: null }
  const now = those(id => isHere(id) && hours.isAtWork(id))
  if (now.length) return { people: now, hours: 'at_work' }
  if (rule.atWork.otherwise === 'anyway') return { people: those(isHere), hours: 'anyway' }
  if (rule.atWork.otherwise !== 'next') return { people: [], hours: null }
  // Who is away comes back at a known moment: absences are part of one's hours.
  const later = those(id => people.get(id)?.left === false && hours.nextAtWork(id) !== undefined)
  const moment = ({ memberId }: Share) => hours.nextAtWork(memberId) ?? Number.POSITIVE_INFINITY
  const first = Math.min(...later.map(moment))
  return { people: later.filter(one => moment(one) === first), hours: 'next' }
}

/** The team in whose queue a lead waits while nobody is at work; a rule that has nobody at all leaves it to the next one. */
function waitingIn(rule: AssignmentRule, facts: AssignmentFacts, territoryId: unknown): string | undefined {
  if (rule.atWork?.otherwise !== 'queue') return undefined
  const stays = (id: string) => facts.people.get(id)?.left === false
  return namedWho(rule, facts, territoryId, stays).length ? facts.teams.get(rule.atWork.teamId) : undefined
}

/** Those whom a rule names, as far as they may; by territory, those of the nearest one in which anybody may. */
function namedWho(
  rule: AssignmentRule,
  facts: AssignmentFacts,
  territoryId: unknown,
  may: (memberId: string) => boolean,
): Share[] {
  const named = rule.way.type === 'territory' ? peopleThere(facts, territoryId, may) : peopleOf(rule)
  return named.filter(({ memberId }) => may(memberId))
}

/** The people of the nearest territory, from this one upwards, in which anybody may take a lead. */
function peopleThere(
  { territories }: AssignmentFacts,
  territoryId: unknown,
  may: (memberId: string) => boolean,
): Share[] {
  let at = typeof territoryId === 'string' ? territories.get(territoryId) : undefined
  for (let depth = 0; at && depth < territories.size; depth += 1) {
    if (at.memberIds.some(may)) return at.memberIds.map(memberId => ({ memberId, share: 1 }))
    at = at.parentId ? territories.get(at.parentId) : undefined
  }
  return []
}

function takerOf(
  rule: AssignmentRule,
  present: readonly Share[],
  facts: AssignmentFacts,
): string | undefined {
  if (takesTurns(rule)) return nextTurn(present, facts.turns.get(rule.id) ?? {})
  const [first, ...others] = present
  if (!first) return undefined
  const load = ({ memberId }: Share) => facts.loads.get(memberId) ?? 0
  return others.reduce((least, one) => (load(one) < load(least) ? one : least), first).memberId
}

/** What a step means for the later ones: whose turn is next, and who has how many open leads. */
export function learnAssignment({ before, after }: Step<Lead>, facts: AssignmentFacts): void {
  if (facts.rules.length === 0) return
  const ruled = after.assignedBy !== null && before?.assignedBy !== after.assignedBy
  const rule = ruled ? facts.rules.find(one => one.rule.name === after.assignedBy)?.rule : undefined
  if (rule && typeof after.ownerId === 'string') noteTurn(rule, after.ownerId, facts, after.territoryId)
  if (facts.loads.size === 0) return
  if (before) count(before, -1, facts)
  count(after, 1, facts)
}

export function noteTurn(
  rule: AssignmentRule,
  memberId: string,
  facts: AssignmentFacts,
  territoryId: unknown,
): void {
  if (!takesTurns(rule)) return
  const { people } = presentOf(rule, facts, territoryId)
  facts.turns.set(rule.id, afterTurn(people, facts.turns.get(rule.id) ?? {}, memberId))
  facts.moved.add(rule.id)
}

function count({ ownerId, closedAt, deletedAt }: Lead, by: 1 | -1, { loads }: AssignmentFacts): void {
  if (typeof ownerId !== 'string' || closedAt || deletedAt) return
  const load = loads.get(ownerId)
  if (load !== undefined) loads.set(ownerId, load + by)
}
