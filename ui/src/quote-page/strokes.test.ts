import { expect, test } from 'bun:test'
import { Signature, signatureField } from '@sextant/db/quotes/quote-answer.model'
import fc from 'fast-check'
import * as v from 'valibot'
import { begun, moved, pathOf, pointAt, type Strokes } from './strokes.rules'

const box = { left: 10, top: 20, width: 300, height: 100 }
const place = fc.record({ x: fc.double({ noNaN: true }), y: fc.double({ noNaN: true }) })

test('whatever a hand does, wherever it goes, is a signature that the server takes', () => {
  const acts = fc.array(fc.tuple(fc.boolean(), place), { minLength: 1, maxLength: 200 })
  fc.assert(
    fc.property(acts, acts => {
      let strokes: Strokes = begun([], pointAt(acts[0]![1], box))
      for (const [sets, at] of acts) strokes = (sets ? begun : moved)(strokes, pointAt(at, box))
      expect(v.is(Signature, { drawn: strokes })).toBe(true)
    }),
  )
})

test('however long somebody scribbles, it stays within what is taken', () => {
  let strokes: Strokes = []
  for (let n = 0; n < 200; n++) strokes = begun(strokes, [n % 600, 0])
  for (let n = 0; n < 5000; n++) strokes = moved(strokes, [(n * 7) % 600, (n * 11) % 200])
  expect(v.is(Signature, { drawn: strokes })).toBe(true)
})

test('a place on the screen is its place in the field, and a dot is drawn', () => {
  expect(pointAt({ x: 160, y: 70 }, box)).toEqual([signatureField.width / 2, signatureField.height / 2])
  expect(pointAt({ x: -5, y: 999 }, box)).toEqual([0, signatureField.height])
  expect(pathOf([[5, 6]])).toBe('M5 6L5 6')
})
