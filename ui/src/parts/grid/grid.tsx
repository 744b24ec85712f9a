import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js'
import { useIsPhone } from '../../app/media'
import { t } from '../../app/text'
import { Button } from '../button/button'
import { cssVars } from '../css-vars'
import { ErrorState } from '../state/error-state'
import { scrollTopFor } from './active-cell.rules'
import type { Column } from './column'
import type { Sort } from './grid.model'
import { GridHead } from './grid-head'
import { GridRow } from './grid-row'
import { PhoneRows } from './phone-rows'
import { SkeletonRows, Space } from './quiet-rows'
import type { Selection } from './selection'
import { useCells } from './use-cells'
import { columnWidths, leastPx } from './widths.rules'
import { windowOf } from './window.rules'

export interface GridHandle {
  /** The focus goes to the first row. False where there is none. */
  first: () => boolean
}

export interface GridProps<R> {
  /** What is listed, in the reader's words: read out as the table's name. */
  label: string
  columns: readonly Column<R>[]
  /** In their order; undefined where there is one that is not known yet. */
  rows: readonly (R | undefined)[]
  rowId: (row: R) => string
  rowName: (row: R) => string
  /** First load: skeleton rows. A refresh keeps the old rows. */
  loading?: boolean
  /** First load failed. */
  error?: unknown
  errorTitle?: string
  onRetry?: () => void
  /** Shown when there is no row. */
  empty?: JSX.Element
  sort?: Sort
  onSort?: (sort: Sort) => void
  /** Given: a column can be made wider, by its edge or with Alt and the arrow keys on its head. Pixels. */
  onWidth?: (key: string, px: number) => void
  selection?: Selection
  /** The row whose record is open beside the list. */
  openId?: string
  onOpen?: (row: R) => void
  /** Rows that are about to leave the list, by id. */
  fading?: ReadonlySet<string>
  /** Total where it is known, for assistive technology. */
  total?: number
  /** Told which places are in the page, `end` exclusive, whenever others are or what stands there has changed. */
  onLook?: (start: number, end: number) => void
  /** Keyset paging of a list whose places are not known beforehand: called when the end comes near, and to try again. */
  hasMore?: boolean
  onMore?: () => void
  moreFailed?: boolean
  /** Given what leads into the list from elsewhere on its screen. */
  handle?: (handle: GridHandle) => void
  /** Two-line rows at every width: a narrow list beside what is open. */
  lines?: boolean
  /** Two lines of a row on a phone: name and score, company and status. */
  phone: (row: R) => { title: JSX.Element; end?: JSX.Element; support?: JSX.Element; chip?: JSX.Element }
}

const nearEndRows = 20

