const flushMs = 200
const mostWaiting = 500

/** Gathers the lines of the access log and writes them a few times a second: one write for many requests. */
export function createAccessLog(write: (lines: string) => void) {
  let waiting: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (waiting.length === 0) return
    write(waiting.join('\n'))
    waiting = []
  }

  return {
    line(line: string): void {
      waiting.push(line)
      if (waiting.length >= mostWaiting) flush()
      else timer ??= setTimeout(flush, flushMs)
    },
    flush,
  }
}
