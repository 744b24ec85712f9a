import { folded } from '@sextant/db/core/folding.rules'
import { slipsBetween } from '@sextant/db/core/slips.rules'

/** Parts of a text around the first place where the query is found, for underlining. Text and query are folded: accents, case and apostrophes do not matter. */
export function matchParts(text: string, query: string): { before: string; match: string; after: string } {
  const none = { before: text, match: '', after: '' }
  const asked = folded(query.trim())
  if (!asked) return none
  let plain = ''
  // For each character of the folded text, where the character that it is of begins and ends.
  const spans: (readonly [from: number, to: number])[] = []
  let at = 0
  for (const point of text) {
    const one = folded(point)
    for (let n = 0; n < one.length; n += 1) spans.push([at, at + point.length])
    plain += one
    at += point.length
  }
  const found = plain.indexOf(asked)
  if (found < 0) return none
  const from = spans[found]![0]
  const last = spans[found + asked.length - 1]![1]
  // Marks behind the last letter are part of it.
  const next = spans[found + asked.length]?.[0] ?? text.length
  const end = /^[\p{M}]*$/u.test(text.slice(last, next)) ? next : last
  return { before: text.slice(0, from), match: text.slice(from, end), after: text.slice(end) }
}

/** A word of fewer letters is too many others with one of them wrong. */
const slippedFrom = 5

/**
 * How well a text fits what was typed, the smaller the better: 0 begins so, 1 has a word that begins so, 2 has it inside, 3 has each of its words, 4 has them
 * but for one slip of the hand in each. Undefined where it does not fit.
 */
export function fitOf(text: string, query: string): number | undefined {
  const plain = folded(text)
  const asked = folded(query.trim())
  if (plain.startsWith(asked)) return 0
  if (plain.includes(` ${asked}`)) return 1
  if (plain.includes(asked)) return 2
  const words = asked.split(/\s+/)
  if (words.every(word => plain.includes(word))) return 3
  const held = plain.split(/[\s:]+/)
  const near = (word: string) =>
    plain.includes(word) || (word.length >= slippedFrom && held.some(one => beginsNearly(one, word)))
  return words.every(near) ? 4 : undefined
}

const beginsNearly = (text: string, word: string): boolean =>
  [-1, 0, 1].some(more => slipsBetween(text.slice(0, word.length + more), word, 1) <= 1)

export const matches = (text: string, query: string): boolean => fitOf(text, query) !== undefined

/** Those that fit, the best first. `said` gives what each is known by: its name, then other words for it. */
export const fitting = <T>(all: readonly T[], query: string, said: (one: T) => readonly string[]): T[] =>
  all
    .flatMap(one => {
      const fits = said(one).flatMap((text, at) => {
        const fit = fitOf(text, query)
        return fit === undefined ? [] : [at === 0 ? fit : fit + 0.5]
      })
      return fits.length ? [{ one, fit: Math.min(...fits) }] : []
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ one }) => one)
