import type { Suspect } from '@sextant/db/models/card.model'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { format } from '../app/format'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Checkbox } from '../parts/field/checkbox'
import { Card, Notice } from '../parts/panel/card'
import { featureLabel } from '../parts/score/reason-words'
import { inWords } from './card-words'
import { sharesOf } from './features.rules'
import type { Card as ModelCard } from './model-data'
import { t } from './models.text'
import type { Choices } from './use-choices'

/**
 * Which features may be known only afterwards, each with what speaks against it, and what to do about it: out of the model and train again, all at once or
 * some, or known beforehand after all. `version` is given where it is held back for them.
 */
export function Suspects(props: { card: ModelCard; choices: Choices; heldBack?: number; champion?: number }) {
  const [picked, setPicked] = createSignal<ReadonlySet<string>>()
  /** Those that are left out already need nothing. */
  const open = () => props.card.suspects.filter(({ left }) => !left)
  const chosen = createMemo(() => {
    const wanted = picked()
    return open().filter(({ key, likely }) => (wanted ? wanted.has(key) : likely))
  })
  const isChosen = (key: string) => chosen().some(suspect => suspect.key === key)
  const pick = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen().map(({ key }) => key))
    for (const key of keys) on ? next.add(key) : next.delete(key)
    setPicked(next)
  }
  const all = () => (chosen().length === open().length ? true : chosen().length > 0 && 'mixed')
  const keep = ({ key, label }: Suspect) =>
    props.choices.say(
      [{ feature: key, choice: 'kept' }],
      [{ feature: key, choice: null }],
      t('suspects.kept', { label: featureLabel({ key, label }) }),
    )
  const trainWithout = () =>
    props.choices.sayAndTrain(chosen().map(({ key }) => ({ feature: key, choice: 'afterwards' })))
  return (
    <Card
      title={props.heldBack === undefined ? t('suspects') : t('heldBack', { n: props.heldBack })}
      class="suspects whole"
    >
      <Show when={props.heldBack !== undefined} fallback={<p>{t('suspects.why')}</p>}>
        <Notice tone="warn">
          <p>{inWords(props.card.stateReason)}</p>
          <p class="mt-1">
            {props.champion === undefined
              ? t('heldBack.none')
              : t('heldBack.champion', { n: props.champion })}
          </p>
        </Notice>
      </Show>
      <Show when={open().length > 1 && props.choices.may()}>
        <div class="all">
          <Checkbox
            label={t('suspects.all', { n: open().length })}
            checked={all()}
            onChange={on =>
              pick(
                open().map(({ key }) => key),
                on,
              )
            }
          />
        </div>
      </Show>
      <ul class="list">
        <For each={props.card.suspects}>
          {suspect => (
            <li>
              <div class="head">
                <Show
                  when={props.choices.may() && !suspect.left}
                  fallback={<strong>{featureLabel(suspect)}</strong>}
                >
                  <Checkbox
                    label={<strong>{featureLabel(suspect)}</strong>}
                    checked={isChosen(suspect.key)}
                    onChange={on => pick([suspect.key], on)}
                  />
                </Show>
                <Show when={suspect.left}>
                  <StatusChip tone="slate">{t('suspects.left')}</StatusChip>
                </Show>
                <span class="num small text-muted" data-tip={t('suspects.alone.means')}>
                  {t('suspects.alone', { auc: format.fixed(suspect.auc, 3) })}
                </span>
                <Show when={props.choices.may()}>
                  <Button
                    class="end"
                    tone="ghost"
                    busy={props.choices.busy()}
                    aria-label={t('suspects.keep.name', { label: featureLabel(suspect) })}
                    onClick={() => void keep(suspect)}
                  >
                    {t('suspects.keep')}
                  </Button>
                </Show>
              </div>
              <p class="small" classList={{ 'text-muted': !isUneven(suspect) }}>
                {filling(suspect)}
              </p>
              <ul class="small signs">
                <For each={suspect.signs.filter(({ code }) => code !== uneven)}>
                  {sign => (
                    <li>
                      <bdi>{inWords(sign)}</bdi>
                    </li>
                  )}
                </For>
              </ul>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.choices.may() && open().length}>
        <div class="foot">
          <Button
            tone="primary"
            busy={props.choices.busy()}
            disabled={props.choices.closed() || (chosen().length === 0 && t('suspects.none'))}
            onClick={() => void trainWithout()}
          >
            {t('suspects.train', { n: chosen().length })}
          </Button>
        </div>
      </Show>
    </Card>
  )
}

/** This sign is told by the line that says for whom it is filled in. */
const uneven = 'suspect.filled'
const isUneven = ({ signs }: Suspect) => signs.some(({ code }) => code === uneven)

/** For whom it is filled in, and when its values came. */
function filling({ filled, filledWhen }: Suspect): string {
  const whom = t('suspects.filled', {
    positive: format.percent(filled.positive),
    negative: format.percent(filled.negative),
  })
  const when = filledWhen && sharesOf(filledWhen)
  if (!when) return whom
  const told = [
    when.before ? t('suspects.before', { share: format.percent(when.before) }) : '',
    when.after ? t('suspects.after', { share: format.percent(when.after) }) : '',
    when.unknown ? t('suspects.unknown', { share: format.percent(when.unknown) }) : '',
  ]
  return [whom, ...told].filter(Boolean).join(' ')
}
