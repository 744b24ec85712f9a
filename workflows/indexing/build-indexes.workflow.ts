import { proxyActivities } from '@temporalio/workflow'
import type { IndexingActivities } from './indexing.activities'

const { buildIndexes } = proxyActivities<IndexingActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  scheduleToCloseTimeout: '30 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute' },
})

/** Run by the schedule `filter-indexes`: goes on with the indexes of what workspaces filter by. How far each is stands in its row. */
export async function buildFilterIndexes(): Promise<void> {
  await buildIndexes()
}
