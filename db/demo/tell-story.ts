import { chance as chanceFrom } from './random'
import type { Story, StoryRecord } from './story.model'
import { tellCustomers } from './tell-customers'
import { type StoryStage, tellDeals } from './tell-deals'
import { tellLeads } from './tell-leads'
import { type Boss, tellPeople } from './tell-people'

export interface StorySize {
  leads: number
  customers: number
  deals: number
}

export const demoSize: StorySize = { leads: 6000, customers: 1500, deals: 4000 }

const range = [
  ['Reefer control', 'RC-100', 'Control', 4821],
  ['Reefer control pro', 'RC-200', 'Control', 11_900],
  ['Fleet sensor pack', 'FS-10', 'Sensors', 550],
  ['Yard camera set', 'YC-4', 'Sensors', 2600],
  ['Dock scheduling', 'DS-1', 'Software', 5480],
  ['Warehouse robots', 'WR-7', 'Robots', 26_768],
  ['Service contract', 'SV-1', 'Service', 3390],
] as const

/** Two years of a company that never was: the same `seed`, `now` and size give the same story, to the last id. */
export function tellStory(
  seed: number,
  nowMs: number,
  pipelineId: string,
  stages: readonly StoryStage[],
  size: StorySize = demoSize,
  boss?: Boss,
): Story {
  const chance = chanceFrom(seed)
  const startMs = nowMs - 730 * 86_400_000
  const { teams, members, reps } = tellPeople(chance, startMs, boss)
  const products: StoryRecord[] = range.map(([name, code, family, price]) => ({
    id: chance.id(startMs),
    at: startMs,
    updatedAt: startMs,
    by: members[0]!.id,
    history: [],
    values: { name, code, family, price: { minor: price * 100, currency: 'EUR' }, active: true },
  }))
  const told = tellLeads(chance, reps, size.leads, startMs, nowMs)
  const { customers, contacts } = tellCustomers(chance, told.leads, reps, size.customers, startMs, nowMs)
  const { deals, activities, stays } = tellDeals(
    chance,
    told.leads,
    customers,
    products,
    stages,
    pipelineId,
    size.deals,
    startMs,
    nowMs,
  )
  return {
    teams,
    members,
    products,
    contacts,
    deals,
    stays,
    customers: customers.map(customer => customer.record),
    leads: told.leads.map(lead => lead.record),
    activities: [...told.activities, ...activities],
  }
}
