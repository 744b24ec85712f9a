interface Job {
  takes: number
  work(lane: number): Promise<void>
}

/** Work side by side, so many pieces at once as there are lanes. */
export interface Lanes {
  /** Begins the work as soon as it has its lanes: in the order of adding, or before all that waits. It is told the first of its lanes, from 0. */
  add(work: Job['work'], options?: { takes?: number; next?: boolean }): void
  /** Resolves when nothing is under way or waits; rejects with the first thing that a piece of work has thrown. */
  idle(): Promise<void>
}

/**
 * Opens lanes. What takes several of them is not overtaken by what takes fewer: it would wait for ever while small work goes on.
 */
export function openLanes(count: number): Lanes {
  const free = new Set(Array.from({ length: count }, (_, lane) => lane))
  const waiting: Job[] = []
  const waiters: { resolve(): void; reject(error: unknown): void }[] = []
  let faults: unknown[] = []

  function begin(): void {
    for (let job = waiting[0]; job && job.takes <= free.size; job = waiting[0]) {
      waiting.shift()
      void run(job, [...free].sort((a, b) => a - b).slice(0, job.takes))
    }
    if (waiting.length > 0 || free.size < count) return
    const [fault] = faults
    const failed = faults.length > 0
    if (waiters.length > 0) faults = []
    for (const { resolve, reject } of waiters.splice(0)) failed ? reject(fault) : resolve()
  }

  async function run({ work }: Job, own: number[]): Promise<void> {
    for (const lane of own) free.delete(lane)
    try {
      await work(own[0]!)
    } catch (error) {
      faults.push(error)
    }
    for (const lane of own) free.add(lane)
    begin()
  }

  return {
    add(work, { takes = 1, next = false } = {}) {
      const job = { work, takes: Math.min(takes, count) }
      if (next) waiting.unshift(job)
      else waiting.push(job)
      begin()
    },
    idle: () =>
      new Promise((resolve, reject) => {
        waiters.push({ resolve, reject })
        begin()
      }),
  }
}
