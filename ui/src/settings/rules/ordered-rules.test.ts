import { expect, test } from 'bun:test'
import assignment from '../assignment/assignment.en'
import response from '../response/response.en'
import { conditionsIn, movedRule, ruleWords, withRule, wrongName } from './ordered-rules.rules'

const rule = (id: string) => ({ id, name: `Rule ${id}`, when: null })

test('each area says all that is said of rules', () => {
  for (const words of [assignment, response]) expect(ruleWords.filter(word => !(word in words))).toEqual([])
})

test('rules move, and none leaves the list at its ends', () => {
  const rules = ['a', 'b', 'c'].map(rule)
  const order = (id: string, to: number) => movedRule(rules, id, to).map(one => one.id)
  expect([order('a', 1), order('a', 9), order('c', -1), order('x', 0)]).toEqual([
    ['b', 'a', 'c'],
    ['b', 'c', 'a'],
    ['c', 'a', 'b'],
    ['a', 'b', 'c'],
  ])
  expect(withRule(rules, rule('d')).length).toBe(4)
  expect(withRule(rules, { ...rule('b'), name: 'B' })[1]!.name).toBe('B')
})

test('a rule has a name, and no other has it, however it is written', () => {
  expect(wrongName({ id: 'b', name: ' ' }, [])).toBe('rule.name.missing')
  expect(wrongName({ id: 'b', name: ' RULE a ' }, [rule('a')])).toBe('rule.name.taken')
  expect(wrongName({ id: 'a', name: ' RULE a ' }, [rule('a')])).toBeUndefined()
})

test('a condition counts for what it asks', () => {
  const one = { field: 'country', op: 'eq' as const, value: 'SA' }
  expect([conditionsIn(null), conditionsIn(one), conditionsIn({ and: [one, { not: one }] })]).toEqual([
    0, 1, 2,
  ])
})
