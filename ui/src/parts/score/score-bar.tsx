import Lock from 'lucide-solid/icons/lock'
import { Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from '../../app/text'
import { cssVars } from '../css-vars'

/** Score in a list: number, bar 0 to 100, change in 7 days. */
export function ScoreBar(props: {
  score: number | null | undefined
  change?: number | null
  /** Age of an outdated score, such as “3 d”; shown in place of the change. */
  age?: string
  /** The reader has no right to see scores. */
  hidden?: boolean
}) {
  return (
    <Show
      when={!props.hidden && typeof props.score === 'number'}
      fallback={
        <span class="score none" classList={{ locked: props.hidden }}>
          <Show when={props.hidden} fallback={t('score.none')}>
            <Lock class="s" aria-hidden="true" />
            {t('score.hidden')}
          </Show>
        </span>
      }
    >
      <span class="score">
        <b>{format.number(props.score ?? 0)}</b>
        <span class="bar" aria-hidden="true">
          <i ref={cssVars(() => ({ '--v': props.score ?? 0 }))} />
        </span>
        <Show when={props.age} fallback={<Delta change={props.change} />}>
          <span class="delta faint">{t('score.age', { age: props.age ?? '' })}</span>
        </Show>
      </span>
    </Show>
  )
}

/** “+12” in green, “−2” in red, nothing for no change. */
export const Delta = (props: { change?: number | null; text?: string }) => (
  <span class="delta" classList={{ pos: (props.change ?? 0) > 0, neg: (props.change ?? 0) < 0 }}>
    <bdi>{props.text ?? format.change(props.change)}</bdi>
  </span>
)
