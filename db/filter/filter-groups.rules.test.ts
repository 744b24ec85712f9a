import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Operator } from './filter.model'
import { parseFilterGroups } from './filter-groups.rules'
import { scratchCatalogue } from './scratch-lead'

const one = (leaf: object) => ({ filterGroups: [{ filters: [leaf] }] })
const parsed = (body: unknown) => {
  const result = parseFilterGroups(body, scratchCatalogue)
  return result.ok ? result.filter : result.problems.map(({ pointer, code }) => `${pointer} ${code}`)
}

describe("HubSpot's filter groups", () => {
  test('are alternatives whose filters all hold', () => {
    const body = {
      filterGroups: [
        {
          filters: [
            { propertyName: 'status', operator: 'IN', values: ['new', 'working'] },
            { propertyName: 'employees', operator: 'BETWEEN', value: '10', highValue: '20' },
          ],
        },
        { filters: [{ propertyName: 'company', operator: 'CONTAINS_TOKEN', value: '*acme*' }] },
      ],
    }
    expect(parsed(body)).toEqual({
      or: [
        {
          and: [
            { field: 'status', op: 'in', value: ['new', 'working'] },
            { field: 'employees', op: 'between', value: [10, 20] },
          ],
        },
        { and: [{ field: 'company', op: 'contains', value: 'acme' }] },
      ],
    })
  })

  test.each<[string, string]>([
    ['EQ', 'eq'],
    ['NEQ', 'neq'],
    ['GT', 'gt'],
    ['GTE', 'gte'],
    ['LT', 'lt'],
    ['LTE', 'lte'],
  ])('know %s', (operator, op) => {
    expect(parsed(one({ propertyName: 'employees', operator, value: '5' }))).toEqual({
      or: [{ and: [{ field: 'employees', op: op as Operator, value: 5 }] }],
    })
  })

  test.each<[string, string]>([
    ['HAS_PROPERTY', 'known'],
    ['NOT_HAS_PROPERTY', 'unknown'],
  ])('know %s', (operator, op) => {
    expect(parsed(one({ propertyName: 'name', operator }))).toEqual({
      or: [{ and: [{ field: 'name', op: op as Operator }] }],
    })
  })

  test('read milliseconds since 1970 as a time or a day', () => {
    const value = String(Date.parse('2026-11-19T00:00:00Z'))
    expect(parsed(one({ propertyName: 'lastActivityAt', operator: 'GT', value }))).toEqual({
      or: [{ and: [{ field: 'lastActivityAt', op: 'gt', value: '2026-11-19T00:00:00.000Z' }] }],
    })
    expect(parsed(one({ propertyName: 'receivedOn', operator: 'GT', value }))).toEqual({
      or: [{ and: [{ field: 'receivedOn', op: 'gt', value: '2026-11-19' }] }],
    })
  })

  test.each<[string, unknown, string[]]>([
    [
      'an unknown property',
      one({ propertyName: 'x', operator: 'EQ', value: 'a' }),
      ['/filterGroups/0/filters/0/propertyName unknown_field'],
    ],
    [
      'an unknown operator',
      one({ propertyName: 'name', operator: 'EQUALS', value: 'a' }),
      ['/filterGroups/0/filters/0/operator unknown_operator'],
    ],
    [
      'an operator of another kind',
      one({ propertyName: 'name', operator: 'GT', value: 'a' }),
      ['/filterGroups/0/filters/0/operator operator_not_allowed'],
    ],
    [
      'a value of the list',
      one({ propertyName: 'status', operator: 'IN', values: ['new', 'x'] }),
      ['/filterGroups/0/filters/0/values/1 wrong_value'],
    ],
    [
      'no values',
      one({ propertyName: 'status', operator: 'IN' }),
      ['/filterGroups/0/filters/0/values empty_list'],
    ],
    [
      'the high value',
      one({ propertyName: 'employees', operator: 'BETWEEN', value: '1', highValue: 'x' }),
      ['/filterGroups/0/filters/0/highValue wrong_value'],
    ],
    [
      'no high value',
      one({ propertyName: 'employees', operator: 'BETWEEN', value: '1' }),
      ['/filterGroups/0/filters/0/value missing_value'],
    ],
    ['an empty group', { filterGroups: [{ filters: [] }] }, ['/filterGroups/0/filters empty_list']],
    [
      'too many',
      { filterGroups: Array(200).fill({ filters: [{ propertyName: 'name', operator: 'HAS_PROPERTY' }] }) },
      ['/filterGroups too_large'],
    ],
    ['a body that is none', 5, [' not_a_filter']],
    ['a missing list', {}, ['/filterGroups not_a_filter']],
  ])('locate %s', (_, body, problems) => {
    expect(parsed(body)).toEqual(problems as never)
  })

  test('match everything when there are none', () => {
    expect(parseFilterGroups({ filterGroups: [] }, scratchCatalogue)).toEqual({ ok: true, filter: undefined })
  })

  test('never throw', () => {
    const leaf = fc.record(
      {
        propertyName: fc.constantFrom('name', 'employees', 'receivedOn', 'x'),
        operator: fc.constantFrom('EQ', 'IN', 'BETWEEN', 'CONTAINS_TOKEN'),
        value: fc.jsonValue(),
        values: fc.jsonValue(),
        highValue: fc.jsonValue(),
      },
      { requiredKeys: ['propertyName', 'operator'] },
    )
    fc.assert(fc.property(fc.oneof(leaf.map(one), fc.jsonValue()), body => void parsed(body)))
  })
})
