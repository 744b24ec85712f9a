import { recordTable } from '../core/record.table'
import { pipelineKeys, stageKeys } from './pipelines.keys'
import { pipelineFields, stageFields } from './pipelines.model'

export const pipelineTable = recordTable('pipeline', pipelineFields, pipelineKeys)
export const stageTable = recordTable('stage', stageFields, stageKeys)
