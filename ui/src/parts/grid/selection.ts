import { createSignal } from 'solid-js'

export type Selection = ReturnType<typeof createSelection>

/**
 * Which rows are selected, by id. `everything` means all that match the filter, also those not loaded: the bulk verb then
 * works on the filter, and says the number first.
 */
export function createSelection() {
  const [ids, setIds] = createSignal<ReadonlySet<string>>(new Set())
  const [everything, setEverything] = createSignal(false)
  let anchor: string | undefined

  const toggle = (id: string, extend?: readonly string[]) => {
    setEverything(false)
    const next = new Set(ids())
    const range = extend && anchor ? between(extend, anchor, id) : [id]
    const on = !next.has(id)
    for (const one of range) {
      if (on) next.add(one)
      else next.delete(one)
    }
    anchor = id
    setIds(next)
  }
  return {
    ids,
    everything,
    has: (id: string) => everything() || ids().has(id),
    count: () => ids().size,
    /** Toggles one; with the ids in view order, everything from the last toggled one to it. */
    toggle,
    /** All loaded rows, or none when all are selected already. */
    toggleAll: (loaded: readonly string[]) => {
      setEverything(false)
      setIds(loaded.length && loaded.every(id => ids().has(id)) ? new Set<string>() : new Set(loaded))
    },
    /** Rows that are gone are selected no more. */
    drop: (gone: readonly string[]) => {
      if (gone.some(id => ids().has(id))) setIds(new Set([...ids()].filter(id => !gone.includes(id))))
    },
    selectEverything: () => setEverything(true),
    clear: () => {
      setEverything(false)
      setIds(new Set<string>())
    },
    state: (loaded: readonly string[]): boolean | 'mixed' => {
      if (everything()) return true
      const selected = loaded.filter(id => ids().has(id)).length
      return selected === 0 ? false : selected === loaded.length ? true : 'mixed'
    },
  }
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)]
  return a < 0 || b < 0 ? [to] : order.slice(Math.min(a, b), Math.max(a, b) + 1)
}
