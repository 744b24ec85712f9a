import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import { For, Show } from 'solid-js'
import { format } from '../../app/format'
import { cssVars } from '../css-vars'
import { Checkbox } from '../field/checkbox'
import { Asked } from './asked'
import { type ColumnState, isAnswered } from './column-states.rules'
import type { Draft } from './mapping.rules'
import { t } from './mapping.text'
import { readAsName } from './names'

/** The first values, one after the other; a dot between them never changes sides with their script. */
export const ValuesFound = (props: { values: readonly string[] }) => (
  <Show when={props.values.length} fallback={<span class="faint">{t('map.noValues')}</span>}>
    <span class="values cut" data-tip-cut={props.values.join(' · ')}>
      <For each={props.values}>
        {(value, index) => (
          <>
            <Show when={index() > 0}>
              <span aria-hidden="true"> · </span>
            </Show>
            <bdi>{value}</bdi>
          </>
        )}
      </For>
    </span>
  </Show>
)

/** Kind and format; opens the row in which both can be changed. What is wrong is said here. */
export function ReadAs(props: {
  draft: Draft
  state: ColumnState
  open: boolean
  onToggle: () => void
  onAfterwards: (on: boolean) => void
  onAnswer: (readAs: Pick<ColumnMapping['readAs'], 'decimal' | 'dateOrder'>) => void
}) {
  const name = () => {
    const { field, column, known } = props.state
    if (!field) return ''
    const kind = readAsName(field, column, props.draft)
    return known ? t('map.known', { kind, ...known }) : kind
  }
  return (
    <Show when={props.state.field}>
      <div class="read-as">
        <button
          type="button"
          class="read-as-open"
          aria-expanded={props.open}
          aria-label={`${t('map.readAsOf', { column: props.state.found.header })}: ${name()}`}
          onClick={() => props.onToggle()}
        >
          <span class="cut muted">{name()}</span>
          <ChevronDown class="xs" aria-hidden="true" />
        </button>
        <Asked state={props.state} onAnswer={props.onAnswer} />
        <Show when={props.state.unmatched.length}>
          <span class="tiny warn">{t('map.needMatch', { n: props.state.unmatched.length })}</span>
        </Show>
        <Show when={props.state.takenBy}>
          {other => <span class="tiny neg">{t('map.twice', { other: other() })}</span>}
        </Show>
        <Show when={props.state.leak === 'told'}>
          <span class="tiny warn">{t('map.leak')}</span>
        </Show>
        <Show when={props.state.leak === 'maybe' && !props.state.isNew}>
          <span class="tiny warn">{t('map.leakMaybe')}</span>
        </Show>
        <Show when={props.state.isNew && (props.state.found.leak || props.state.leak === 'chosen')}>
          <span class="tiny leak-check">
            <Checkbox
              label={t('map.afterwards')}
              checked={props.state.leak === 'chosen'}
              onChange={props.onAfterwards}
            />
          </span>
        </Show>
      </div>
    </Show>
  )
}

/** What becomes of a column without a field. */
const helpName = ({ helps }: ColumnState): string =>
  helps?.with === 'name'
    ? t('map.partOfName')
    : helps
      ? t('map.tellsCurrency', { column: `\u2068${helps.of}\u2069` })
      : t('map.notImported')

/** How sure the guess is: a bar and a figure. Colour goes with the figure, never alone. */
export const Certainty = (props: { state: ColumnState; chosen: boolean }) => (
  <Show when={props.state.field} fallback={<span class="faint small">{helpName(props.state)}</span>}>
    <Show
      when={!props.chosen && !isAnswered(props.state)}
      fallback={<span class="muted small">{t('map.chosen')}</span>}
    >
      <span class="sure">
        <span
          class="progress"
          classList={{ pos: props.state.found.certainty >= 90, warn: props.state.found.certainty < 70 }}
          aria-hidden="true"
        >
          <i ref={cssVars(() => ({ '--v': props.state.found.certainty }))} />
        </span>
        <span class="num">{format.percent(props.state.found.certainty / 100)}</span>
      </span>
    </Show>
  </Show>
)
