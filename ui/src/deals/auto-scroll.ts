const edge = 56
const fastest = 18

interface Asked {
  /** Scrolls sideways. */
  board: () => HTMLElement | undefined
  /** Scroll up and down, when the pointer is above them. */
  columns: () => readonly HTMLElement[]
  /** Something moved under a pointer that may be at rest. */
  scrolled: (pointer: { x: number; y: number }) => void
}

/** Scrolls board and column while the pointer is held near an edge, the faster the nearer. */
export function autoScroll({ board, columns, scrolled }: Asked) {
  let pointer: { x: number; y: number } | undefined
  let frame = requestAnimationFrame(tick)

  function tick() {
    frame = requestAnimationFrame(tick)
    if (!pointer) return
    const { x, y } = pointer
    let moved = false
    const all = board()
    if (all) {
      const box = all.getBoundingClientRect()
      const before = all.scrollLeft
      all.scrollLeft += speed(x, box.left, box.right)
      moved = all.scrollLeft !== before
    }
    for (const column of columns()) {
      const box = column.getBoundingClientRect()
      if (x < box.left || x > box.right) continue
      const before = column.scrollTop
      column.scrollTop += speed(y, box.top, box.bottom)
      moved ||= column.scrollTop !== before
    }
    if (moved) scrolled(pointer)
  }

  return {
    at: (x: number, y: number) => {
      pointer = { x, y }
    },
    stop: () => cancelAnimationFrame(frame),
  }
}

/** Pixels a frame: negative near the beginning, positive near the end, none between. */
function speed(at: number, from: number, to: number): number {
  const near = Math.min(edge, (to - from) / 4)
  if (at < from - near || at > to + near) return 0
  if (at < from + near) return -Math.ceil(fastest * Math.min(1, (from + near - at) / near))
  if (at > to - near) return Math.ceil(fastest * Math.min(1, (at - to + near) / near))
  return 0
}
