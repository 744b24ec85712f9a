import ArrowDown from 'lucide-solid/icons/arrow-down'
import ArrowUp from 'lucide-solid/icons/arrow-up'
import { createEffect, createSignal, Index, Show } from 'solid-js'
import { isRtl } from '../../app/preferences'
import { t } from '../../app/text'
import { CheckBox } from '../field/checkbox'
import type { Column } from './column'
import type { Sort } from './grid.model'
import { headAfter } from './keys.rules'
import type { Selection } from './selection'
import { widthAfter, widthWithin } from './widths.rules'

export function GridHead<R>(props: {
  columns: readonly Column<R>[]
  sort?: Sort
  onSort?: (sort: Sort) => void
  onWidth?: (key: string, px: number) => void
  /** Width of each column now, in pixels. */
  widths?: readonly number[]
  selection?: Selection
  ids: readonly string[]
  /** Down from the head of a column, into it. */
  onLeave: (column: number) => void
}) {
  // One stop for Tab; arrows walk from head to head.
  const [asked, setStop] = createSignal(0)
  const stop = () => Math.min(asked(), props.columns.length - 1)
  const order = (key: string) =>
    props.sort?.key === key ? (props.sort.descending ? 'descending' : 'ascending') : undefined
  const turn = (key: string) =>
    props.onSort?.({ key, descending: order(key) ? !props.sort?.descending : true })
  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.ctrlKey || event.metaKey) return
    const width = event.altKey ? widthAfter(event.key, widthOf(stop()), isRtl()) : undefined
    const key = props.columns[stop()]?.key
    const to = headAfter(
      event,
      stop(),
      { first: props.selection ? -1 : 0, last: props.columns.length - 1 },
      isRtl(),
    )
    if (width !== undefined && key !== undefined && props.onWidth) props.onWidth(key, width)
    else if (to === 'rows') props.onLeave(Math.max(0, stop()))
    else if (to !== undefined) event.currentTarget.querySelector<HTMLElement>(`[data-head="${to}"]`)?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const widthOf = (at: number) => props.widths?.[at] ?? props.columns[at]?.width ?? 100
  const headOf = (at: number) => ({
    'data-head': at,
    tabIndex: stop() === at ? 0 : -1,
    onFocus: () => setStop(at),
  })
  return (
    <thead>
      <tr aria-rowindex="1" onKeyDown={press}>
        <Show when={props.selection}>
          {selection => (
            <th class="sel" scope="col" aria-colindex="1">
              <SelectBox
                {...headOf(-1)}
                label={t('grid.selectAll')}
                checked={selection().state(props.ids)}
                onToggle={() => selection().toggleAll(props.ids)}
              />
            </th>
          )}
        </Show>
        <Index each={props.columns}>
          {(column, index) => (
            <th
              scope="col"
              classList={{ num: column().numeric, first: index === 0 }}
              aria-sort={column().sortable ? (order(column().key) ?? 'none') : undefined}
            >
              <Show
                when={column().sortable && props.onSort}
                fallback={
                  <span class="cut" data-tip-cut={column().label} {...headOf(index)}>
                    {column().label}
                  </span>
                }
              >
                <button
                  type="button"
                  class="sort"
                  {...headOf(index)}
                  aria-description={t('grid.sort', { name: column().label })}
                  onClick={() => turn(column().key)}
                >
                  <span class="cut" data-tip-cut={column().label}>
                    {column().label}
                  </span>
                  <Show when={order(column().key)}>
                    <Show when={props.sort?.descending} fallback={<ArrowUp aria-hidden="true" />}>
                      <ArrowDown aria-hidden="true" />
                    </Show>
                  </Show>
                </button>
              </Show>
              <Show when={props.onWidth}>
                {resize => <ColumnEdge width={widthOf(index)} onWidth={px => resize()(column().key, px)} />}
              </Show>
            </th>
          )}
        </Index>
      </tr>
    </thead>
  )
}

/** The edge of a column's head, for the pointer; with Alt the arrow keys on the head do the same. */
function ColumnEdge(props: { width: number; onWidth: (px: number) => void }) {
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    event.preventDefault()
    const edge = event.currentTarget
    const [from, start] = [props.width, event.clientX]
    const sign = isRtl() ? -1 : 1
    edge.setPointerCapture(event.pointerId)
    const move = (next: PointerEvent) => props.onWidth(widthWithin(from + sign * (next.clientX - start)))
    edge.addEventListener('pointermove', move)
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), {
      once: true,
    })
  }
  return <span class="column-edge" aria-hidden="true" onPointerDown={drag} />
}

/** A box in a table: 24 px to hit, 14 px to see. */
export const SelectBox = (props: {
  label: string
  checked: boolean | 'mixed'
  onToggle: (extend: boolean) => void
  tabIndex?: number
  onFocus?: () => void
  'data-head'?: number
}) => (
  <label>
    <input
      type="checkbox"
      aria-label={props.label}
      tabIndex={props.tabIndex}
      data-head={props['data-head']}
      onFocus={() => props.onFocus?.()}
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
