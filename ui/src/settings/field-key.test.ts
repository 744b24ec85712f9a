import { expect, test } from 'bun:test'
import { CustomFieldCreate } from '@sextant/db/fields/custom-field.model'
import fc from 'fast-check'
import * as v from 'valibot'
import { keyOf } from './field-key.rules'

test('a key made from a name is one that the server accepts, or empty', () => {
  const ofServer = CustomFieldCreate.entries.key
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), label => {
      const key = keyOf(label)
      if (key) expect(v.is(ofServer, key)).toBe(true)
    }),
  )
})

test('a key is the name in small letters without accents', () => {
  expect(['Contract size', 'Überführung am', '2nd visit', 'حجم'].map(keyOf)).toEqual([
    'contract_size',
    'uberfuhrung_am',
    'nd_visit',
    '',
  ])
})

test('a name that the server keeps for itself becomes another key', () => {
  expect(['Prototype', 'constructor'].map(keyOf)).toEqual(['prototype_1', 'constructor_1'])
})
