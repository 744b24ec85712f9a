import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { parseFilter } from './parse-filter.rules'
import { scratchCatalogue } from './scratch-lead'
import { filters } from './scratch-values'

const parsed = (text: string) => {
  const result = parseFilter(text, scratchCatalogue)
  return result.ok ? result.filter : result.problems
}
const problem = (text: string) => {
  const result = parseFilter(text, scratchCatalogue)
  return result.ok
    ? undefined
    : [result.problems[0]!.code, result.problems[0]!.params?.at ?? result.problems[0]!.params?.path]
}

describe('the compact form', () => {
  test('joins conditions by ; and values by ,', () => {
    expect(parsed('status:in:new,working;employees:gte:60')).toEqual({
      and: [
        { field: 'status', op: 'in', value: ['new', 'working'] },
        { field: 'employees', op: 'gte', value: 60 },
      ],
    })
  })

  test.each<[string, unknown]>([
    ['name:known', { field: 'name', op: 'known' }],
    ['name:known;', { field: 'name', op: 'known' }],
    ['emailConsent:eq:true', { field: 'emailConsent', op: 'eq', value: true }],
    ['value:gte:480000.50 SAR', { field: 'value', op: 'gte', value: { minor: 48_000_050, currency: 'SAR' } }],
    [
      'value:between:1 JPY,2 jpy',
      {
        field: 'value',
        op: 'between',
        value: [
          { minor: 1, currency: 'JPY' },
          { minor: 2, currency: 'JPY' },
        ],
      },
    ],
    ['lastActivityAt:in_last:7d', { field: 'lastActivityAt', op: 'in_last', value: { days: 7 } }],
    ['lastActivityAt:in_next:24h', { field: 'lastActivityAt', op: 'in_next', value: { hours: 24 } }],
    [
      'lastActivityAt:gt:2026-11-18T09:30:00Z',
      { field: 'lastActivityAt', op: 'gt', value: '2026-11-18T09:30:00Z' },
    ],
    ['company:eq:Acme, Inc', { field: 'company', op: 'eq', value: 'Acme, Inc' }],
    ['company:eq:a:b', { field: 'company', op: 'eq', value: 'a:b' }],
    ['company:eq:"a;b"', { field: 'company', op: 'eq', value: 'a;b' }],
    ['company:eq:a\\;b\\\\', { field: 'company', op: 'eq', value: 'a;b\\' }],
    ['company:in:"a,b",c\\,d', { field: 'company', op: 'in', value: ['a,b', 'c,d'] }],
    ['company:eq:"say \\"hi\\""', { field: 'company', op: 'eq', value: 'say "hi"' }],
    ['custom.region:eq:GCC', { field: 'custom.region', op: 'eq', value: 'GCC' }],
    ['customer.industry:eq:x', { field: 'customer.industry', op: 'eq', value: 'x' }],
  ])('reads %s', (text, filter) => {
    expect(parsed(text)).toEqual(filter as never)
  })

  test.each<[string, unknown]>([
    ['nmae:eq:a', ['unknown_field', 0]],
    ['name:known;employees:gte:many', ['wrong_value', 25]],
    ['status:in:new,nwe', ['wrong_value', 14]],
    ['name:known;name:like:a', ['unknown_operator', 16]],
    ['name', ['unknown_operator', 0]],
    ['name:eq:', ['wrong_value', 8]],
    ['name:eq', ['missing_value', 5]],
    ['name:eq:"a', ['bad_quote', 8]],
    ['name:eq:"a"b', ['bad_quote', 11]],
    ['name:eq:a\\', ['bad_escape', 9]],
    ['name:known;;name:known', ['unknown_field', 11]],
    ['lastActivityAt:in_last:7w', ['wrong_span', 23]],
    ['value:gte:5', ['wrong_value', 10]],
  ])('locates what is wrong in %s', (text, expected) => {
    expect(problem(text)).toEqual(expected as string[])
  })

  test('gives back any text that was quoted', () => {
    const texts = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter(text => !text.includes('\u0000'))
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const quote = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`
        const escaped = (text: string) => text.replace(/[":,;\\]/g, '\\$&')
        expect(parsed(`name:in:${quote(a)},${escaped(b)};company:eq:${quote(b)}`)).toEqual({
          and: [
            { field: 'name', op: 'in', value: [a, b] },
            { field: 'company', op: 'eq', value: b },
          ],
        })
      }),
    )
  })

  test('never throws, and points to a place inside the text', () => {
    const soup = fc.string({
      unit: fc.constantFrom(...':,;"\\{}a1é ', 'name', 'eq', 'in', 'value', 'custom.'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(soup, text => {
        const result = parseFilter(text, scratchCatalogue)
        for (const { params } of result.ok ? [] : result.problems)
          if (params?.at !== undefined) expect(Number(params.at)).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('the JSON form', () => {
  test('gives the tree back', () => {
    fc.assert(
      fc.property(filters, filter => {
        const json = JSON.stringify(filter)
        expect(parsed(json)).toEqual(JSON.parse(json))
      }),
    )
  })

  test('locates what is wrong', () => {
    expect(problem('{"and":[')).toEqual(['malformed_json', undefined])
    expect(problem('{"and":[{"field":"x","op":"known"}]}')).toEqual(['unknown_field', '/and/0/field'])
    expect(problem(`{"and":${'['.repeat(10_000)}${']'.repeat(10_000)}}`)).toEqual(['too_long', undefined])
  })
})

test('no filter matches everything', () => {
  expect(parseFilter(undefined, scratchCatalogue)).toEqual({ ok: true, filter: undefined })
  expect(parseFilter('  ', scratchCatalogue)).toEqual({ ok: true, filter: undefined })
})
