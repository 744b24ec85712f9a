import * as v from 'valibot'
import { eventsOf as eventsIn } from './describe.rules'
import {
  EventCondition,
  type Filter,
  type FilterCatalogue,
  type FilterProblem,
  maxDepth,
  maxListLength,
  maxNodes,
  maxTextLength,
  measure,
} from './filter.model'
import { fieldNames, operatorsOf, targetOf } from './target.rules'
import { nearest } from './text.rules'
import { arityOf, isOperator, wrongSpan, wrongValue } from './value.rules'

/**
 * Everything that is wrong with a filter, however malformed; none means that it compiles and evaluates. Each problem has
 * a pointer into the tree and one of the codes: too_deep, too_large, not_a_filter, empty_list, too_long, unknown_key,
 * unknown_field (params.nearest), unknown_operator, operator_not_allowed, missing_value, unexpected_value, wrong_value,
 * wrong_list, mixed_currencies, wrong_span, bad_text, not_finite, wrong_event.
 */
export function checkFilter(filter: unknown, catalogue: FilterCatalogue): FilterProblem[] {
  const { depth, nodes } = measure(filter)
  if (depth > maxDepth)
    return [problem('', 'too_deep', `Nest at most ${maxDepth} levels.`, { max: maxDepth })]
  if (nodes > maxNodes)
    return [problem('', 'too_large', `Use at most ${maxNodes} conditions and groups.`, { max: maxNodes })]
  return checkNode(filter, '', catalogue)
}

/**
 * What is wrong with the condition of a rule, at a pointer: as `checkFilter`, and it asks for fields of the record alone, as it is asked before anything is written.
 * The catalogue is that of the record without its relations.
 */
export function checkRecordCondition(
  filter: Filter | null,
  at: string,
  catalogue: FilterCatalogue,
): FilterProblem[] {
  if (!filter) return []
  const problems = checkFilter(filter, catalogue)
  if (problems.length) return problems.map(one => ({ ...one, pointer: `${at}${one.pointer}` }))
  if (eventsIn(filter).length === 0) return []
  const message = `A rule asks for fields of the ${catalogue.entity}, not for what happened to it.`
  return [problem(at, 'wrong_event', message)]
}

function checkNode(node: unknown, at: string, catalogue: FilterCatalogue): FilterProblem[] {
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return [notAFilter(at)]
  if ('and' in node) return [...onlyKeys(node, ['and'], at), ...checkGroup(node.and, `${at}/and`, catalogue)]
  if ('or' in node) return [...onlyKeys(node, ['or'], at), ...checkGroup(node.or, `${at}/or`, catalogue)]
  if ('not' in node) return [...onlyKeys(node, ['not'], at), ...checkNode(node.not, `${at}/not`, catalogue)]
  if ('event' in node) return checkEvent(node, at)
  if ('field' in node) return checkCondition(node, at, catalogue)
  return [notAFilter(at)]
}

function checkGroup(children: unknown, at: string, catalogue: FilterCatalogue): FilterProblem[] {
  if (!Array.isArray(children)) return [problem(at, 'wrong_list', 'A group is a list of conditions.')]
  if (children.length === 0) return [problem(at, 'empty_list', 'A group needs at least one condition.')]
  return children.flatMap((child, index) => checkNode(child, `${at}/${index}`, catalogue))
}

function checkEvent(node: object, at: string): FilterProblem[] {
  const parsed = v.safeParse(EventCondition, node)
  return (parsed.issues ?? []).map(issue => {
    const path = (issue.path ?? []).map(({ key }) => `/${escapePointer(String(key))}`).join('')
    const code = issue.type === 'strict_object' && issue.expected === 'never' ? 'unknown_key' : 'wrong_event'
    return problem(at + path, code, eventSentences[path] ?? 'An event condition has event, within and count.')
  })
}

const eventSentences: Record<string, string> = {
  '/event': 'Name a kind of event such as activity.created.',
  '/within': 'Write a length of time: {"days": 30}.',
  '/count': 'Write {"op": "gte", "value": 3}.',
  '/count/op': 'Choose from gte, lte, eq.',
  '/count/value': 'Write a whole number from 0 to 1,000,000.',
}

