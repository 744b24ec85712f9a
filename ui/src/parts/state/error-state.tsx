import Lock from 'lucide-solid/icons/lock'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Show } from 'solid-js'
import { explain } from '../../app/explain'
import { asProblem } from '../../app/problem'
import { t } from '../../app/text'
import { Button } from '../button/button'

/** What failed, why, a way to try again, and the request's id for whoever is asked for help. A right that is missing is no failure. */
export function ErrorState(props: { title: string; error: unknown; onRetry?: () => void }) {
  const isRefused = () => asProblem(props.error).status === 403
  const requestId = () => !isRefused() && asProblem(props.error).requestId
  return (
    <div class="empty failed" role="alert">
      <Show when={isRefused()} fallback={<TriangleAlert aria-hidden="true" />}>
        <Lock aria-hidden="true" />
      </Show>
      <h2>{props.title}</h2>
      <p>{explain(props.error)}</p>
      <Show when={!isRefused() && props.onRetry}>
        <Button onClick={() => props.onRetry?.()}>{t('retry')}</Button>
      </Show>
      <Show when={requestId()}>{id => <code class="mono">{t('request', { id: id() })}</code>}</Show>
    </div>
  )
}
