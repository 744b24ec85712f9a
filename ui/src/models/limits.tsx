import Check from 'lucide-solid/icons/check'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { For, Show } from 'solid-js'
import { Card } from '../parts/panel/card'
import { inWords } from './card-words'
import { howMade } from './how-made'
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
    <p class="small mt-3 text-muted">{howMade(props.card)}</p>
  </Card>
)
