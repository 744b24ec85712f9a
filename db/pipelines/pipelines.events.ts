import { recordEvents } from '../events/record.events'

export const pipelineEvents = recordEvents('pipeline')
export const stageEvents = recordEvents('stage')
