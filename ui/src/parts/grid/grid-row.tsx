import { createMemo, Index, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { t } from '../../app/text'
import type { Column } from './column'
import type { Leave } from './grid.model'
import { SelectBox } from './grid-head'
import { UnknownRow } from './quiet-rows'
import type { Selection } from './selection'

const loadEditor = () => import('./cell-editor')
const CellEditor = lazy(() => loadEditor().then(module => ({ default: module.CellEditor<unknown> })))

/** A second click within this is a double click. */
const secondClickMs = 250

export interface GridRowProps<R> {
  id: string
  index: number
  row: R | undefined
  columns: readonly Column<R>[]
  rowName: (row: R) => string
  selection?: Selection
  onSelect: (extend: boolean) => void
  open: boolean
  /** It is about to leave the list. */
  fading: boolean
  onOpen?: (row: R) => void
  active: { row: number; column: number }
  onActive: (column: number) => void
  /** `leave`: how it is to be left as soon as it is there. */
  editing?: { column: number; typed?: string; leave?: Leave }
  onEdit: (column: number) => void
  onDone: (column: number, leave: Leave) => void
}

/** One row. The record may change under it; the row, its focus and its open editor stay. */
export function GridRow<R>(props: GridRowProps<R>) {
  const row = createMemo<R | undefined>(last => props.row ?? last)
  return (
    <Show when={row()} fallback={<UnknownRow {...props} />}>
      {record => (
        <tr
          aria-rowindex={props.index + 2}
          aria-selected={props.selection ? props.selection.has(props.id) : undefined}
          classList={{ open: props.open, fading: props.fading }}
          data-row={props.id}
        >
          <Show when={props.selection}>
            {selection => (
              <td class="sel">
                <SelectBox
                  label={t('grid.select', { name: props.rowName(record()) })}
                  checked={selection().has(props.id)}
                  onToggle={props.onSelect}
                  tabIndex={-1}
                />
              </td>
            )}
          </Show>
          {/* By place: a column that is told anew, as wider, leaves the focus and an open editor where they are. */}
          <Index each={props.columns}>
            {(column, index) => <Cell {...props} record={record()} column={column()} at={index} />}
          </Index>
        </tr>
      )}
    </Show>
  )
}

function Cell<R>(props: GridRowProps<R> & { record: R; column: Column<R>; at: number }) {
  const isActive = () => props.active.row === props.index && props.active.column === props.at
  const editing = () => (props.editing?.column === props.at ? props.editing : undefined)
  const mayEdit = () => Boolean(props.column.edit && (props.column.edit.may?.(props.record) ?? true))
  const shared = () => ({
    'data-cell': `${props.index}:${props.at}`,
    tabIndex: isActive() ? 0 : -1,
    onFocus: () => {
      props.onActive(props.at)
      // By the time that it is opened it is there.
      if (mayEdit()) void loadEditor()
    },
    onClick: (event: MouseEvent) => {
      if (!editing()) clicked(event.detail)
    },
    'aria-readonly': props.column.edit ? !mayEdit() : undefined,
    onDblClick: () => {
      if (mayEdit()) props.onEdit(props.at)
    },
  })
  // What can be edited is edited by two clicks: the first one opens the record only when no second follows. A name opens at once.
  let opening: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(opening))
  const clicked = (clicks: number) => {
    clearTimeout(opening)
    const open = () => props.onOpen?.(props.record)
    if (props.at === 0 || !mayEdit()) {
      if (clicks < 2) open()
    } else if (clicks < 2) opening = setTimeout(open, secondClickMs)
  }
  const Content = () => (
    <Show when={editing()} fallback={<bdi>{props.column.cell(props.record)}</bdi>}>
      {state => (
        <Suspense>
          <CellEditor
            row={props.record}
            label={props.column.label}
            // The editor is loaded by itself and does not know the row's type; it only hands the row back.
            edit={props.column.edit as never}
            typed={state().typed}
            leave={state().leave}
            onDone={leave => props.onDone(props.at, leave)}
          />
        </Suspense>
      )}
    </Show>
  )
  return (
    <Show
      when={props.at > 0}
      fallback={
        <th scope="row" class="name" classList={{ editing: Boolean(editing()) }} {...shared()}>
          <Content />
        </th>
      }
    >
      <td
        {...shared()}
        classList={{
          num: props.column.numeric,
          support: props.column.support,
          editing: Boolean(editing()),
        }}
      >
        <Content />
      </td>
    </Show>
  )
}
