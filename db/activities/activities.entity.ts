import { areas } from '../core/areas.model'
import type { Entity } from '../records/entity'
import { activityEvents } from './activities.events'
import { activityKeys } from './activities.keys'
import { ActivityModel } from './activities.model'
import { happen, type MentionFacts } from './activities.rules'
import { followActivities } from './follow-activities'
import { keepDue } from './keep-due'
import { mentionFacts, tellMentioned } from './mentions'
import { repeatTasks } from './repeat-tasks'

export const activityEntity: Entity<typeof ActivityModel, MentionFacts> = {
  name: 'activity',
  area: areas.activity,
  model: ActivityModel,
  events: activityEvents,
  keys: activityKeys,
  titleField: 'name',
  life: {
    facts: mentionFacts,
    prepare: happen,
    settle: async (ctx, to, steps, by) => {
      keepDue(ctx, to, steps, by)
      await repeatTasks(ctx, to, activityEntity, steps, by)
      await tellMentioned(ctx, to, steps, by)
      await followActivities(ctx, to, steps, by)
    },
  },
}
