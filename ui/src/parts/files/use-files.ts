import type { Attachment } from '@sextant/db/attachments/attachments.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { toast, toastRefusal } from '../toast/toast'
import { t } from './files.text'
import type { OnRecord } from './send-attachment'

/** While a scanner or a small picture is waited for it is looked again. */
const againMs = 2500

const isAtWork = ({ state, thumbnail }: Attachment) => state === 'quarantined' || thumbnail === 'due'

/** The files of a record, or those that were removed. What others add or remove comes by the live stream, as an event of the record. */
export const useFiles = (on: () => OnRecord, removed: () => boolean = () => false) =>
  useQuery(() => ({
    queryKey: [on().entity, 'files', on().id, removed()],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/attachments', {
        query: { entity: on().entity, recordId: on().id, removed: removed() ? 'true' : 'false' },
        signal,
      }),
    refetchInterval: (query: { state: { data?: { results: Attachment[] } } }) =>
      query.state.data?.results.some(isAtWork) ? againMs : false,
  }))

/** What may be done with a file. Each tells what became of it. */
export function useFileActs(on: () => OnRecord) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: [on().entity] })
  const restore = async ({ id, name }: Attachment) => {
    try {
      await api.post('/crm/attachments/{id}/restore', undefined, { params: { id } })
    } catch (error) {
      toastRefusal(t('restore.failed', { name }), explain(error))
    }
    await refresh()
  }
  const remove = async (file: Attachment) => {
    const { id, name } = file
    try {
      await api.delete('/crm/attachments/{id}', { params: { id } })
      toast(t('removed', { name }), { label: t('undo'), onPress: () => restore(file) })
    } catch (error) {
      toastRefusal(t('remove.failed', { name }), explain(error))
    }
    await refresh()
  }
  return { refresh, restore, remove }
}
