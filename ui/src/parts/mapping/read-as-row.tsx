import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { meantName } from '@sextant/db/mapping/meant-value.rules'
import { readValue } from '@sextant/db/reading/values.rules'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../button/button'
import { SelectField } from '../field/select-field'
import { TextField } from '../field/text-field'
import type { ColumnState } from './column-states.rules'
import { Corrections, type RefusedCell } from './corrections'
import { type Draft, emptyWords, readingOf, valuesToMatch } from './mapping.rules'
import { t } from './mapping.text'
import { optionName, valueName } from './names'
import { ReadAsMeant } from './read-as-meant'

const shownExamples = 3
/** Choices that are no option; a select needs a value for each. No option of a field contains a space at its end. */
const noMatch = 'none '
const asEmpty = 'empty '
const noColumn = 'none'

/** How one column is read: its format, what means nothing, and what each value of a choice stands for. Kept at once. */
export function ReadAsRow(props: {
  draft: Draft
  refused: readonly RefusedCell[]
  state: ColumnState
  onChange: (to: Partial<ColumnMapping>) => void
  onClose: () => void
}) {
  const [empty, setEmpty] = createSignal(props.state.column.empty.join(t('new.empty.between')))
  const readAs = (to: Partial<ColumnMapping['readAs']>) => {
    const next = { ...props.state.column.readAs, ...to }
    props.onChange({
      readAs: Object.fromEntries(
        Object.entries(next).filter(([, value]) => value !== undefined),
      ) as typeof next,
    })
  }
  const is = (...kinds: string[]) => kinds.includes(props.state.field?.kind ?? '')
  const keepEmpty = () => {
    const words = emptyWords(empty())
    if (words.join() !== props.state.column.empty.join()) props.onChange({ empty: words })
  }
  return (
    <section
      class="creator read-as-row"
      aria-label={t('map.readAsOf', { column: props.state.found.header })}
      onKeyDown={event => {
        if (event.key === 'Escape' && !event.defaultPrevented) props.onClose()
      }}
    >
      <Show when={is('date', 'instant')}>
        <SelectField
          label={t('read.dateOrder')}
          value={props.state.column.readAs.dateOrder ?? props.draft.settings.dateOrder}
          options={(['dmy', 'mdy', 'ymd'] as const).map(value => ({
            value,
            label: t(`dateOrder.${value}`),
          }))}
          onChange={value => value && readAs({ dateOrder: value as 'dmy' })}
        />
      </Show>
      <Show when={is('number', 'integer', 'money')}>
        <SelectField
          label={t('read.decimal')}
          value={props.state.column.readAs.decimal ?? props.draft.settings.decimal}
          options={[
            { value: '.', label: t('decimal.point') },
            { value: ',', label: t('decimal.comma') },
          ]}
          onChange={value => value && readAs({ decimal: value as '.' })}
        />
      </Show>
      <Show when={is('money')}>
        <TextField
          label={t('read.currency')}
          value={props.state.column.readAs.currency ?? props.draft.settings.currency}
          maxLength={3}
          onChange={text => {
            const currency = text.trim().toUpperCase()
            if (/^[A-Z]{3}$/.test(currency)) readAs({ currency })
          }}
        />
      </Show>
      <Show when={is('money') && props.draft.columns.length > 1}>
        <SelectField
          label={t('read.currencyFrom')}
          value={String(props.state.column.readAs.currencyColumn ?? noColumn)}
          options={[
            { value: noColumn, label: t('read.currencyFrom.none') },
            ...props.draft.columns
              .filter(({ column }) => column !== props.state.found.column)
              .map(({ column, header }) => ({ value: String(column), label: header })),
          ]}
          onChange={value => readAs({ currencyColumn: value === noColumn ? undefined : Number(value) })}
        />
      </Show>
      <TextField
        label={t('new.empty')}
        hint={t('new.empty.hint')}
        value={empty()}
        onChange={setEmpty}
        onBlur={keepEmpty}
      />
      <Show when={props.draft.settings.mode !== 'create'}>
        <SelectField
          label={t('read.emptyCells')}
          value={props.state.column.emptyCells ?? 'settings'}
          options={[
            { value: 'settings', label: t('read.asSettings') },
            { value: 'keep', label: t('emptyCells.keep') },
            { value: 'clear', label: t('emptyCells.clear') },
          ]}
          onChange={value =>
            props.onChange({ emptyCells: value === 'keep' || value === 'clear' ? value : null })
          }
        />
      </Show>
      <Show
        when={props.state.options?.length ? props.state.options : undefined}
        fallback={
          <>
            <Corrections refused={props.refused} state={props.state} onChange={props.onChange} />
            <Examples draft={props.draft} state={props.state} />
          </>
        }
      >
        {options => <Matches state={props.state} options={options()} onChange={props.onChange} />}
      </Show>
      <div class="creator-end">
        <Button size="lg" onClick={() => props.onClose()}>
          {t('read.close')}
        </Button>
      </div>
    </section>
  )
}

