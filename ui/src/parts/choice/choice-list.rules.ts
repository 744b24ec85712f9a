import { folded } from '@sextant/db/core/folding.rules'

/** One of the values that may be chosen. */
export interface Choice {
  value: string
  label: string
  /** Where it belongs, such as a stage's pipeline: told beside it, and found by it. */
  note?: string
  /** Heading under which it stands; those of one heading follow each other. */
  group?: string
}

/** Whoever is chosen already comes first, also a value that is none of the choices: it is called by itself. */
export function inOrder<C extends Choice>(
  choices: readonly C[],
  chosen: readonly string[],
): readonly (C | Choice)[] {
  const isChosen = new Set(chosen)
  const known = new Set(choices.map(({ value }) => value))
  const others = chosen.filter(value => !known.has(value)).map(value => ({ value, label: value }))
  return [
    ...choices.filter(({ value }) => isChosen.has(value)),
    ...others,
    ...choices.filter(({ value }) => !isChosen.has(value)),
  ]
}

/** Those whose words have what was typed, in any writing of its letters; first those that begin with it. */
export function matching<C extends { label: string; note?: string }>(
  choices: readonly C[],
  typed: string,
): readonly C[] {
  const wanted = folded(typed.trim())
  if (!wanted) return choices
  const found = choices.filter(({ label, note }) => folded(`${label} ${note ?? ''}`).includes(wanted))
  const isLater = ({ label }: C) => Number(!folded(label).startsWith(wanted))
  return found.toSorted((a, b) => isLater(a) - isLater(b))
}

/** What was typed as a value of its own; undefined where it is empty or one of the choices already. */
export function addable(typed: string, choices: readonly Choice[]): string | undefined {
  const text = typed.trim()
  const isThere = choices.some(({ value, label }) => value === text || folded(label) === folded(text))
  return text && !isThere ? text : undefined
}

/** One more, or one less. */
export const toggled = (chosen: readonly string[], value: string): readonly string[] =>
  chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value]

/** Where a key leads in a list that goes round; undefined for a key that is none of its business. */
export function activeAfter(key: string, at: number, count: number): number | undefined {
  if (!count) return undefined
  if (key === 'ArrowDown') return (at + 1) % count
  if (key === 'ArrowUp') return at <= 0 ? count - 1 : at - 1
  if (key === 'PageDown') return Math.min(count - 1, at + 10)
  return key === 'PageUp' ? Math.max(0, at - 10) : undefined
}
