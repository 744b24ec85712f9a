import { createSignal } from 'solid-js'

/**
 * Columns whose field somebody chose here: the certainty of the guess says nothing about them any more. Kept for the visit, so that a reload does not bring a
 * figure back that was about another field.
 */
export function createChosen(importId: string) {
  const place = `sextant.import.chosen.${importId}`
  const [columns, setColumns] = createSignal<ReadonlySet<number>>(read(place))
  return {
    has: (column: number) => columns().has(column),
    add(column: number) {
      const next = new Set(columns()).add(column)
      setColumns(next)
      try {
        sessionStorage.setItem(place, JSON.stringify([...next]))
      } catch {
        // A forbidden store: it holds until the page is loaded again.
      }
    },
  }
}

function read(place: string): ReadonlySet<number> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]')
    return new Set(Array.isArray(kept) ? kept.filter(one => typeof one === 'number') : [])
  } catch {
    return new Set()
  }
}
