import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { createEffect, For, Show } from 'solid-js'
import { isRtl } from '../../app/preferences'
import { t } from '../../app/text'
import { CheckBox } from '../field/checkbox'
import type { Column } from './column'
import type { Sort } from './grid.model'
import type { Selection } from './selection'
import { widthAfter, widthLimits, widthWithin } from './widths.rules'

export function GridHead<R>(props: {
  columns: readonly Column<R>[]
  sort?: Sort
  onSort?: (sort: Sort) => void
  onWidth?: (key: string, px: number) => void
  /** Width of each column now, in pixels. */
  widths?: readonly number[]
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
          {(column, index) => (
            <th
              scope="col"
              classList={{ num: column.numeric, first: index() === 0 }}
              aria-sort={column.sortable ? (order(column.key) ?? 'none') : undefined}
            >
              <Show
                when={column.sortable && props.onSort}
                fallback={
                  <span class="cut" data-tip-cut={column.label}>
                    {column.label}
                  </span>
                }
              >
                <button
                  type="button"
                  class="sort"
                  aria-label={t('grid.sort', { name: column.label })}
                  onClick={() => turn(column.key)}
                >
                  <span class="cut" data-tip-cut={column.label}>
                    {column.label}
                  </span>
                  <Show when={order(column.key)}>
                    <Show when={props.sort?.descending} fallback={<ArrowUp aria-hidden="true" />}>
                      <ArrowDown aria-hidden="true" />
                    </Show>
                  </Show>
                </button>
              </Show>
              <Show when={props.onWidth}>
                {resize => (
                  <ColumnEdge
                    label={t('grid.width', { name: column.label })}
                    width={props.widths?.[index()] ?? column.width ?? 100}
                    onWidth={px => resize()(column.key, px)}
                  />
                )}
              </Show>
            </th>
          )}
        </For>
      </tr>
    </thead>
  )
}

/** The edge of a column's head: dragged, or moved by the arrow keys while it has the focus. */
function ColumnEdge(props: { label: string; width: number; onWidth: (px: number) => void }) {
  const to = (px: number) => props.onWidth(widthWithin(px))
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    event.preventDefault()
    const edge = event.currentTarget
    const [from, start] = [props.width, event.clientX]
    const sign = isRtl() ? -1 : 1
    edge.setPointerCapture(event.pointerId)
    const move = (next: PointerEvent) => to(from + sign * (next.clientX - start))
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), {
      once: true,
    })
  }
  const press = (event: KeyboardEvent) => {
    const px = widthAfter(event.key, props.width, isRtl())
    if (px === undefined) return
    event.preventDefault()
    event.stopPropagation()
    props.onWidth(px)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; a focusable separator can
    <span
      role="separator"
      class="column-edge"
      tabindex="0"
      aria-orientation="vertical"
      aria-label={props.label}
      aria-valuenow={Math.round(props.width)}
      aria-valuemin={widthLimits.least}
      aria-valuemax={widthLimits.most}
      onPointerDown={drag}
      onKeyDown={press}
    />
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
