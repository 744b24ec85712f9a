import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { disableNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/disable-native-drag-preview'
import { preventUnhandled } from '@atlaskit/pragmatic-drag-and-drop/prevent-unhandled'
import { onCleanup } from 'solid-js'
import { autoScroll } from './auto-scroll'
import type { Card } from './board.rules'
import type { Lifting } from './lift'

/** How a column tells which of its rows is at a height of the window. */
export type RowAt = (clientY: number) => number

/** Dragging cards with the pointer: where the card in hand is, what it is over, and the scrolling at the edges. */
export function useDrag(lifting: Lifting, drop: () => void) {
  const columns = new Map<string, { element: HTMLElement; rowAt: RowAt }>()
  let board: HTMLElement | undefined

  const hover = (stageId: unknown, clientY: number) => {
    const column = typeof stageId === 'string' ? columns.get(stageId) : undefined
    lifting.hover(column ? String(stageId) : undefined, column?.rowAt(clientY) ?? 0)
  }

  function card(element: HTMLElement, of: () => Card, allowed: () => boolean) {
    let grip = { dx: 0, dy: 0, width: 0 }
    let scrolling: ReturnType<typeof autoScroll> | undefined
    onCleanup(
      draggable({
        element,
        canDrag: ({ input }) =>
          allowed() && !document.elementFromPoint(input.clientX, input.clientY)?.closest('.deal-menu'),
        onGenerateDragPreview: ({ nativeSetDragImage, location }) => {
          disableNativeDragPreview({ nativeSetDragImage })
          preventUnhandled.start()
          const box = element.getBoundingClientRect()
          const { clientX, clientY } = location.initial.input
          grip = { dx: clientX - box.left, dy: clientY - box.top, width: box.width }
        },
        onDragStart: ({ location }) => {
          const { clientX, clientY } = location.current.input
          lifting.take(of(), 'pointer')
          lifting.setGrip({ x: clientX, y: clientY, ...grip })
          scrolling = autoScroll({
            board: () => board,
            columns: () => [...columns.values()].map(column => column.element),
            scrolled: ({ x, y }) => hover(stageUnder(x, y), y),
          })
        },
        onDrag: ({ location }) => {
          const { clientX, clientY } = location.current.input
          lifting.setGrip({ x: clientX, y: clientY, ...grip })
          scrolling?.at(clientX, clientY)
          hover(location.current.dropTargets[0]?.data.stageId, clientY)
        },
        onDrop: ({ location }) => {
          scrolling?.stop()
          preventUnhandled.stop()
          const target = location.current.dropTargets[0]
          if (target) drop()
          else lifting.letGo()
        },
      }),
    )
  }

  const stageUnder = (x: number, y: number): string | undefined => {
    for (const [stageId, { element }] of columns) {
      const box = element.getBoundingClientRect()
      if (x >= box.left && x <= box.right && y >= box.top - 80 && y <= box.bottom) return stageId
    }
    return undefined
  }

  /** `place` is all of the column that one may drop on, `scroller` the part that scrolls. */
  function column(stageId: string, place: HTMLElement, scroller: HTMLElement, rowAt: RowAt) {
    columns.set(stageId, { element: scroller, rowAt })
    const stop = dropTargetForElements({ element: place, getData: () => ({ stageId }) })
    onCleanup(() => {
      stop()
      columns.delete(stageId)
    })
  }

  return {
    card,
    column,
    board: (element: HTMLElement) => {
      board = element
    },
  }
}
