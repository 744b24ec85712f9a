import type { RecordName } from '@sextant/db/core/areas.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Bell from 'lucide-solid/icons/bell'
import BellRing from 'lucide-solid/icons/bell-ring'
import { createSignal, Show } from 'solid-js'
import { explain } from '../../app/explain'
import { usePageKeys } from '../../app/shell/keys'
import { IconButton } from '../button/button'
import { toast, toastRefusal } from '../toast/toast'
import { t } from './share.text'
import { setWatching, watchingQuery } from './watching'

/** Watches a record, or watches it no more; W does so too. Import it lazily. */
export function WatchButton(props: { entity: RecordName; id: string; name: string }) {
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const query = useQuery(() => watchingQuery(props.entity, props.id))
  const isWatching = () => query.isSuccess && query.data.watching
  const toggle = async () => {
    if (busy() || !query.isSuccess) return
    const { entity, id, name } = props
    const watching = !query.data.watching
    setBusy(true)
    try {
      await setWatching(client, entity, id, watching)
      toast(t(watching ? 'watched' : 'unwatched', { name }))
    } catch (error) {
      toastRefusal(t('failedWatch'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  usePageKeys({ w: () => void toggle() })
  return (
    <IconButton
      tone="plain"
      label={t(isWatching() ? 'unwatch' : 'watch')}
      aria-pressed={isWatching()}
      busy={busy()}
      icon={
        <Show when={isWatching()} fallback={<Bell class="s" aria-hidden="true" />}>
          <BellRing class="s" aria-hidden="true" />
        </Show>
      }
      onClick={() => void toggle()}
    />
  )
}
