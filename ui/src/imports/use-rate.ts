import type { Import } from '@sextant/db/imports/import.model'
import { createEffect, createSignal, on } from 'solid-js'
import { rateOf, shareRead } from './progress.rules'

const windowMs = 20_000

/** How fast rows are read and for how long it will go on, from what was seen in the last seconds. Nothing while it does not run. */
export function useRate(one: () => Import) {
  const [seen, setSeen] = createSignal<readonly { at: number; rows: number; share: number }[]>([])
  createEffect(
    on(
      () => [one().state, one().counts.read] as const,
      ([state, rows]) => {
        if (state !== 'running') return setSeen([])
        const at = Date.now()
        setSeen(before => [
          ...before.filter(one => at - one.at < windowMs),
          { at, rows, share: shareRead(one()) },
        ])
      },
    ),
  )
  return {
    rate: () => rateOf(seen()),
    secondsLeft: () => {
      const first = seen()[0]
      const last = seen().at(-1)
      if (!first || !last || last.share <= first.share || last.at - first.at < 1500) return undefined
      return ((1 - last.share) * (last.at - first.at)) / (last.share - first.share) / 1000
    },
  }
}
