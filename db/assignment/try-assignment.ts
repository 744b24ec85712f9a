import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { databaseInstant } from '../core/field.model'
import { parse } from '../core/parse'
import { listRecords } from '../records/list-records'
import { entityNamed } from '../records/registry'
import { factsOfRules } from './assignment.facts'
import { type AssignmentRule, AssignmentRules, type AssignmentTrial } from './assignment.model'
import { assignmentFaults, assignmentIn } from './assignment.queries'
import { assignmentOf, noteTurn } from './assignment.rules'
import { hoursAt } from './may-take.rules'
import { assignmentCatalogue, checkAssignment } from './set-assignment'

const mostLeads = 500
const shownExamples = 12

type TriedLead = Record<string, unknown> & { id: string; name: string }

/**
 * What rules would do with the last 500 leads that the asker may read, the oldest of them first, as they are now and as if they came without an owner; by the working
 * hours of the moment at which each came. Nothing is written. Takes a draft of all rules; those that are not active are left out. Throws as `setAssignment` does.
 */
export async function tryAssignment(ctx: Context, input: unknown): Promise<AssignmentTrial> {
  authorise(ctx, 'assignment', 'update')
  authorise(ctx, 'lead', 'read')
  const { rules } = parse(AssignmentRules, input) as { rules: AssignmentRule[] }
  const catalogue = await assignmentCatalogue(ctx, rules)
  const { facts, faults, names } = await inWorkspace(ctx, async tx => {
    const known = await assignmentIn(ctx, tx)
    await checkAssignment(tx, rules, catalogue, known.rules)
    const due = rules.filter(({ active, on }) => active && (on.creation || on.import))
    const at = databaseInstant(ctx.clock().toISOString())
    const members = await tx<{ id: string; name: string }[]>`select id, name from member`
    return {
      facts: await factsOfRules(ctx, tx, due, at, false),
      faults: await assignmentFaults(ctx, tx, rules),
      names: new Map(members.map(({ id, name }) => [id, name])),
    }
  })
  const leads = await lastLeads(ctx)
  const ofRule = new Map<string, number>()
  const ofQueue = new Map<string, number>()
  const people = new Map<string, { leads: number; has: number }>()
  const examples: AssignmentTrial['examples'] = []
  let untaken = 0
  for (const lead of leads.toReversed()) {
    const has = typeof lead.ownerId === 'string' ? lead.ownerId : null
    if (has) note(people, has, 'has')
    const fresh = { ...lead, ownerId: null, assignedBy: null, queue: null }
    facts.hours = hoursAt(facts.times, Date.parse(String(lead.createdAt)))
    const found = assignmentOf(fresh, facts.rules, facts)
    if (found) {
      add(ofRule, found.rule.id)
      if (found.queue !== null) add(ofQueue, found.queue)
      if (found.ownerId) {
        note(people, found.ownerId, 'leads')
        noteTurn(found.rule, found.ownerId, facts, lead.territoryId)
        if (facts.loads.has(found.ownerId)) add(facts.loads, found.ownerId)
      }
    } else untaken += 1
    examples.push({
      id: lead.id,
      name: lead.name,
      company: typeof lead.company === 'string' ? lead.company : null,
      has: has ? (names.get(has) ?? null) : null,
      rule: found?.rule.name ?? null,
      gets: found?.ownerId ? (names.get(found.ownerId) ?? null) : null,
      queue: found?.queue ?? null,
      hours: found?.hours ?? null,
    })
  }
  return {
    leads: leads.length,
    untaken,
    rules: rules.map(({ id, name }) => ({ ruleId: id, name, leads: ofRule.get(id) ?? 0 })),
    people: [...people]
      .map(([memberId, counts]) => ({ memberId, name: names.get(memberId) ?? '', ...counts }))
      .sort((a, b) => b.leads - a.leads || a.name.localeCompare(b.name)),
    queues: [...ofQueue].map(([team, count]) => ({ team, leads: count })),
    examples: examples.slice(-shownExamples).reverse(),
    faults,
  }
}

/** The newest first. */
async function lastLeads(ctx: Context): Promise<TriedLead[]> {
  const asked = { limit: mostLeads, sort: '-createdAt' }
  const { results } = await listRecords(ctx, entityNamed('lead')!, asked)
  return JSON.parse(results) as TriedLead[]
}

const add = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1)

function note(people: Map<string, { leads: number; has: number }>, id: string, what: 'leads' | 'has'): void {
  const counts = people.get(id) ?? { leads: 0, has: 0 }
  counts[what] += 1
  people.set(id, counts)
}
