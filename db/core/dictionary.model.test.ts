import { expect, test } from 'bun:test'
import * as v from 'valibot'
import { dictionary } from './dictionary.model'

const Numbers = dictionary(v.pipe(v.string(), v.regex(/^[a-z]+$/)), v.number())
const read = (json: string) => v.safeParse(Numbers, JSON.parse(json))

test('a key that every object has is a key like any other', () => {
  const { output } = read('{"constructor": 1, "prototype": 2, "size": 3}')
  expect(Object.entries(output as object).sort()).toEqual([
    ['constructor', 1],
    ['prototype', 2],
    ['size', 3],
  ])
})

test('a key or a value that is refused is told at its place, never passed over', () => {
  const places = (json: string) =>
    read(json).issues?.map(({ path, type }) => [path?.map(step => [step.origin, step.key]), type])
  expect(places('{"constructor": "x", "size": "y"}')).toEqual([
    [[['value', 'size']], 'number'],
    [[['value', 'constructor']], 'number'],
  ])
  expect(places('{"__proto__": 1}')).toEqual([[[['key', '__proto__']], 'regex']])
  expect(places('[]')).toEqual([[undefined, 'record']])
  expect(places('"text"')).toEqual([[undefined, 'record']])
})

test('no prototype is changed by what is read', () => {
  const Open = dictionary(v.string(), v.unknown())
  const given = v.parse(Open, JSON.parse('{"__proto__": {"admin": true}}')) as Record<string, unknown>
  expect(given.admin).toBeUndefined()
  expect(Object.keys(given)).toEqual(['__proto__'])
})
