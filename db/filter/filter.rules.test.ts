import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import * as v from 'valibot'
import { Filter, maxNodes } from './filter.model'
import { checkFilter } from './filter.rules'
import { scratchCatalogue } from './scratch-lead'
import { filters } from './scratch-values'

const check = (filter: unknown) =>
  checkFilter(filter, scratchCatalogue).map(({ pointer, code }) => `${pointer} ${code}`)

describe('checkFilter', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', null, [' not_a_filter']],
    ['a list', [], [' not_a_filter']],
    ['an empty object', {}, [' not_a_filter']],
    ['an empty group', { and: [] }, ['/and empty_list']],
    ['a group that is no list', { or: {} }, ['/or wrong_list']],
    ['a key too many', { and: [{ field: 'name', op: 'known' }], or: [] }, ['/or unknown_key']],
    ['an unknown field', { field: 'emial', op: 'known' }, ['/field unknown_field']],
    ['a field of Object', { field: 'constructor', op: 'known' }, ['/field unknown_field']],
    ['a field two relations away', { field: 'customer.owner.name', op: 'known' }, ['/field unknown_field']],
    ['an unknown operator', { field: 'name', op: 'like', value: 'a' }, ['/op unknown_operator']],
    ['an operator of another kind', { field: 'name', op: 'gt', value: 'a' }, ['/op operator_not_allowed']],
    ['a text as a number', { field: 'employees', op: 'gt', value: '5' }, ['/value wrong_value']],
    ['a fraction as a whole number', { field: 'employees', op: 'gt', value: 5.5 }, ['/value wrong_value']],
    ['NaN', { field: 'position', op: 'gt', value: Number.NaN }, ['/value not_finite']],
    ['Infinity in a list', { field: 'position', op: 'in', value: [1, Infinity] }, ['/value/1 not_finite']],
    ['no value', { field: 'name', op: 'eq' }, ['/value missing_value']],
    ['null', { field: 'name', op: 'eq', value: null }, ['/value missing_value']],
    ['a value too many', { field: 'name', op: 'known', value: 1 }, ['/value unexpected_value']],
    ['an empty text', { field: 'name', op: 'contains', value: '' }, ['/value wrong_value']],
    ['a NUL', { field: 'name', op: 'eq', value: 'a\u0000' }, ['/value bad_text']],
    ['half a character', { field: 'name', op: 'eq', value: '\ud800' }, ['/value bad_text']],
    ['a long text', { field: 'name', op: 'eq', value: 'a'.repeat(1001) }, ['/value too_long']],
    ['an empty list', { field: 'status', op: 'in', value: [] }, ['/value empty_list']],
    ['a long list', { field: 'employees', op: 'in', value: Array(501).fill(1) }, ['/value too_long']],
    ['a status that is none', { field: 'status', op: 'in', value: ['new', 'nwe'] }, ['/value/1 wrong_value']],
    [
      'a day that does not exist',
      { field: 'receivedOn', op: 'eq', value: '2026-02-30' },
      ['/value wrong_value'],
    ],
    ['the year 0', { field: 'receivedOn', op: 'eq', value: '0000-01-01' }, ['/value wrong_value']],
    ['hours for a day', { field: 'receivedOn', op: 'in_last', value: { hours: 3 } }, ['/value wrong_span']],
    ['half a day', { field: 'receivedOn', op: 'in_last', value: { days: 0.5 } }, ['/value wrong_span']],
    ['an id that is none', { field: 'ownerId', op: 'eq', value: 'me' }, ['/value wrong_value']],
    ['an amount without currency', { field: 'value', op: 'gt', value: 5 }, ['/value wrong_value']],
    ['one end', { field: 'employees', op: 'between', value: [1] }, ['/value wrong_list']],
    ['no event', { event: 'deleted' }, ['/event wrong_event']],
    [
      'a wrong count',
      { event: 'a.b', count: { op: 'gt', value: -1 } },
      ['/count/op wrong_event', '/count/value wrong_event'],
    ],
    ['an event with a key too many', { event: 'a.b', since: 1 }, ['/since unknown_key']],
    [
      'amounts of two currencies',
      {
        field: 'value',
        op: 'between',
        value: [
          { minor: 1, currency: 'EUR' },
          { minor: 2, currency: 'SAR' },
        ],
      },
      ['/value mixed_currencies'],
    ],
    [
      'two wrong places',
      { and: [{ not: { field: 'x', op: 'known' } }, { or: [{ field: 'name', op: 'known' }, 5] }] },
      ['/and/0/not/field unknown_field', '/and/1/or/1 not_a_filter'],
    ],
  ])('locates %s', (_, filter, problems) => {
    expect(check(filter)).toEqual(problems)
  })

  test('suggests the nearest field, operator and custom field', () => {
    const nearest = (filter: unknown) => checkFilter(filter, scratchCatalogue)[0]?.params?.nearest
    expect(nearest({ field: 'emial', op: 'known' })).toBe('email')
    expect(nearest({ field: 'custom.regoin', op: 'known' })).toBe('custom.region')
    expect(nearest({ field: 'name', op: 'contians', value: 'a' })).toBe('contains')
    expect(nearest({ field: 'zzzzzzzzzzzz', op: 'known' })).toBeNull()
  })

  test('refuses a tree too deep or too large without overflowing the stack', () => {
    let deep: unknown = { field: 'name', op: 'known' }
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep }
    const wide = { or: Array(maxNodes).fill({ field: 'name', op: 'known' }) }
    expect(check(deep)).toEqual([' too_deep'])
    expect(check(wide)).toEqual([' too_large'])
    expect(v.is(Filter, deep)).toBe(false)
    expect(v.is(Filter, wide)).toBe(false)
  })

  test('and the schema accept every well-formed filter', () => {
    fc.assert(
      fc.property(filters, filter => {
        expect(checkFilter(filter, scratchCatalogue)).toEqual([])
        const parsed = v.safeParse(Filter, filter)
        expect(parsed.issues).toBeUndefined()
        expect(parsed.output).toEqual(filter)
      }),
      { numRuns: 500 },
    )
  })

  test('finds something to say about any other JSON, and never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), json => expect(check(json).length).toBeGreaterThan(0)))
    const almost = fc.record(
      {
        field: fc.constantFrom('name', 'value', 'custom.seats', 'lastActivityAt'),
        op: fc.string(),
        value: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.record({ and: fc.array(almost) }, { requiredKeys: [] }), json => void check(json)),
    )
  })
})
