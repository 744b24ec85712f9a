import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { For, Show } from 'solid-js'
import { apart, format } from '../../app/format'
import { Button } from '../button/button'
import { type AskedReading, readingsAsked } from './asked.rules'
import type { ColumnState } from './column-states.rules'
import { t } from './mapping.text'

/** Asks what the file does not tell: day or month first, a thousand or a fraction, by an example of the column in both readings. */
export function Asked(props: {
  state: ColumnState
  onAnswer: (readAs: Pick<ColumnMapping['readAs'], 'decimal' | 'dateOrder'>) => void
}) {
  return (
    <Show when={props.state.asks}>
      {asks => {
        const asked = () => readingsAsked(asks(), props.state.found.samples)
        const question = () => {
          const { example } = asked()
          return example === undefined ? t(`map.asks.${asks()}`) : t('map.asks', { value: apart(example) })
        }
        return (
          <fieldset class="read-as-asked" aria-label={question()}>
            <span class="tiny warn">{question()}</span>
            <For each={asked().readings}>
              {reading => <Button onClick={() => props.onAnswer(reading.readAs)}>{nameOf(reading)}</Button>}
            </For>
          </fieldset>
        )
      }}
    </Show>
  )
}

function nameOf({ readAs, meant }: AskedReading): string {
  if (typeof meant === 'number') return format.number(meant, 6)
  if (meant !== undefined) return format.longDate(meant)
  if (readAs.decimal) return t(readAs.decimal === '.' ? 'decimal.point' : 'decimal.comma')
  return t(readAs.dateOrder === 'mdy' ? 'dateOrder.mdy' : 'dateOrder.dmy')
}
