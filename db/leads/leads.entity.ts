import { keepLastActivity } from '../activities/last-activity'
import { assignmentFacts, keepTurns } from '../assignment/assignment.facts'
import { type AssignmentFacts, followRules, learnAssignment } from '../assignment/assignment.rules'
import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { leadEvents } from './leads.events'
import { leadKeys } from './leads.keys'
import { LeadModel } from './leads.model'
import { followStatus } from './leads.rules'

const noteActivity = keepLastActivity('lead')

export const leadEntity: Entity<typeof LeadModel, AssignmentFacts> = {
  name: 'lead',
  area: areas.lead,
  model: LeadModel,
  events: leadEvents,
  keys: leadKeys,
  titleField: 'name',
  detailField: 'company',
  endedBy: ['closedAt'],
  life: {
    facts: assignmentFacts,
    prepare: (change, facts, by) => followStatus(change, facts, by) ?? followRules(change, facts, by),
    learn: learnAssignment,
    settle: async (ctx, to, steps, by) => {
      keepTurns(to)
      await noteActivity(ctx, to, steps, by)
    },
  },
}
