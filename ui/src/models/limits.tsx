import Check from 'lucide-solid/icons/check'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { Card } from '../parts/panel/card'
import { inWords } from './card-words'
import type { Card as ModelCard } from './model-data'
import { t } from './models.text'

/** What the figures themselves warn of. */
export const Limits = (props: { card: ModelCard }) => (
  <Card title={t('limits')}>
    <ul class="checks">
      <Show when={!props.card.limits.length}>
        <li>
          <Check class="pos" aria-hidden="true" />
          <span>{t('limits.none')}</span>
        </li>
      </Show>
      <For each={props.card.limits}>
        {limit => (
          <li>
            <TriangleAlert class="warn" aria-hidden="true" />
            <bdi>{inWords(limit)}</bdi>
          </li>
        )}
      </For>
    </ul>
    <p class="small mt-3 text-muted">
      {t('limits.made', {
        calibration: calibration(props.card.calibration),
        seconds: Math.max(1, Math.round(props.card.durationMs / 1000)),
      })}
      {` ${t(`backend.${props.card.backend}`)}`}
      <Show when={props.card.linearShare}>
        {share => ` ${t('limits.linear', { share: format.percent(share()) })}`}
      </Show>
    </p>
  </Card>
)

function calibration(method: string | null): string {
  if (method === 'platt' || method === 'isotonic') return t(`calibration.${method}`)
  return t('calibration.none')
}
