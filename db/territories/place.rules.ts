import type { Field, Fields } from '../core/field.model'
import type { CustomValues } from '../core/record.model'
import { systemFields } from '../core/record.model'
import { fieldsOf } from '../filter/describe.rules'
import { evaluatePlan } from '../filter/evaluate.rules'
import type { Filter, FilterCatalogue } from '../filter/filter.model'
import { type Plan, planFilter } from '../filter/plan.rules'
import { targetOf } from '../filter/target.rules'
import type { By, Change } from '../records/change.model'
import type { RuledKind } from './territory-setup.model'

/** A territory with its rule for one kind of record, as it is kept. */
export interface RuledTerritory {
  id: string
  parentId: string | null
  rule: Filter | null
}

/** A rule that is ready to be asked. */
interface ReadyRule {
  id: string
  plan: Plan
  /** Keys of the fields that it names. */
  asks: readonly string[]
}

/** What must be known to place a batch of records. */
export interface PlaceFacts {
  /** In the order in which they are asked. */
  rules: readonly ReadyRule[]
  /** Territories that are not in the bin, as far as they matter here. */
  live: ReadonlySet<string>
  /** Where customers lie, by their ids. */
  customers: ReadonlyMap<string, string | null>
}

export const noPlaces: PlaceFacts = { rules: [], live: new Set(), customers: new Map() }

/** Any record that lies in a territory, as far as it matters here. */
export interface Placed {
  territoryId: string | null
  fixedTerritoryId: string | null
  deletedAt: string | null
  custom: CustomValues
}

/**
 * What a rule may ask for: fields of the record itself that a person or a file tells. What the machine keeps up to date by itself changes without anybody
 * asking the rules.
 */
export const placeCatalogue = (
  entity: RuledKind,
  fields: Fields,
  custom: Record<string, Field>,
): FilterCatalogue => ({
  entity,
  fields: {
    ...Object.fromEntries(
      Object.entries(fields).filter(([key, { traits }]) => !traits.derived && key !== 'fixedTerritoryId'),
    ),
    createdAt: systemFields.createdAt,
    createdBy: systemFields.createdBy,
  },
  custom,
  relations: {},
  makers: {},
})

/** Fields that a rule asks for and that there are no more. */
export const goneFrom = (rule: Filter | null, catalogue: FilterCatalogue): string[] =>
  rule ? [...new Set(fieldsOf(rule))].filter(key => !targetOf(key, catalogue)) : []

/** Territories with a rule in the order in which they are asked: those further down the tree first, of equals the one that was made first. */
export function inOrder<T extends RuledTerritory>(territories: readonly T[]): T[] {
  const parents = new Map(territories.map(({ id, parentId }) => [id, parentId]))
  const depthOf = (id: string) => {
    let depth = 0
    for (let at = parents.get(id); at && depth < territories.length; at = parents.get(at)) depth += 1
    return depth
  }
  return territories
    .map(territory => ({ territory, depth: depthOf(territory.id) }))
    .sort((a, b) => b.depth - a.depth || (a.territory.id < b.territory.id ? -1 : 1))
    .map(({ territory }) => territory)
}

/** Rules that are understood once for a batch. One that asks for a field that is gone asks nobody: see its faults. */
export const readyRules = (
  territories: readonly RuledTerritory[],
  catalogue: FilterCatalogue,
  asked: { now: Date; timeZone: string },
): ReadyRule[] =>
  inOrder(territories).flatMap(({ id, rule }) =>
    rule && goneFrom(rule, catalogue).length === 0
      ? [{ id, plan: planFilter(rule, catalogue, asked), asks: fieldsOf(rule) }]
      : [],
  )

/** Puts a lead or a customer where a person has said, else where the first rule that fits it says. */
export function placeByRule<R extends Placed>(
  change: Change<R>,
  { rules, live }: PlaceFacts,
  by: By,
): undefined {
  if (placeByHand(change, live)) return
  const { before, values, custom } = change
  const isAsked =
    isPlacedAnew(change, by) || rules.some(({ asks }) => asks.some(key => hasChanged(change, key)))
  if (!isAsked) return
  const record = { ...before, ...values, custom }
  values.territoryId = rules.find(({ plan }) => evaluatePlan(plan, record, {}))?.id ?? null
}

/** Puts a deal or a contact where a person has said, else where its customer lies. */
export function placeByCustomer<R extends Placed & { customerId: string | null }>(
  change: Change<R>,
  { customers, live }: PlaceFacts,
  by: By,
): undefined {
  if (placeByHand(change, live)) return
  if (!isPlacedAnew(change, by) && change.values.customerId === undefined) return
  const customerId = customerIdOf(change)
  change.values.territoryId = (customerId && customers.get(customerId)) || null
}

export const customerIdOf = ({ before, values }: Change<{ customerId: string | null }>): string | null =>
  (values.customerId === undefined ? before?.customerId : values.customerId) ?? null

export const fixedIdOf = ({ before, values }: Change<Placed>): string | null =>
  (values.fixedTerritoryId === undefined ? before?.fixedTerritoryId : values.fixedTerritoryId) ?? null

/** A territory in the bin holds nothing by hand either. */
function placeByHand<R extends Placed>(change: Change<R>, live: ReadonlySet<string>): boolean {
  const fixed = fixedIdOf(change)
  if (!fixed || !live.has(fixed)) return false
  change.values.territoryId = fixed
  return true
}

/** Whether where it lies is found out anew, whatever of it has changed. */
export const isPlacedAnew = ({ before, values }: Change<Placed>, by: By): boolean =>
  !before || by.putsBack || values.fixedTerritoryId !== undefined || values.deletedAt === null

function hasChanged({ before, values, custom }: Change<Placed>, key: string): boolean {
  if (!key.startsWith('custom.')) return key in values
  const own = key.slice('custom.'.length)
  return JSON.stringify(before?.custom[own] ?? null) !== JSON.stringify(custom[own] ?? null)
}