/** The table of every list: virtualised, sticky head, keyboard grid, selection, cell editing, keyset paging; two-line rows on a phone. */
export function Grid<R>(props: GridProps<R>) {
  const onPhone = useIsPhone()
  const isPhone = () => Boolean(props.lines) || onPhone()
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const [top, setTop] = createSignal(0)
  const [height, setHeight] = createSignal(900)
  const [width, setWidth] = createSignal(0)
  const [sideways, setSideways] = createSignal(false)
  const [rowPx, setRowPx] = createSignal(36)

  const ids = createMemo(() => props.rows.map(row => row && props.rowId(row)))
  const known = createMemo(() => ids().filter(id => id !== undefined))
  const byId = createMemo(
    () => new Map(props.rows.flatMap(row => (row ? [[props.rowId(row), row] as const] : []))),
  )
  const rowHeight = () => (isPhone() ? 64 : rowPx())
  const view = createMemo(() => windowOf(top(), height(), rowHeight(), ids().length), undefined, {
    equals: (a, b) => a.start === b.start && a.end === b.end && a.below === b.below && a.above === b.above,
  })
  const shown = createMemo(() =>
    Array.from({ length: view().end - view().start }, (_, n) => {
      const at = view().start + n
      return ids()[at] ?? `place ${at}`
    }),
  )
  const minWidth = () =>
    props.columns.reduce((sum, column) => sum + (column.width ?? leastPx), props.selection ? 40 : 0)
  const widths = createMemo(() => columnWidths(props.columns, width() - (props.selection ? 40 : 0)))

  /** Boxes and names stay when the rest is scrolled to the side. */
  const frozen = () => (props.selection ? 40 : 0) + (widths()[0] ?? 0)

  onMount(() => {
    const box = scroller()
    if (!box) return
    const measure = () => {
      setHeight(box.clientHeight)
      setWidth(box.clientWidth)
      setRowPx(Number.parseFloat(getComputedStyle(box).getPropertyValue('--row')) || 36)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    // Keys reach the list also when its active row is scrolled away and the list itself has the focus.
    box.addEventListener('keydown', event => cells.press(event))
    onCleanup(() => observer.disconnect())
  })
  createEffect(() => {
    if (props.hasMore && !props.moreFailed && ids().length && view().end >= ids().length - nearEndRows)
      props.onMore?.()
  })
  createEffect(on([view, ids], ([{ start, end }]) => props.onLook?.(start, end)))
  const reveal = (row: number) => {
    const box = scroller()
    if (!box) return
    box.scrollTop = scrollTopFor(row, rowHeight(), box, isPhone() ? 0 : 32)
    setTop(box.scrollTop)
  }
  const select = (id: string, extend: boolean) => props.selection?.toggle(id, extend ? known() : undefined)
  const cells = useCells<R>({
    box: scroller,
    columns: () => props.columns,
    ids,
    record: id => byId().get(id),
    isPhone,
    pageRows: () => Math.max(1, Math.floor(height() / rowHeight()) - 2),
    reveal,
    openId: () => props.openId,
    onOpen: record => props.onOpen?.(record),
    onSelect: select,
  })
  props.handle?.({ first: cells.first })
  const scrolled = (box: HTMLDivElement) => {
    const { row } = cells.active()
    const next = windowOf(box.scrollTop, height(), rowHeight(), ids().length)
    // The focused row is about to leave the page: the list itself keeps the focus, and its keys go on working.
    if ((row < next.start || row >= next.end) && box.contains(document.activeElement) && !cells.isEditing()) {
      box.focus({ preventScroll: true })
    }
    setTop(box.scrollTop)
    setSideways(box.scrollLeft !== 0)
  }
  const blocked = () => (props.error ? 'failed' : !props.loading && !ids().length ? 'empty' : undefined)

  return (
    <div
      class="grid-scroll"
      classList={{ sideways: sideways() }}
      // The list itself can have the focus while its active row is scrolled away.
      tabindex="-1"
      ref={setScroller}
      onScroll={event => scrolled(event.currentTarget)}
      role="presentation"
    >
      <Show when={blocked() === undefined} fallback={<Instead {...props} />}>
        <Show
          when={!isPhone()}
          fallback={
            <PhoneRows
              {...props}
              shown={shown()}
              view={view()}
              byId={byId()}
              active={cells.active().row}
              onActive={row => cells.activate({ row, column: 0 })}
            />
          }
        >
          <table
            class="grid-table"
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern of ARIA, on a real table
            role="grid"
            aria-label={props.label}
            aria-rowcount={
              props.total === undefined ? (props.hasMore ? -1 : ids().length + 1) : props.total + 1
            }
            aria-multiselectable={props.selection ? true : undefined}
            aria-busy={props.loading || undefined}
            ref={cssVars(() => ({ '--least': `${minWidth()}px`, '--frozen': `${frozen()}px` }))}
          >
            <colgroup>
              <Show when={props.selection}>
                <col width="40" />
              </Show>
              <For each={widths()}>{px => <col width={px} />}</For>
            </colgroup>
            <GridHead
              columns={props.columns}
              sort={props.sort}
              onSort={props.onSort}
              onWidth={props.onWidth}
              widths={widths()}
              selection={props.selection}
              ids={known()}
              onLeave={cells.intoColumn}
            />
            <tbody>
              <Show when={!props.loading || ids().length} fallback={<SkeletonRows {...props} />}>
                <Space height={view().above} />
                <For each={shown()}>
                  {(id, index) => (
                    <GridRow
                      id={id}
                      index={view().start + index()}
                      row={byId().get(id)}
                      columns={props.columns}
                      rowName={props.rowName}
                      selection={props.selection}
                      onSelect={extend => select(id, extend)}
                      open={props.openId === id}
                      fading={props.fading?.has(id) ?? false}
                      onOpen={props.onOpen}
                      active={cells.active()}
                      onActive={column => cells.activate({ row: view().start + index(), column })}
                      editing={cells.editing()?.id === id ? cells.editing() : undefined}
                      onEdit={column => cells.edit(id, column)}
                      onDone={(column, leave) => cells.done({ row: view().start + index(), column }, leave)}
                    />
                  )}
                </For>
                <Space height={view().below} />
              </Show>
            </tbody>
          </table>
        </Show>
        <Show when={props.moreFailed}>
          <div class="row p-4 grid-failed" role="alert">
            {t('grid.moreFailed')}
            <Button onClick={() => props.onMore?.()}>{t('retry')}</Button>
          </div>
        </Show>
      </Show>
    </div>
  )
}

const Instead = <R,>(props: GridProps<R>) => (
  <Show when={props.error} fallback={props.empty}>
    <ErrorState title={props.errorTitle ?? props.label} error={props.error} onRetry={props.onRetry} />
  </Show>
)
