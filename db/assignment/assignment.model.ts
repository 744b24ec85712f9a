import * as v from 'valibot'
import { trimmed } from '../core/field.model'
import { FilterTree } from '../filter/filter.model'

const Id = v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase())
const People = v.pipe(
  v.array(Id),
  v.nonEmpty('Name at least one person.'),
  v.maxLength(100, 'At most 100 people.'),
  v.transform(all => [...new Set(all)]),
)

/** Who gets a lead that a rule takes. Those who have left are passed over. */
export const AssignmentWay = v.union([
  v.strictObject({ type: v.literal('person'), memberId: Id }),
  /** One after the other, in their order. */
  v.strictObject({ type: v.literal('turns'), memberIds: People }),
  /** In proportion to their shares. */
  v.strictObject({
    type: v.literal('shares'),
    shares: v.pipe(
      v.array(
        v.strictObject({
          memberId: Id,
          share: v.pipe(v.number(), v.integer(), v.minValue(1, 'At least 1.'), v.maxValue(1000)),
        }),
      ),
      v.nonEmpty('Name at least one person.'),
      v.maxLength(100, 'At most 100 people.'),
      v.check(
        shares => new Set(shares.map(({ memberId }) => memberId)).size === shares.length,
        'Each person once.',
      ),
    ),
  }),
  /** Whoever has the fewest open leads. */
  v.strictObject({ type: v.literal('load'), memberIds: People }),
  /** The people of the territory that the lead lies in, one after the other; where it has none, those of the nearest above that has. */
  v.strictObject({ type: v.literal('territory') }),
  /** Nobody yet: the lead waits in the queue of the team. */
  v.strictObject({ type: v.literal('queue'), teamId: Id }),
])
export type AssignmentWay = v.InferOutput<typeof AssignmentWay>

/**
 * That only people who are at work at the moment get a lead, by their own calendars; and what becomes of one that comes while nobody is. `next`: it goes
 * to those who are at work first. `anyway`: as if there were no hours. `skip`: the next rule is tried. `queue`: it waits in the queue of a team.
 */
export const AtWork = v.union([
  v.strictObject({ otherwise: v.picklist(['next', 'anyway', 'skip']) }),
  v.strictObject({ otherwise: v.literal('queue'), teamId: Id }),
])
export type AtWork = v.InferOutput<typeof AtWork>

/** By what the hours of a rule's people decided. */
export const assignedByHours = ['at_work', 'next', 'anyway', 'queue'] as const

export const AssignmentRule = v.strictObject({
  /** Chosen by whoever makes the rule, and kept: whose turn it is hangs on it. */
  id: Id,
  name: v.pipe(trimmed(80), v.nonEmpty('Write a name.')),
  active: v.boolean(),
  /** Which leads it takes, by the lead's own fields; null: all. */
  when: v.nullable(FilterTree),
  way: AssignmentWay,
  /** Absent: leads are given away at any hour. Of no effect on a way that names nobody. */
  atWork: v.optional(AtWork),
  /** When it is asked. Of a change only where a field that `when` names has changed, and nobody has the lead or has worked on it. */
  on: v.pipe(
    v.strictObject({ creation: v.boolean(), import: v.boolean(), change: v.boolean() }),
    v.check(on => on.creation || on.import || on.change, 'Choose when the rule is asked.'),
  ),
})
export type AssignmentRule = v.InferOutput<typeof AssignmentRule>

const mostRules = 50

/** The rules in their order: the first that fits a lead and has somebody for it assigns it. */
export const AssignmentRules = v.strictObject({
  rules: v.pipe(v.array(AssignmentRule), v.maxLength(mostRules, `At most ${mostRules} rules.`)),
})
export type AssignmentRules = v.InferOutput<typeof AssignmentRules>

/** Why a rule does not do what it says. */
const AssignmentFault = v.object({
  ruleId: v.string(),
  /**
   * field_gone: it asks for a field that there is no more, the next rule is tried. nobody_left: all its people have left, the next rule is tried.
   * no_territory: nobody is in any territory, the next rule is tried. team_gone: its team is no more, the next rule is tried. queue_gone: so is the team that waits while nobody is at work. some_left: these are passed over.
   * away: so are these at the moment. no_hours: so are these for ever, as their calendars have no working hour.
   */
  code: v.picklist([
    'field_gone',
    'nobody_left',
    'team_gone',
    'queue_gone',
    'no_territory',
    'some_left',
    'away',
    'no_hours',
  ]),
  /** The field's key. */
  field: v.nullable(v.string()),
  /** Those who have left, or are away. */
  names: v.array(v.string()),
})
export type AssignmentFault = v.InferOutput<typeof AssignmentFault>

/** The rules as they are read. */
export const KnownAssignment = v.object({
  /** Counts their changes; 0: none were set yet. */
  version: v.number(),
  rules: v.array(AssignmentRule),
  faults: v.array(AssignmentFault),
})
export type KnownAssignment = v.InferOutput<typeof KnownAssignment>

/** What rules would have done with the last leads. Nothing of it is written. */
export const AssignmentTrial = v.object({
  /** How many leads were looked at: the last 500 that the asker may read, as they are now and as if nobody had them. */
  leads: v.number(),
  /** How many of them no rule takes. */
  untaken: v.number(),
  rules: v.array(v.object({ ruleId: v.string(), name: v.string(), leads: v.number() })),
  /** How many each would get, and how many of these leads they have now. Who has some and would get none is among them. */
  people: v.array(v.object({ memberId: v.string(), name: v.string(), leads: v.number(), has: v.number() })),
  queues: v.array(v.object({ team: v.string(), leads: v.number() })),
  /** The newest leads, each with who has it now and who would get it. */
  examples: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      company: v.nullable(v.string()),
      has: v.nullable(v.string()),
      /** Null where no rule takes it. */
      rule: v.nullable(v.string()),
      gets: v.nullable(v.string()),
      queue: v.nullable(v.string()),
      /** What working hours had to do with it, at the moment at which the lead came; null: its rule does not ask for them. */
      hours: v.nullable(v.picklist(assignedByHours)),
    }),
  ),
  faults: v.array(AssignmentFault),
})
export type AssignmentTrial = v.InferOutput<typeof AssignmentTrial>
