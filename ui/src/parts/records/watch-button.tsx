import type { RecordName } from '@sextant/db/core/areas.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Bell from 'lucide-solid/icons/bell'
import BellRing from 'lucide-solid/icons/bell-ring'
import { createSignal, onCleanup, onMount, Show } from 'solid-js'
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
  // Asked for at the first stir of the reader: a page that is only opened is spared the statement.
  const [isStirring, setStirring] = createSignal(false)
  const query = useQuery(() => ({ ...watchingQuery(props.entity, props.id), enabled: isStirring() }))
  const isWatching = () => query.isSuccess && query.data.watching
  const toggle = async () => {
    if (busy()) return
    const { entity, id, name } = props
    setBusy(true)
    try {
      const known = await client.ensureQueryData(watchingQuery(entity, id))
      const watching = !known.watching
      await setWatching(client, entity, id, watching)
      toast(t(watching ? 'watched' : 'unwatched', { name }))
    } catch (error) {
      toastRefusal(t('failedWatch'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  usePageKeys({ w: () => void toggle() })
  onMount(() => {
    const stirs = ['pointermove', 'pointerdown', 'keydown'] as const
    const stir = () => setStirring(true)
    for (const kind of stirs) document.addEventListener(kind, stir, { once: true, passive: true })
    onCleanup(() => {
      for (const kind of stirs) document.removeEventListener(kind, stir)
    })
  })
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
