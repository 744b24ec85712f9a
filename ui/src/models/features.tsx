import { For, Show } from 'solid-js'
import { Card } from '../parts/panel/card'
import { featureLabel } from '../parts/score/reason-words'
import { inWords } from './card-words'
import type { Card as ModelCard } from './model-data'
import { t } from './models.text'

/** What the model looks at, and what it must not look at with the reason. */
export const Features = (props: { card: ModelCard }) => (
  <Card title={t('features.used', { n: props.card.features.length })}>
    <Show when={props.card.features.length} fallback={<p class="text-muted">{t('features.none')}</p>}>
      <ul class="words">
        <For each={props.card.features}>
          {feature => (
            <li class="chip plain" data-tip={feature.key}>
              <bdi>{featureLabel(feature)}</bdi>
            </li>
          )}
        </For>
      </ul>
    </Show>
    <Show when={props.card.dropped.length}>
      <h3 class="mt-4 mb-1">{t('features.left', { n: props.card.dropped.length })}</h3>
      <section
        class="scroller"
        aria-label={t('table.of', { name: t('features.left', { n: props.card.dropped.length }) })}
        tabindex="0"
      >
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('feature')}</th>
              <th scope="col">{t('features.why')}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.card.dropped}>
              {feature => (
                <tr>
                  <th scope="row">
                    <bdi>{featureLabel(feature)}</bdi>
                  </th>
                  <td class="text-muted">
                    <bdi>{inWords(feature.reason)}</bdi>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  </Card>
)