/** What the first values become. */
function Examples(props: { draft: Draft; state: ColumnState }) {
  const examples = createMemo(() => {
    const { field, found, column } = props.state
    // A sample does not know its row, so not its currency where a column tells it.
    if (!field || field.kind === 'reference' || column.readAs.currencyColumn !== undefined) return []
    return found.samples.slice(0, shownExamples).map(sample => {
      const read = readValue(sample, field, readingOf(column, props.draft))
      return read.ok
        ? t('read.becomes', { value: sample, result: valueName(field, read.value) })
        : t('read.cannot', { value: sample })
    })
  })
  return (
    <Show when={examples().length}>
      <div class="creator-more small">
        <span class="muted">{t('read.example')}</span>
        <ul>
          <For each={examples()}>
            {text => (
              <li>
                <bdi>{text}</bdi>
              </li>
            )}
          </For>
        </ul>
      </div>
    </Show>
  )
}

/** Value by value: which option it stands for, empty, or none (then its rows are refused). */
function Matches(props: {
  state: ColumnState
  options: readonly string[]
  onChange: (to: Partial<ColumnMapping>) => void
}) {
  const values = createMemo(() => valuesToMatch(props.state.found, props.state.column), [], {
    equals: (a, b) => a.join('\n') === b.join('\n'),
  })
  const meant = (value: string) => {
    const own = Object.entries(props.state.column.values).find(
      ([from]) => from.toLowerCase() === value.toLowerCase(),
    )
    if (own)
      return own[1] === null
        ? asEmpty
        : (props.options.find(option => option.toLowerCase() === own[1]?.toLowerCase()) ?? own[1])
    return props.options.find(option => option.toLowerCase() === value.trim().toLowerCase()) ?? null
  }
  const set = (value: string, to: string) => {
    const others = Object.entries(props.state.column.values).filter(
      ([from]) => from.toLowerCase() !== value.toLowerCase(),
    )
    props.onChange({
      values: Object.fromEntries(to === noMatch ? others : [...others, [value, to === asEmpty ? null : to]]),
    })
  }
  return (
    <fieldset class="matches" aria-label={t('match.title')}>
      <For each={values()}>
        {value => (
          <div class="stack">
            <SelectField
              label={t('match.value', { value })}
              value={meant(value)}
              error={props.state.unmatched.includes(value) ? t('match.need') : undefined}
              options={[
                { value: noMatch, label: t('match.none') },
                { value: asEmpty, label: t('match.empty') },
                ...props.options.map(option => ({ value: option, label: optionName(option) })),
              ]}
              onChange={to => to !== null && set(value, to)}
            />
            <Show when={props.state.unmatched.includes(value) && meantName(value, props.options)}>
              {option => (
                <ReadAsMeant
                  value={value}
                  meant={optionName(option())}
                  onPress={() => set(value, option())}
                />
              )}
            </Show>
          </div>
        )}
      </For>
    </fieldset>
  )
}
