import { createEffect, createMemo, createSignal, For, type JSX, on, onCleanup, onMount, Show } from 'solid-js'
import { useIsPhone } from '../../app/media'
import { isRtl } from '../../app/preferences'
import { singleKeys } from '../../app/shell/keys'
import { shortcutKey } from '../../app/shell/keys.rules'
import { t } from '../../app/text'
import { Button } from '../button/button'
import { cssVars } from '../css-vars'
import { ErrorState } from '../state/error-state'
import { afterEditing, type CellAt, movedBy, scrollTopFor } from './active-cell.rules'
import type { Column } from './column'
import type { Leave, Sort } from './grid.model'
import { GridHead } from './grid-head'
import { GridRow } from './grid-row'
import { gridAction } from './keys.rules'
import { PhoneRows } from './phone-rows'
import { SkeletonRows, Space } from './quiet-rows'
import type { Selection } from './selection'
import { columnWidths, leastPx } from './widths.rules'
import { windowOf } from './window.rules'

export interface GridProps<R> {
  /** What is listed, in the reader's words: read out as the table's name. */
  label: string
  columns: readonly Column<R>[]
  rows: readonly R[]
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
  /** Given: a column's edge can be moved, by pointer or with Alt and the arrow keys on its head. Pixels. */
  onWidth?: (key: string, px: number) => void
  selection?: Selection
  /** The row whose record is open beside the list. */
  openId?: string
  onOpen?: (row: R) => void
  /** Total where it is known, for assistive technology. */
  total?: number
  /** Keyset paging: called when the end comes near. */
  hasMore?: boolean
  onMore?: () => void
  moreFailed?: boolean
  /** Two lines of a row on a phone: name and score, company and status. */
  phone: (row: R) => { title: JSX.Element; end?: JSX.Element; support?: JSX.Element; chip?: JSX.Element }
}

const nearEndRows = 20

/** The table of every list: virtualised, sticky head, keyboard grid, selection, cell editing, keyset paging; two-line rows on a phone. */
export function Grid<R>(props: GridProps<R>) {
  const isPhone = useIsPhone()
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const [top, setTop] = createSignal(0)
  const [height, setHeight] = createSignal(900)
  const [width, setWidth] = createSignal(0)
  const [sideways, setSideways] = createSignal(false)
  const [rowPx, setRowPx] = createSignal(36)
  const [active, setActive] = createSignal({ row: 0, column: 0 })
  const [editing, setEditing] = createSignal<{ id: string; column: number; typed?: string }>()

  const ids = createMemo(() => props.rows.map(props.rowId))
  const byId = createMemo(() => new Map(props.rows.map(row => [props.rowId(row), row])))
  const rowHeight = () => (isPhone() ? 64 : rowPx())
  const view = createMemo(() => windowOf(top(), height(), rowHeight(), ids().length), undefined, {
    equals: (a, b) => a.start === b.start && a.end === b.end && a.below === b.below && a.above === b.above,
  })
  const shown = createMemo(() => ids().slice(view().start, view().end))
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
    box.addEventListener('keydown', press)
    onCleanup(() => observer.disconnect())
  })
  createEffect(() => {
    if (props.hasMore && !props.moreFailed && ids().length && view().end >= ids().length - nearEndRows)
      props.onMore?.()
  })
  // A row that left the list cannot stay the active one.
  createEffect(
    on(
      () => ids().length,
      count => setActive(at => (at.row < count ? at : { ...at, row: Math.max(0, count - 1) })),
    ),
  )

  const reveal = (row: number, box: HTMLDivElement) => {
    box.scrollTop = scrollTopFor(row, rowHeight(), box, isPhone() ? 0 : 32)
    setTop(box.scrollTop)
  }
  // Who walks on in the drawer sees where in the list that is, and goes on from there by keyboard.
  createEffect(
    on(
      () => props.openId,
      id => {
        const [box, row] = [scroller(), id === undefined ? -1 : ids().indexOf(id)]
        if (!box || row < 0) return
        reveal(row, box)
        setActive(at => ({ ...at, row }))
      },
    ),
  )
  const focusCell = ({ row, column }: CellAt) => {
    const box = scroller()
    if (!box) return
    setActive({ row, column })
    reveal(row, box)
    requestAnimationFrame(() => {
      box.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus({ preventScroll: false })
    })
  }
  const extent = () => ({ rows: ids().length, columns: isPhone() ? 1 : props.columns.length })
  const rowAt = (index: number) => byId().get(ids()[index] ?? '')
  const select = (id: string, extend: boolean) => props.selection?.toggle(id, extend ? ids() : undefined)

  const press = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement)) return
    const open = editing()
    if (open) {
      // The editor is still on its way: what is typed meanwhile belongs to it.
      const isText = Array.from(event.key).length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isText && !event.target.closest('.editing, .cell-editor')?.querySelector('.cell-editor')) {
        event.preventDefault()
        setEditing({ ...open, typed: (open.typed ?? '') + event.key })
      }
      return
    }
    if (event.target.closest('thead, a, button:not([data-cell]), input')) return
    const { row, column } = active()
    const record = rowAt(row)
    const edit = isPhone() ? undefined : props.columns[column]?.edit
    const editable = Boolean(edit && record && (edit.may?.(record) ?? true))
    const action = gridAction(
      {
        key: event.key,
        shortcut: shortcutKey(event),
        shift: event.shiftKey,
        modified: event.ctrlKey || event.metaKey || event.altKey,
      },
      {
        editable,
        takesLetters: edit?.kind === 'text',
        rtl: isRtl(),
        pageRows: Math.max(1, Math.floor(height() / rowHeight()) - 2),
        letters: singleKeys(),
      },
    )
    if (!action || !record) return
    event.preventDefault()
    const to = movedBy(action, { row, column }, extent())
    if (to) focusCell(to)
    else if (action.type === 'open') props.onOpen?.(record)
    else if (action.type === 'select') select(props.rowId(record), action.extend)
    else if (action.type === 'edit') setEditing({ id: props.rowId(record), column, typed: action.typed })
  }
  const done = (row: number, column: number, leave: Leave) => {
    setEditing(undefined)
    if (leave !== 'stay' || document.activeElement === document.body)
      focusCell(afterEditing(leave, { row, column }, extent()))
  }
  const scrolled = (box: HTMLDivElement) => {
    const { row } = active()
    const next = windowOf(box.scrollTop, height(), rowHeight(), ids().length)
    // The focused row is about to leave the page: the list itself keeps the focus, and its keys go on working.
    if ((row < next.start || row >= next.end) && box.contains(document.activeElement) && !editing()) {
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
              active={active().row}
              onActive={row => setActive({ row, column: 0 })}
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
              ids={ids()}
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
                      onOpen={props.onOpen}
                      active={active()}
                      onActive={column => setActive({ row: view().start + index(), column })}
                      editing={editing()?.id === id ? editing() : undefined}
                      onEdit={column => setEditing({ id, column })}
                      onDone={(column, leave) => done(view().start + index(), column, leave)}
                    />
                  )}
                </For>
                <Space height={view().below} />
              </Show>
            </tbody>
          </table>
        </Show>
        <Show when={props.moreFailed}>
          <div class="row p-4" role="alert">
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
