import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { Show } from 'solid-js'
import { explain } from '../../app/explain'
import { asProblem } from '../../app/problem'
import { t } from '../../app/text'
import { Button } from '../button/button'

/** What failed, why, a way to try again, and the request's id for whoever is asked for help. */
export function ErrorState(props: { title: string; error: unknown; onRetry?: () => void }) {
  const requestId = () => asProblem(props.error).requestId
  return (
    <div class="empty failed" role="alert">
      <TriangleAlert aria-hidden="true" />
      <h2>{props.title}</h2>
      <p>{explain(props.error)}</p>
      <Show when={props.onRetry}>
        <Button onClick={() => props.onRetry?.()}>{t('retry')}</Button>
      </Show>
      <Show when={requestId()}>{id => <code class="mono">{t('request', { id: id() })}</code>}</Show>
    </div>
  )
}
