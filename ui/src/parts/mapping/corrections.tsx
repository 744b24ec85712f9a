import type { ColumnMapping, ImportFault } from '@sextant/db/mapping/mapping.model'
import { meantValue } from '@sextant/db/mapping/meant-value.rules'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { TextField } from '../field/text-field'
import type { ColumnState } from './column-states.rules'
import { t } from './mapping.text'
import { ReadAsMeant } from './read-as-meant'

const shownValues = 12

/** A cell that could not be read, by the header of its column. */
export type RefusedCell = Pick<ImportFault, 'column' | 'value'>

/** Values of this column that were refused, each with what to read instead: “Philipines” becomes PH, without touching the file. */
export function Corrections(props: {
  refused: readonly RefusedCell[]
  state: ColumnState
  onChange: (to: Partial<ColumnMapping>) => void
}) {
  // Kept while the row is open: a correction makes the counts, and with them the refused values, begin anew.
  const values = createMemo<string[]>(before => {
    const refused = props.refused.flatMap(({ column, value }) =>
      column === props.state.found.header && value ? [value] : [],
    )
    const all = [...new Set([...before, ...Object.keys(props.state.column.values), ...refused])]
    return all.length === before.length ? before : all.slice(0, shownValues)
  }, [])
  return (
    <Show when={values().length}>
      <fieldset class="matches" aria-label={t('match.title')}>
        <For each={values()}>{value => <Correction value={value} {...props} />}</For>
      </fieldset>
    </Show>
  )
}

function Correction(props: {
  value: string
  state: ColumnState
  onChange: (to: Partial<ColumnMapping>) => void
}) {
  const now = () => props.state.column.values[props.value] ?? ''
  const [text, setText] = createSignal(now())
  const meant = () => (now() || !props.state.field ? undefined : meantValue(props.value, props.state.field))
  const keep = (to = text().trim()) => {
    if (to === now()) return
    const others = Object.entries(props.state.column.values).filter(([from]) => from !== props.value)
    props.onChange({ values: Object.fromEntries(to ? [...others, [props.value, to]] : others) })
  }
  return (
    <div class="stack">
      <TextField
        label={t('match.value', { value: props.value })}
        value={text()}
        onChange={setText}
        onBlur={() => keep()}
      />
      <Show when={meant()}>
        {name => (
          <ReadAsMeant
            value={props.value}
            meant={name()}
            onPress={() => {
              setText(name())
              keep(name())
            }}
          />
        )}
      </Show>
    </div>
  )
}
