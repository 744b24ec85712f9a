/** Wakes whoever waits for it. */
export function createBell() {
  let waiting = new Set<() => void>()
  return {
    ring: () => {
      const woken = waiting
      waiting = new Set()
      for (const wake of woken) wake()
    },
    /** Resolves at the next ring after this call, or after so long. */
    next: (timeoutMs: number): Promise<void> =>
      new Promise(done => {
        const timer = setTimeout(() => wake(), timeoutMs)
        const wake = () => {
          clearTimeout(timer)
          waiting.delete(wake)
          done()
        }
        waiting.add(wake)
      }),
  }
}
