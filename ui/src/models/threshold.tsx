import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { format } from '../app/format'
import { Card } from '../parts/panel/card'
import { bestScore, contactingFrom } from './features.rules'
import type { Card as ModelCard } from './model-data'
import { t } from './models.text'

const rows = [10, 20, 30, 40, 50, 60, 70, 80, 90]
const share = (value: number | null) => (value === null ? t('threshold.nobody') : format.percent(value, 1))

/** What comes of contacting those with at least some score, on held-out rows: how many that is, how many of them come true, how many are missed. */
export function ThresholdCard(props: { card: ModelCard }) {
  const id = createUniqueId()
  const thresholds = () => props.card.thresholds
  const [chosen, setChosen] = createSignal<number>()
  const score = createMemo(() => chosen() ?? bestScore(thresholds()))
  const at = (score: number) => {
    const [all, one] = [thresholds()[0], thresholds()[score]]
    return all && one && contactingFrom(one, all)
  }
  return (
    <Card
      title={t('threshold')}
      class="threshold"
      end={t('threshold.heldOut', { n: thresholds()[0]?.rows ?? 0 })}
    >
      <div class="pick">
        <label for={id}>{t('threshold.from', { n: score() })}</label>
        <input
          id={id}
          type="range"
          min="0"
          max="100"
          value={score()}
          aria-valuetext={t('threshold.from', { n: score() })}
          onInput={event => setChosen(event.currentTarget.valueAsNumber)}
        />
      </div>
      <Show when={at(score())}>
        {figures => (
          <dl class="figures" aria-live="polite">
            <div>
              <dt>{t('threshold.contacted')}</dt>
              <dd class="num">{share(figures().contacted)}</dd>
            </div>
            <div>
              <dt data-tip={t('threshold.precision.means')}>{t('threshold.precision')}</dt>
              <dd class="num">{share(figures().precision)}</dd>
            </div>
            <div>
              <dt data-tip={t('threshold.recall.means')}>{t('threshold.recall')}</dt>
              <dd class="num">{share(figures().recall)}</dd>
            </div>
          </dl>
        )}
      </Show>
      <section class="scroller" aria-label={t('table.of', { name: t('threshold') })} tabindex="0">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('threshold.score')}</th>
              <th scope="col" class="num">
                {t('threshold.contacted')}
              </th>
              <th scope="col" class="num">
                {t('threshold.precision')}
              </th>
              <th scope="col" class="num">
                {t('threshold.recall')}
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={rows}>
              {row => (
                <tr>
                  <th scope="row" class="num-start">
                    {format.number(row)}
                  </th>
                  <td class="num">{share(at(row)?.contacted ?? null)}</td>
                  <td class="num">{share(at(row)?.precision ?? null)}</td>
                  <td class="num">{share(at(row)?.recall ?? null)}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Card>
  )
}
