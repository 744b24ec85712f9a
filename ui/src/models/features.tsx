import { createMemo, For, Show } from 'solid-js'
import { Card } from '../parts/panel/card'
import { featureLabel } from '../parts/score/reason-words'
import { inWords } from './card-words'
import type { Card as ModelCard } from './model-data'
import { t } from './models.text'

type Feature = ModelCard['features'][number]

/** What the model looks at, and what it must not look at with the reason. */
export const Features = (props: { card: ModelCard }) => (
  <Card title={t('features.used', { n: props.card.features.length })}>
    <Show when={props.card.features.length} fallback={<p class="text-muted">{t('features.none')}</p>}>
      <Chips features={props.card.features} />
    </Show>
    <Show when={props.card.dropped.length}>
      <h3 class="mt-4 mb-2">{t('features.left', { n: props.card.dropped.length })}</h3>
      <LeftOut dropped={props.card.dropped} />
    </Show>
  </Card>
)

/** Each reason once: most of what a young workspace has no data for is left out for the same one. */
function LeftOut(props: { dropped: ModelCard['dropped'] }) {
  const reasons = createMemo(() => [...Map.groupBy(props.dropped, ({ reason }) => inWords(reason))])
  return (
    <dl class="left-out">
      <For each={reasons()}>
        {([reason, features]) => (
          <div>
            <dt class="small text-muted">
              <bdi>{reason}</bdi>
            </dt>
            <dd>
              <Chips features={features} />
            </dd>
          </div>
        )}
      </For>
    </dl>
  )
}

const Chips = (props: { features: readonly Feature[] }) => (
  <ul class="words">
    <For each={props.features}>
      {feature => (
        <li class="chip plain" data-tip={feature.key}>
          <bdi>{featureLabel(feature)}</bdi>
        </li>
      )}
    </For>
  </ul>
)
