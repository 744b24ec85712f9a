import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { readKept } from './kept-columns.rules'

test('columns and widths that a browser kept are as they were left', () => {
  const kept = { columns: ['name', 'custom.size'], widths: { name: 180 } }
  expect(readKept(JSON.stringify(kept))).toEqual(kept)
  expect(readKept(null)).toEqual({})
})

test('nothing that lies in a browser’s store can break a list', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), text => {
      const { columns, widths } = readKept(text)
      expect(columns === undefined || columns.every(key => typeof key === 'string')).toBe(true)
      expect(Object.values(widths ?? {}).every(Number.isFinite)).toBe(true)
    }),
  )
})

test('of what makes half sense, the half that does is kept', () => {
  expect(readKept('{"columns":["name",3],"widths":{"name":120,"score":"wide"}}')).toEqual({
    widths: { name: 120 },
  })
  expect(readKept('{"columns":["name"],"widths":[1,2]}')).toEqual({ columns: ['name'] })
  expect(readKept('[1,2]')).toEqual({})
  expect(readKept('null')).toEqual({})
})
