import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { createEffect, For, Show } from 'solid-js'
import { t } from '../../app/text'
import { CheckBox } from '../field/checkbox'
import type { Column, Sort } from './column'
import type { Selection } from './selection'

export function GridHead<R>(props: {
  columns: readonly Column<R>[]
  sort?: Sort
  onSort?: (sort: Sort) => void
  selection?: Selection
  ids: readonly string[]
}) {
  const order = (key: string) =>
    props.sort?.key === key ? (props.sort.descending ? 'descending' : 'ascending') : undefined
  const turn = (key: string) =>
    props.onSort?.({ key, descending: order(key) ? !props.sort?.descending : true })
  return (
    <thead>
      <tr aria-rowindex="1">
        <Show when={props.selection}>
          {selection => (
            <th class="sel" scope="col" aria-colindex="1">
              <SelectBox
                label={t('grid.selectAll')}
                checked={selection().state(props.ids)}
                onToggle={() => selection().toggleAll(props.ids)}
              />
            </th>
          )}
        </Show>
        <For each={props.columns}>
          {column => (
            <th
              scope="col"
              classList={{ num: column.numeric }}
              aria-sort={column.sortable ? (order(column.key) ?? 'none') : undefined}
            >
              <Show when={column.sortable && props.onSort} fallback={column.label}>
                <button
                  type="button"
                  class="sort"
                  aria-label={t('grid.sort', { name: column.label })}
                  onClick={() => turn(column.key)}
                >
                  <span class="cut">{column.label}</span>
                  <Show when={order(column.key)}>
                    <Show when={props.sort?.descending} fallback={<ArrowUp aria-hidden="true" />}>
                      <ArrowDown aria-hidden="true" />
                    </Show>
                  </Show>
                </button>
              </Show>
            </th>
          )}
        </For>
      </tr>
    </thead>
  )
}

/** A box in a table: 24 px to hit, 14 px to see. */
export const SelectBox = (props: {
  label: string
  checked: boolean | 'mixed'
  onToggle: (extend: boolean) => void
  tabIndex?: number
}) => (
  <label>
    <input
      type="checkbox"
      aria-label={props.label}
      tabIndex={props.tabIndex}
      checked={props.checked === true}
      ref={box =>
        createEffect(() => {
          box.indeterminate = props.checked === 'mixed'
        })
      }
      onClick={event => {
        event.stopPropagation()
        props.onToggle(event.shiftKey)
        event.currentTarget.checked = props.checked === true
        event.currentTarget.indeterminate = props.checked === 'mixed'
      }}
    />
    <CheckBox checked={props.checked} />
  </label>
)
