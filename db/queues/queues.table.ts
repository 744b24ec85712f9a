import { recordTable } from '../core/record.table'
import { queueKeys } from './queues.keys'
import { queueFields } from './queues.model'

export const queueTable = recordTable('queue', queueFields, queueKeys)
