import WifiOff from 'lucide-solid/icons/wifi-off'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { liveConnected } from '../live'
import { isReached } from '../online'
import { outbox } from '../outbox/outbox'
import { awaited } from '../patiently'
import { t } from '../text'
import { useElsewhere } from './elsewhere'

const WaitingList = lazy(() =>
  import('../outbox/waiting-list').then(module => ({ default: module.WaitingList })),
)

const ZoneNotice = lazy(() => import('./zone-notice').then(module => ({ default: module.ZoneNotice })))

/** How the page stands to the server: whether what it shows is fresh, and what waits to be sent. */
export function StateLine() {
  const [listed, setListed] = createSignal(false)
  const { isElsewhere, keep } = useElsewhere()
  const troubled = () => outbox.all().filter(({ asks, refusal }) => asks || refusal).length
  const waits = () => outbox.all().length - troubled()
  const sentences = () => [
    ...(isReached() ? (liveConnected() ? [] : [t('live.off')]) : [t('offline')]),
    ...(waits() ? [t('offline.waits', { n: waits() })] : []),
    ...(troubled() ? [t('offline.trouble', { n: troubled() })] : []),
    ...(awaited() ? [t('offline.part')] : []),
  ]
  return (
    <>
      <Show when={!sentences().length && isElsewhere()}>
        <Suspense>
          <ZoneNotice onKeep={keep} />
        </Suspense>
      </Show>
      <Show when={sentences().length}>
        <div class="state-line">
          <WifiOff aria-hidden="true" />
          <p class="grow" role="status">
            {sentences().join(' ')}
          </p>
          <Show when={outbox.all().length}>
            <button type="button" class="link" onClick={() => setListed(true)}>
              {t('offline.see')}
            </button>
          </Show>
        </div>
      </Show>
      <Show when={listed()}>
        <Suspense>
          <WaitingList onClose={() => setListed(false)} />
        </Suspense>
      </Show>
    </>
  )
}
