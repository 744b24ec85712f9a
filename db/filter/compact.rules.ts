import type { Condition, Filter, FilterCatalogue, FilterProblem, Operator, Parsed } from './filter.model'
import { checkFilter } from './filter.rules'
import { targetOf } from './target.rules'
import { arityOf, isOperator } from './value.rules'
import { writtenValue } from './written-value.rules'

interface Piece {
  text: string
  at: number
  /** What ended it: a separator, or the end. */
  end: ':' | ',' | ';' | ''
}

/**
 * `field:operator:value`, conditions separated by `;` and all required, the values of a list by `,`. A value in double
 * quotes is taken literally; outside quotes, and inside them, a backslash takes the next character literally. Only the
 * first two colons separate; a comma is part of the value where the operator takes one value.
 */
export function parseCompact(text: string, catalogue: FilterCatalogue): Parsed {
  const scanned = scan(text)
  if (!Array.isArray(scanned)) return { ok: false, problems: [scanned] }
  const conditions = conditionsOf(scanned)
  const parts = conditions.map(pieces => condition(pieces, catalogue))
  const filter = (parts.length === 1 ? parts[0] : { and: parts }) as Filter
  const problems = checkFilter(filter, catalogue)
  if (problems.length === 0) return { ok: true, filter }
  return { ok: false, problems: problems.map(one => located(one, conditions)) }
}

function scan(text: string): Piece[] | FilterProblem {
  const pieces: Piece[] = []
  let at = 0
  while (at <= text.length) {
    const piece = text[at] === '"' ? quoted(text, at) : plain(text, at)
    if ('code' in piece) return piece
    pieces.push({ text: piece.text, at, end: (text[piece.next] ?? '') as Piece['end'] })
    at = piece.next + 1
  }
  return pieces
}

function plain(text: string, from: number): { text: string; next: number } | FilterProblem {
  let taken = ''
  for (let at = from; ; at += 1) {
    const character = text[at]
    if (character === undefined || ':,;'.includes(character)) return { text: taken, next: at }
    if (character === '\\') at += 1
    if (at >= text.length)
      return syntax('bad_escape', 'A backslash at the end takes nothing: write \\\\ for one.', at - 1)
    taken += text[at]
  }
}

function quoted(text: string, from: number): { text: string; next: number } | FilterProblem {
  let taken = ''
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '"') {
      const next = at + 1
      if (next < text.length && !':,;'.includes(text[next]!))
        return syntax('bad_quote', 'After a closing quote comes a separator or the end.', next)
      return { text: taken, next }
    }
    if (text[at] === '\\') at += 1
    taken += text[at] ?? ''
  }
  return syntax('bad_quote', 'This quote is never closed.', from)
}

/** A trailing `;` is forgiven. */
function conditionsOf(pieces: Piece[]): Piece[][] {
  const conditions: Piece[][] = [[]]
  for (const piece of pieces) {
    conditions.at(-1)!.push(piece)
    if (piece.end === ';') conditions.push([])
  }
  const last = conditions.at(-1)!
  if (conditions.length > 1 && last.length === 1 && last[0]!.text.trim() === '') conditions.pop()
  return conditions
}

function condition([field, op, ...values]: Piece[], catalogue: FilterCatalogue): unknown {
  const name = field!.text.trim()
  const operator = op?.text.trim()
  if (!isOperator(operator)) return { field: name, op: operator }
  return values.length === 0
    ? { field: name, op: operator }
    : { field: name, op: operator, value: value(values, operator, name, catalogue) }
}

function value(
  pieces: Piece[],
  op: Operator,
  name: string,
  catalogue: FilterCatalogue,
): Condition['value'] | undefined {
  const field = targetOf(name, catalogue)?.field
  const read = (text: string) => (field ? writtenValue(text, op, field) : text)
  const arity = arityOf(op)
  if (arity === 'none') return joinedText(pieces)
  if (arity !== 'list' && arity !== 'pair') return read(joinedText(pieces)) as Condition['value']
  return listItems(pieces).map(read) as Condition['value']
}

/** Separators that do not separate here go back to being text. */
const joinedText = (pieces: Piece[]): string =>
  pieces.map(({ text, end }, index) => (index < pieces.length - 1 ? text + end : text)).join('')

function listItems(pieces: Piece[]): string[] {
  const items: Piece[][] = [[]]
  for (const piece of pieces) {
    items.at(-1)!.push(piece)
    if (piece.end === ',') items.push([])
  }
  return items.filter(item => item.length > 0).map(joinedText)
}

/** `/and/1/value/0` of the tree → where it was written. */
function located({ pointer, ...rest }: FilterProblem, conditions: Piece[][]): FilterProblem {
  const steps = pointer.split('/').slice(1)
  const pieces = conditions[steps[0] === 'and' ? Number(steps[1]) : 0] ?? conditions[0]!
  const place = { field: 0, op: 1, value: 2 }[(steps[0] === 'and' ? steps[2] : steps[0]) ?? 'field'] ?? 0
  const item = Number(steps.at(-1))
  const piece = pieces[place + (place === 2 && Number.isInteger(item) ? item : 0)] ?? pieces.at(-1)!
  return { ...rest, pointer: '?filter', params: { ...rest.params, at: piece.at } }
}

const syntax = (code: string, message: string, at: number): FilterProblem => ({
  pointer: '?filter',
  code,
  message,
  params: { at },
})
