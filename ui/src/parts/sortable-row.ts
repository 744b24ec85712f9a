import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { createSignal, onCleanup, onMount } from 'solid-js'

interface Sortable {
  /** Rows of one list are dropped on each other, and on no others. */
  list: string
  row: () => HTMLElement
  /** What drags the row; none where it may not be moved. */
  handle: () => HTMLElement | undefined
  key: () => string
  index: () => number
  /** By arrow keys, from its handle. */
  onMove: (to: number) => void
  /** Another row was dropped here. */
  onDrop: (key: string, to: number) => void
}

/** A row that is moved in its list, by its handle: dragged, or with the arrow keys. */
export function sortableRow(of: Sortable) {
  const [over, setOver] = createSignal(false)
  const [dragged, setDragged] = createSignal(false)
  onMount(() => {
    const handle = of.handle()
    if (!handle) return
    const stops = [
      draggable({
        element: of.row(),
        dragHandle: handle,
        getInitialData: () => ({ list: of.list, key: of.key() }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element: of.row(),
        canDrop: ({ source }) => source.data.list === of.list,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          of.onDrop(String(source.data.key), of.index())
        },
      }),
    ]
    onCleanup(() => {
      for (const stop of stops) stop()
    })
  })
  const press = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!by) return
    event.preventDefault()
    of.onMove(of.index() + by)
    queueMicrotask(() => of.handle()?.focus())
  }
  return { over, dragged, press }
}
