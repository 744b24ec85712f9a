/**
 * Does for many at once what each asks for by itself: whoever asks while one go is under way is in the next. Many small writes are few, and nobody waits for a
 * moment longer than the write before takes.
 */
export function together<In, Out>(work: (all: In[]) => Promise<(one: In) => Out>): (one: In) => Promise<Out> {
  let waiting: { one: In; resolve: (out: Out) => void; reject: (error: unknown) => void }[] = []
  let isAtWork = false
  return one =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject })
      if (!isAtWork) void go()
    })

  async function go(): Promise<void> {
    isAtWork = true
    while (waiting.length) {
      const all = waiting
      waiting = []
      try {
        const outOf = await work(all.map(({ one }) => one))
        for (const { one, resolve } of all) resolve(outOf(one))
      } catch (error) {
        for (const { reject } of all) reject(error)
      }
    }
    isAtWork = false
  }
}
