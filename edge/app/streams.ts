/** Open streams, by whose they are. */
export function createStreams(mostOfOne = 20) {
  const open = new Map<string, number>()
  return {
    /** Counts one more; gives what ends it, or undefined when this one has too many. */
    enter(who: string): (() => void) | undefined {
      const count = open.get(who) ?? 0
      if (count >= mostOfOne) return undefined
      open.set(who, count + 1)
      return () => {
        const left = (open.get(who) ?? 1) - 1
        if (left > 0) open.set(who, left)
        else open.delete(who)
      }
    },
    total: (): number => [...open.values()].reduce((sum, count) => sum + count, 0),
  }
}
