import type { Bulk } from '@sextant/db/bulk/bulk.model'
import { isUnderWay } from '@sextant/db/bulk/bulk.rules'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './start.text'

const pollMs = 1_000

/** The sample data of the workspace: how far its making, or its removal, is, and what can be asked. `enabled` tells whether it is the reader's at all. */
export function useSampleData(enabled: () => boolean, onOpen: (job: Bulk) => void) {
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const isOwn = createMemo(enabled)
  const query = useQuery(() => ({
    queryKey: ['sample-data'],
    enabled: !isServer && isOwn(),
    queryFn: ({ signal }) => api.get('/crm/sample-data', { signal }),
    staleTime: 0,
  }))
  const job = () => (query.isSuccess ? (query.data.job ?? undefined) : undefined)
  const isGoing = createMemo(() => isUnderWay(job()?.state ?? 'done'))
  createEffect(() => {
    if (!isGoing()) return
    const timer = setInterval(() => void query.refetch(), pollMs)
    onCleanup(() => clearInterval(timer))
  })

  // What it made or took away is told once, when it has come to its end.
  createEffect(
    on([() => job()?.id, isGoing], ([id, going], before) => {
      const ended = job()
      if (!ended || going || !before?.[1] || before[0] !== id) return
      tell(ended)
      // Every list, figure and step is another by now.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'sample-data' })
    }),
  )
  const tell = (ended: Bulk) => {
    const kept = ended.undo?.kept ?? 0
    if (ended.state === 'undone' && kept > 0)
      toastRefusal(t('sample.gone'), t('sample.kept', { n: kept }), [
        { label: t('sample.kept.see'), onPress: () => onOpen(ended) },
      ])
    else if (ended.state === 'undone') toast(t('sample.gone'))
    else if (ended.state === 'done') toast(t('sample.made', { n: ended.counts.changed }))
    else toastRefusal(t('sample.stopped'), t('sample.stopped.why'))
  }

  const ask = async (request: () => Promise<Bulk>, failed: string) => {
    setBusy(true)
    try {
      client.setQueryData(['sample-data'], { job: await request() })
    } catch (error) {
      toastRefusal(failed, explain(error))
    }
    setBusy(false)
    void client.invalidateQueries({ queryKey: ['sample-data'] })
    void client.invalidateQueries({ queryKey: ['first-steps'] })
  }
  return {
    job,
    isGoing,
    busy,
    /** Between 0 and 1. */
    share: () => {
      const now = job()
      if (!now) return 0
      const { state, undo, counts, total } = now
      return state === 'undoing'
        ? ((undo?.undone ?? 0) + (undo?.kept ?? 0)) / Math.max(1, counts.changed)
        : counts.changed / Math.max(1, total)
    },
    make: () => ask(() => api.post('/crm/sample-data', undefined, {}), t('sample.failed')),
    remove: () => ask(() => api.delete('/crm/sample-data', {}), t('sample.remove.failed')),
  }
}

export type SampleData = ReturnType<typeof useSampleData>
