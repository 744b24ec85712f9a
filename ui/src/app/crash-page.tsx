import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { onMount } from 'solid-js'
import { Button } from '../parts/button/button'
import { EmptyState } from '../parts/state/empty-state'
import { t } from './text'

/** A fault of the program itself: says so, and offers the one thing that helps. */
export function CrashPage(props: { error: unknown }) {
  onMount(() => console.error(props.error))
  return (
    <main class="h-dvh">
      <EmptyState
        icon={<TriangleAlert aria-hidden="true" />}
        title={t('page.failed')}
        why={t('page.failed.why')}
        actions={<Button onClick={() => location.reload()}>{t('page.reload')}</Button>}
      />
    </main>
  )
}
