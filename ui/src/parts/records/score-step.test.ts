import { expect, test } from 'bun:test'
import { scoreStep } from './score-step.rules'

test('a first score, a rise, a fall and one taken back are told apart', () => {
  expect(scoreStep({ before: null, after: { score: 82 } })).toEqual({ step: 'first', to: 82 })
  expect(scoreStep({ before: { score: null }, after: { score: 0 } })).toEqual({ step: 'first', to: 0 })
  expect(scoreStep({ before: { score: 40 }, after: { score: 82 } })).toEqual({
    step: 'rose',
    from: 40,
    to: 82,
  })
  expect(scoreStep({ before: { score: 82 }, after: { score: 0 } })).toEqual({ step: 'fell', from: 82, to: 0 })
  expect(scoreStep({ before: { score: 82 }, after: { score: null } })).toEqual({ step: 'cleared' })
  expect(scoreStep({ before: { score: 82 }, after: null })).toEqual({ step: 'cleared' })
})