function checkCondition(
  node: { field?: unknown; op?: unknown; value?: unknown },
  at: string,
  catalogue: FilterCatalogue,
): FilterProblem[] {
  const extra = onlyKeys(node, ['field', 'op', 'value'], at)
  const target = typeof node.field === 'string' ? targetOf(node.field, catalogue) : undefined
  if (!target) return [...extra, unknownField(node.field, `${at}/field`, fieldNames(catalogue))]
  const allowed = operatorsOf(target)
  if (!isOperator(node.op)) return [...extra, unknownOperator(node.op, `${at}/op`, allowed)]
  if (!allowed.includes(node.op)) {
    const message = `${node.field} takes ${allowed.join(', ')}.`
    return [
      ...extra,
      problem(`${at}/op`, 'operator_not_allowed', message, { op: node.op, kind: target.field.kind }),
    ]
  }
  return [...extra, ...checkValue(node.value, node.op, target.field, `${at}/value`)]
}

function checkValue(
  value: unknown,
  op: Parameters<typeof arityOf>[0],
  field: Parameters<typeof wrongSpan>[1],
  at: string,
): FilterProblem[] {
  const arity = arityOf(op)
  if (arity === 'none')
    return value === undefined ? [] : [problem(at, 'unexpected_value', `${op} takes no value.`)]
  if (value === undefined || value === null) {
    const message = `${op} needs a value. To look for what is missing, use unknown.`
    return [problem(at, 'missing_value', message)]
  }
  if (arity === 'span') {
    const message = wrongSpan(value, field)
    return message ? [problem(at, 'wrong_span', message)] : []
  }
  if (arity === 'one') return checkOne(value, op, field, at)
  if (!Array.isArray(value)) {
    const message = arity === 'pair' ? 'Write two values: [from, to].' : 'Write a list of values.'
    return [problem(at, 'wrong_list', message)]
  }
  if (value.length === 0) return [problem(at, 'empty_list', 'Write at least one value.')]
  if (value.length > maxListLength)
    return [problem(at, 'too_long', `Write at most ${maxListLength} values.`, { max: maxListLength })]
  const wrong = value.flatMap((one, index) => checkOne(one, op, field, `${at}/${index}`))
  return arity === 'pair' && wrong.length === 0 ? checkPair(value, at) : wrong
}

function checkOne(
  value: unknown,
  op: Parameters<typeof arityOf>[0],
  field: Parameters<typeof wrongSpan>[1],
  at: string,
): FilterProblem[] {
  if (typeof value === 'string' && value.length > maxTextLength)
    return [problem(at, 'too_long', `Write at most ${maxTextLength} characters.`, { max: maxTextLength })]
  const wrong = wrongValue(value, op, field)
  return wrong ? [problem(at, wrong.code, wrong.message)] : []
}

function checkPair(pair: unknown[], at: string): FilterProblem[] {
  if (pair.length !== 2) return [problem(at, 'wrong_list', 'Write two values: [from, to].')]
  const [from, to] = pair
  const currencies = [from, to].map(side =>
    typeof side === 'object' && side !== null && 'currency' in side ? side.currency : '',
  )
  return currencies[0] === currencies[1]
    ? []
    : [problem(at, 'mixed_currencies', 'Both amounts must be of one currency.')]
}

function unknownField(name: unknown, at: string, names: string[]): FilterProblem {
  if (typeof name !== 'string') return problem(at, 'unknown_field', 'Name a field.')
  const near = nearest(name, names)
  const shown = name.slice(0, 100)
  const hint = near ? ` Did you mean ${near}?` : ''
  return problem(at, 'unknown_field', `There is no field ${shown}.${hint}`, {
    field: shown,
    nearest: near ?? null,
  })
}

function unknownOperator(op: unknown, at: string, allowed: readonly string[]): FilterProblem {
  const near = typeof op === 'string' ? nearest(op, allowed) : undefined
  const hint = near ? ` Did you mean ${near}?` : ''
  return problem(at, 'unknown_operator', `Use one of ${allowed.join(', ')}.${hint}`, {
    nearest: near ?? null,
  })
}

function onlyKeys(node: object, allowed: string[], at: string): FilterProblem[] {
  return Object.keys(node)
    .filter(key => !allowed.includes(key))
    .map(key =>
      problem(`${at}/${escapePointer(key)}`, 'unknown_key', `There is no ${key.slice(0, 100)} here.`),
    )
}

const notAFilter = (at: string) =>
  problem(
    at,
    'not_a_filter',
    'Write a condition {field, op, value}, an event condition, or a group with and, or, not.',
  )

const escapePointer = (key: string) => key.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')

const problem = (
  pointer: string,
  code: string,
  message: string,
  params?: FilterProblem['params'],
): FilterProblem => (params ? { pointer, code, message, params } : { pointer, code, message })
