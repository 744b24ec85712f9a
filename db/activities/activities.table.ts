import { recordTable } from '../core/record.table'
import { activityKeys } from './activities.keys'
import { activityFields } from './activities.model'

export const activityTable = recordTable('activity', activityFields, activityKeys, 'occurredAt', {
  by_series: ['series_id', 'series_at'],
})
