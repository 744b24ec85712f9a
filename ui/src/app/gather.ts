/**
 * Gathers what comes in quick succession, so that an import does not ask for each of its rows: `concern` is told once, `waitMs` after the
 * first of them. `stop` forgets what waits.
 */
export function gather<T>(waitMs: number, concern: (gathered: readonly T[]) => void) {
  let waiting: T[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    const gathered = waiting
    waiting = []
    timer = undefined
    concern(gathered)
  }
  return {
    add(item: T) {
      waiting.push(item)
      timer ??= setTimeout(tell, waitMs)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      waiting = []
    },
  }
}
