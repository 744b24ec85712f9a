import { Money } from '@sextant/db/core/field.model'
import * as v from 'valibot'

/** The figures of a column that may be written longest: the largest amount of each currency, the numbers with the most digits. */
export function longestFigures(values: Iterable<unknown>): readonly unknown[] {
  const amounts = new Map<string, Money>()
  let longest: number | undefined
  let negative: number | undefined
  for (const value of values) {
    if (typeof value === 'number') {
      if (longest === undefined || digits(value) > digits(longest)) longest = value
      if (value < 0 && (negative === undefined || digits(value) > digits(negative))) negative = value
    } else if (v.is(Money, value)) {
      const key = `${value.currency}${Math.sign(value.minor)}`
      const before = amounts.get(key)
      if (!before || Math.abs(value.minor) > Math.abs(before.minor)) amounts.set(key, value)
    }
  }
  return [...amounts.values(), longest, negative].filter(value => value !== undefined)
}

const digits = (value: number) => String(value).length

const signPx = 7.5
const edgesPx = 28

/** Pixels that written figures need with the edges of their cell. A capital letter of a currency is wider than a digit. */
export const figurePx = (texts: readonly string[]): number =>
  Math.ceil(
    Math.max(
      0,
      ...texts.map(text => (text.length + (text.match(/[A-Z\p{Lo}]/gu)?.length ?? 0) / 4) * signPx),
    ),
  ) + edgesPx

const chipEdgesPx = 26
const cellEdgesPx = 16

/** Pixels that the widest of some chips needs with the edges of its cell, so that none ends with an ellipsis. 12 px of Inter, medium. */
export const chipPx = (labels: readonly string[]): number =>
  Math.ceil(
    Math.max(0, ...labels.map(label => Array.from(label).reduce((sum, one) => sum + letterPx(one), 0))),
  ) +
  chipEdgesPx +
  cellEdgesPx

function letterPx(letter: string): number {
  if (/[fijlrtI.,'’ ]/.test(letter)) return 4
  // Joined letters are narrower.
  if (/\p{Script=Arabic}/u.test(letter)) return 6
  return /[mwMW]/.test(letter) ? 10.5 : 7
}
