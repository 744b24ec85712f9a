import * as v from 'valibot'
import { FilterTree } from '../filter/filter.model'

/** The kinds whose records a rule places, each by its own fields. */
export const ruledKinds = ['customer', 'lead'] as const
export type RuledKind = (typeof ruledKinds)[number]
/** The kinds that lie where their customer does. */
export const followingKinds = ['deal', 'contact', 'quote'] as const

/** All that lie in territories, in the order in which they are placed anew. */
export const placedKinds = [...ruledKinds, ...followingKinds] as const
export type PlacedKind = (typeof placedKinds)[number]

export const mostTerritories = 500
const mostPeople = 500

const Id = v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase())

/** What belongs to a territory, and who is in it. */
export const TerritorySetup = v.strictObject({
  /** Which customers lie in it, and which leads, by their own fields; null: none by a rule. */
  customer: v.nullable(FilterTree),
  lead: v.nullable(FilterTree),
  memberIds: v.pipe(
    v.array(Id),
    v.maxLength(mostPeople, `At most ${mostPeople} people.`),
    v.transform(all => [...new Set(all)]),
  ),
})
export type TerritorySetup = v.InferOutput<typeof TerritorySetup>

const Counts = v.object({
  customer: v.number(),
  lead: v.number(),
  deal: v.number(),
  contact: v.number(),
  quote: v.number(),
})

/** A rule that asks for a field that there is no more places nothing. */
const TerritoryFault = v.object({
  kind: v.picklist(ruledKinds),
  code: v.literal('field_gone'),
  field: v.string(),
})

/** A territory as the settings show it. */
export const KnownTerritory = v.object({
  id: v.string(),
  name: v.string(),
  parentId: v.nullable(v.string()),
  version: v.number(),
  ...TerritorySetup.entries,
  memberIds: v.array(v.string()),
  /** Live records that lie in it, without those of the territories below; null for who may not change territories, as are their rules. */
  records: v.nullable(Counts),
  /** How many of them a person has put there. */
  byHand: v.number(),
  faults: v.array(TerritoryFault),
})
export type KnownTerritory = v.InferOutput<typeof KnownTerritory>

/** The work that places all records anew after rules have changed. */
export const Placing = v.object({
  id: v.string(),
  state: v.picklist(['queued', 'running', 'done', 'failed', 'replaced']),
  done: v.number(),
  total: v.number(),
  moved: v.number(),
  failure: v.nullable(v.string()),
  createdAt: v.string(),
  finishedAt: v.nullable(v.string()),
})
export type Placing = v.InferOutput<typeof Placing>

export const TerritoryTree = v.object({
  territories: v.array(KnownTerritory),
  /** Live records that lie in none. */
  outside: v.nullable(Counts),
  placing: v.nullable(Placing),
})
export type TerritoryTree = v.InferOutput<typeof TerritoryTree>

/** What a draft would change. Nothing of it is written. */
export const TerritoryTrial = v.object({
  /** Live records that would lie in it, and how many of these lie elsewhere now. */
  records: Counts,
  joining: v.number(),
  /** Records that lie in it now and would not. */
  leaving: v.number(),
  /** Who would see other records than now, the most first; at most 50. */
  people: v.array(v.object({ memberId: v.string(), name: v.string(), gained: v.number(), lost: v.number() })),
  gaining: v.number(),
  losing: v.number(),
})
export type TerritoryTrial = v.InferOutput<typeof TerritoryTrial>
