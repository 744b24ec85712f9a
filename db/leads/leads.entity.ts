import { keepLastActivity } from '../activities/last-activity'
import { assignmentFacts, keepTurns } from '../assignment/assignment.facts'
import { type AssignmentFacts, followRules, learnAssignment } from '../assignment/assignment.rules'
import { areas } from '../core/areas.model'
import { allOf } from '../core/database'
import type { Entity } from '../records/entity'
import { ruleFacts } from '../territories/place.facts'
import { type PlaceFacts, placeByRule } from '../territories/place.rules'
import { leadEvents } from './leads.events'
import { leadKeys } from './leads.keys'
import { LeadModel } from './leads.model'
import { followStatus } from './leads.rules'

const noteActivity = keepLastActivity('lead')
const placeFacts = ruleFacts('lead', LeadModel.fields)

export const leadEntity: Entity<typeof LeadModel, AssignmentFacts & { places: PlaceFacts }> = {
  name: 'lead',
  area: areas.lead,
  model: LeadModel,
  events: leadEvents,
  keys: leadKeys,
  titleField: 'name',
  detailField: 'company',
  endedBy: ['closedAt'],
  life: {
    facts: async (...asked) => {
      const [assignment, places] = await allOf([assignmentFacts(...asked), placeFacts(...asked)])
      return { ...assignment, places }
    },
    prepare: (change, facts, by) =>
      followStatus(change, facts, by) ??
      placeByRule(change, facts.places, by) ??
      followRules(change, facts, by),
    learn: learnAssignment,
    settle: async (ctx, to, steps, by) => {
      keepTurns(to)
      await noteActivity(ctx, to, steps, by)
    },
  },
}
