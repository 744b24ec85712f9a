import type { RecordName } from '@sextant/db/core/areas.model'
import type { QueryClient } from '@tanstack/solid-query'
import { api } from '../../app/api'

/** Whether the reader watches a record. */
export const watchingQuery = (entity: RecordName, id: string) => ({
  queryKey: [entity, 'watching', id],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get('/crm/watchers', { query: { entity, id }, signal }),
})

/** Begins or ends the reader's watching, and tells all that shows it. */
export async function setWatching(
  client: QueryClient,
  entity: RecordName,
  id: string,
  watching: boolean,
): Promise<void> {
  const sharing = await api.post('/crm/watchers', { entity, id, watching })
  client.setQueryData([entity, 'watching', id], { watching: sharing.watching })
  client.setQueryData([entity, 'sharing', id], sharing)
}
