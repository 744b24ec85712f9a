import { createEffect, createSignal, on } from 'solid-js'
import { isRtl } from '../../app/preferences'
import { singleKeys, usePageKeys } from '../../app/shell/keys'
import { shortcutKey } from '../../app/shell/keys.rules'
import { afterEditing, type CellAt, movedBy, within } from './active-cell.rules'
import { type Column, takesOf } from './column'
import type { Leave } from './grid.model'
import { beforeEditor, gridAction } from './keys.rules'

export interface CellsOf<R> {
  box: () => HTMLElement | undefined
  columns: () => readonly Column<R>[]
  /** Undefined where the record of a place is not known yet. */
  ids: () => readonly (string | undefined)[]
  record: (id: string) => R | undefined
  isPhone: () => boolean
  /** How many rows Page Up and Page Down pass over. */
  pageRows: () => number
  /** Scrolls a row into view. */
  reveal: (row: number) => void
  openId: () => string | undefined
  onOpen: (record: R) => void
  onSelect: (id: string, extend: boolean) => void
}

/** The cells of a grid: which one is active, which one is edited, and what keys do with them. */
export function useCells<R>(grid: CellsOf<R>) {
  const [active, setActive] = createSignal<CellAt>({ row: 0, column: 0 })
  const [editing, setEditing] = createSignal<{ id: string; column: number; typed?: string; leave?: Leave }>()
  /** The reader has been in the list: a key from elsewhere goes on from there. */
  let visited = false

  const extent = () => ({ rows: grid.ids().length, columns: grid.isPhone() ? 1 : grid.columns().length })
  const recordAt = (row: number) => grid.record(grid.ids()[row] ?? '')
  const find = (place: string) => grid.box()?.querySelector<HTMLElement>(place)
  /** An editor whose row has left the list, or whose cell the page, is none. */
  const isEditing = () => editing() !== undefined && Boolean(find('.editing'))

  // A row that left the list cannot stay the active one.
  createEffect(
    on(
      () => grid.ids().length,
      count => setActive(at => (at.row < count ? at : { ...at, row: Math.max(0, count - 1) })),
    ),
  )

  const cellAt = ({ row, column }: CellAt) => find(`[data-cell="${row}:${column}"]`)
  /** Until the record of the active cell is there the list itself has the focus, and its keys work. */
  const focusCell = (at: CellAt) => {
    setActive(at)
    grid.reveal(at.row)
    requestAnimationFrame(() => {
      const cell = cellAt(at)
      if (cell) cell.focus({ preventScroll: false })
      else grid.box()?.focus({ preventScroll: true })
    })
  }
  createEffect(
    on(
      () => grid.ids()[active().row],
      (id, before) => {
        if (id === undefined || before !== undefined) return
        requestAnimationFrame(
          () => document.activeElement === grid.box() && cellAt(active())?.focus({ preventScroll: true }),
        )
      },
      { defer: true },
    ),
  )
  const focusHead = (column: number) => find(`[data-head="${column}"]`)?.focus()

  /** From elsewhere on the page into the list, `rows` on from where one was. False where there is none. */
  const enter = (rows: number): boolean => {
    if (!grid.ids().length || isEditing()) return false
    setEditing(undefined)
    const { row, column } = active()
    focusCell(within({ row: visited ? row + rows : row, column }, extent()))
    return true
  }
  usePageKeys({
    j: () => enter(1),
    k: () => enter(-1),
    arrowdown: event => isAtRest(event.target) && enter(1),
    arrowup: event => isAtRest(event.target) && enter(-1),
  })

  const press = (event: KeyboardEvent) => {
    const { target } = event
    if (!(target instanceof HTMLElement)) return
    const open = editing()
    if (open && isEditing()) {
      // The editor is still on its way: what is typed meanwhile belongs to it. Esc calls it off also while it is there without the focus.
      if (event.key !== 'Escape' && target.closest('.editing')?.querySelector('.cell-editor')) return
      const next = beforeEditor(open, { key: event.key, shift: event.shiftKey, modified: isHeld(event) })
      if (next === open) return
      event.preventDefault()
      setEditing(next)
      return
    }
    if (open) setEditing(undefined)
    if (target.closest('thead, a, button:not([data-cell]), input')) return
    const at = active()
    const record = recordAt(at.row)
    const column = grid.isPhone() ? undefined : grid.columns()[at.column]
    const editable = Boolean(column?.edit && record && (column.edit.may?.(record) ?? true))
    const action = gridAction(
      {
        key: event.key,
        shortcut: shortcutKey(event),
        shift: event.shiftKey,
        modified: isHeld(event),
        held: (event.ctrlKey || event.metaKey) && !event.altKey,
      },
      {
        side: at.column === 0 ? 'first' : at.column === extent().columns - 1 ? 'last' : undefined,
        editable,
        takes: column ? takesOf(column, at.column) : 'name',
        rtl: isRtl(),
        pageRows: grid.pageRows(),
        letters: singleKeys(),
      },
    )
    if (!action || !grid.ids().length) return
    event.preventDefault()
    const id = grid.ids()[at.row]
    if (action.type !== 'move' && action.type !== 'edge') {
      if (record === undefined || id === undefined) return
      if (action.type === 'open') return grid.onOpen(record)
      if (action.type === 'select') return grid.onSelect(id, action.extend)
      return void setEditing({ id, column: at.column, typed: action.typed })
    }
    if (action.type === 'move' && action.rows < 0 && at.row === 0) return focusHead(at.column)
    const to = movedBy(action, at, extent())
    if (to) walk(id, at, to)
  }
  /** To another cell. The record that is open beside the list is the one that one walks on from. */
  const walk = (id: string | undefined, from: CellAt, to: CellAt) => {
    focusCell(to)
    const next = recordAt(to.row)
    if (to.row !== from.row && id !== undefined && grid.openId() === id && next !== undefined)
      grid.onOpen(next)
  }

  const done = (at: CellAt, leave: Leave) => {
    setEditing(undefined)
    if (leave !== 'stay' || document.activeElement === document.body)
      focusCell(afterEditing(leave, at, extent()))
  }

  // Who walks on in the drawer sees where in the list that is, and goes on from there by keyboard; also once it is closed.
  createEffect(
    on(grid.openId, (id, before) => {
      if (id === undefined) {
        if (before !== undefined) requestAnimationFrame(() => isNowhere() && enter(0))
        return
      }
      const row = grid.ids().indexOf(id)
      if (row < 0) return
      grid.reveal(row)
      setActive(at => ({ ...at, row }))
    }),
  )

  return {
    active,
    editing,
    isEditing,
    press,
    done,
    activate: (at: CellAt) => {
      visited = true
      setActive(at)
    },
    edit: (id: string, column: number) => setEditing({ id, column }),
    /** Begins with the first row: what is listed is the answer to another question. */
    first: () => {
      visited = false
      setActive(({ column }) => ({ row: 0, column }))
      return enter(0)
    },
    /** From the head of a column into it. */
    intoColumn: (column: number) => focusCell(within({ row: active().row, column }, extent())),
  }
}

const isHeld = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey
const isNowhere = () => document.activeElement === document.body || document.activeElement === null

/** An arrow scrolls what is being read and walks through what is chosen from; only where it would do neither it leads into the list. */
const isAtRest = (target: EventTarget | null) =>
  target === document.body || (target instanceof Element && target.matches('#content, .page-body, .list *'))
