import * as v from 'valibot'
import { eventsOf } from '../events/event.model'
import { recordEvents } from '../events/record.events'

export const pipelineEvents = recordEvents('pipeline')
export const stageEvents = recordEvents('stage')

/** Of the rules by which deals go through a pipeline; `before` and `after` hold what of them changed. */
export const stageRulesEvents = eventsOf(
  { subject: 'pipeline', word: 'stage_rules' },
  { changed: { payload: { version: v.number() }, shown: true } },
)
