import type { FeatureChoice } from '@sextant/db/models/feature-choice.model'
import X from 'lucide-solid/icons/x'
import { createMemo, For, Show } from 'solid-js'
import { format } from '../app/format'
import { Button } from '../parts/button/button'
import { cssVars } from '../parts/css-vars'
import { Card, Notice } from '../parts/panel/card'
import { featureLabel } from '../parts/score/reason-words'
import { inWords } from './card-words'
import { isPending } from './features.rules'
import type { Card as ModelCard } from './model-data'
import { t } from './models.text'
import type { Choices } from './use-choices'

type Feature = ModelCard['features'][number]

/** What the model looks at, what counts most over all, what it must not look at with the reason, and what was said by hand. */
export function Features(props: {
  card: ModelCard
  choices: Choices
  said: readonly FeatureChoice[]
  onTrain: () => void
}) {
  const weighed = () => props.card.importance
  const saidOf = (key: string) => props.said.find(({ feature }) => feature === key)?.choice ?? null
  const leaveOut = ({ key, label }: Feature) =>
    props.choices.say(
      [{ feature: key, choice: 'excluded' }],
      [{ feature: key, choice: saidOf(key) }],
      t('features.excluded', { label: featureLabel({ key, label }) }),
    )
  const takeBack = ({ feature, label, choice }: FeatureChoice) =>
    props.choices.say(
      [{ feature, choice: null }],
      [{ feature, choice }],
      t('choice.takenBack', { label: featureLabel({ key: feature, label }) }),
    )
  return (
    <Card title={t('features.used', { n: props.card.features.length })} class="features">
      <Show when={isPending(props.card, props.said)}>
        <Notice
          tone="info"
          end={
            <Show when={props.choices.may()}>
              <Button disabled={props.choices.closed()} onClick={() => props.onTrain()}>
                {t('retrain')}
              </Button>
            </Show>
          }
        >
          {t('choice.pending')}
        </Notice>
      </Show>
      <Show when={props.card.features.length === 0}>
        <p class="text-muted">{t('features.none')}</p>
      </Show>
      <Show when={weighed().length} fallback={<Chips features={props.card.features} />}>
        <h3>{t('importance')}</h3>
        <p class="small mb-2 text-muted">{t('importance.means')}</p>
        <ul class="weights">
          <For each={weighed()}>
            {feature => (
              <li>
                <span class="cut" data-tip-cut={featureLabel(feature)}>
                  <bdi>{featureLabel(feature)}</bdi>
                </span>
                <span class="bar" aria-hidden="true">
                  <i ref={cssVars(() => ({ '--v': feature.share / (weighed()[0]?.share || 1) }))} />
                </span>
                <span class="num">{format.percent(feature.share, feature.share < 0.1 ? 1 : 0)}</span>
                <Show when={props.choices.may()}>
                  <Show
                    when={saidOf(feature.key) !== 'excluded'}
                    fallback={<span class="small text-muted">{t('features.goes')}</span>}
                  >
                    <Button
                      tone="ghost"
                      busy={props.choices.busy()}
                      aria-label={t('features.exclude.name', { label: featureLabel(feature) })}
                      onClick={() => void leaveOut(feature)}
                    >
                      {t('features.exclude')}
                    </Button>
                  </Show>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.said.length}>
        <h3 class="mt-4 mb-2">{t('choices')}</h3>
        <ul class="words">
          <For each={props.said}>
            {said => (
              <li class="chip plain said">
                <bdi>{featureLabel({ key: said.feature, label: said.label })}</bdi>
                <span class="text-muted">{t(`choice.${said.choice}`)}</span>
                <Show when={props.choices.may()}>
                  <button
                    type="button"
                    class="take-back"
                    aria-label={t('choice.takeBack', {
                      label: featureLabel({ key: said.feature, label: said.label }),
                    })}
                    data-tip={t('choice.takeBack', {
                      label: featureLabel({ key: said.feature, label: said.label }),
                    })}
                    onClick={() => void takeBack(said)}
                  >
                    <X aria-hidden="true" />
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Show when={props.card.dropped.length}>
        <h3 class="mt-4 mb-2">{t('features.left', { n: props.card.dropped.length })}</h3>
        <LeftOut dropped={props.card.dropped} />
      </Show>
    </Card>
  )
}

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
