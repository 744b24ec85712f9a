import { expect, test } from 'bun:test'
import { freeStage, noRules } from '@sextant/db/pipelines/stage-rules.model'
import { askedBy, moversFrom, moversOf, withoutApprover, withRule } from './stage-rules.rules'

const approval = { when: null, approvers: [], deputies: [], remindAfterHours: 24 }

test('a stage that asks for nothing is not kept', () => {
  const some = withRule(noRules, 'a', { creates: false, needs: ['amount'] })
  expect(askedBy(some.stages.a!)).toBe(2)
  expect(withRule(some, 'a', { creates: true, needs: [] })).toEqual(noRules)
  expect(withRule(some, 'b', { says: 'in words' }).stages).toEqual(some.stages)
})

test('movers are roles and people in one list; none is everybody', () => {
  const movers = { roles: ['manager' as const], members: ['m1'] }
  expect(moversFrom(moversOf({ ...freeStage, movers }))).toEqual(movers)
  expect(moversFrom([])).toBeNull()
})

test('an approval that nobody could give is named', () => {
  const rules = withRule(withRule(noRules, 'a', { approval }), 'b', {
    approval: { ...approval, approvers: ['m1'] },
  })
  expect(withoutApprover(rules)).toEqual(['a'])
})
