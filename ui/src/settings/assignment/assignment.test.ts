import { expect, test } from 'bun:test'
import type { AssignmentRule, AssignmentWay } from '@sextant/db/assignment/assignment.model'
import { draftOf, faultsIn, faultsOf, ruleOf, startRule, wayTypes } from './assignment.rules'

const rule = (id: string, way: AssignmentWay = { type: 'person', memberId: 'm1' }): AssignmentRule => ({
  id,
  name: `Rule ${id}`,
  active: true,
  when: null,
  way,
  on: { creation: true, import: true, change: false },
})
const ways: AssignmentWay[] = [
  { type: 'person', memberId: 'm1' },
  { type: 'turns', memberIds: ['m1', 'm2'] },
  { type: 'shares', shares: [{ memberId: 'm1', share: 3 }] },
  { type: 'load', memberIds: ['m1'] },
  { type: 'territory' },
  { type: 'queue', teamId: 't1' },
]

test('a rule that is opened and taken over is as it was, whatever its way', () => {
  expect(ways.map(({ type }) => type)).toEqual([...wayTypes])
  for (const way of ways) expect(ruleOf(draftOf(rule('a', way)))).toEqual(rule('a', way))
  for (const otherwise of ['next', 'anyway', 'skip'] as const)
    expect(ruleOf(draftOf({ ...rule('a'), atWork: { otherwise } }))).toEqual({
      ...rule('a'),
      atWork: { otherwise },
    })
  const waiting = { ...rule('a'), atWork: { otherwise: 'queue' as const, teamId: 't1' } }
  expect(ruleOf(draftOf(waiting))).toEqual(waiting)
  // A queue has nobody whose hours could matter.
  expect(ruleOf({ ...draftOf(waiting), type: 'queue', teamId: 't2' }).atWork).toBeUndefined()
})

test('what keeps a draft from being a rule is said at its field', () => {
  const start = startRule('b')
  expect(faultsIn({ ...start, on: { creation: false, import: false, change: false } }, [])).toEqual({
    name: 'rule.name.missing',
    people: 'rule.people.missing',
    on: 'rule.on.missing',
  })
  const named = { ...start, name: ' RULE a ', memberIds: ['m1'] }
  expect(faultsIn(named, [rule('a')])).toEqual({ name: 'rule.name.taken' })
  expect(faultsIn({ ...named, id: 'a' }, [rule('a')])).toEqual({})
  expect(faultsIn({ ...named, type: 'queue' }, [])).toEqual({ team: 'rule.team.missing' })
  expect(faultsIn({ ...named, hours: 'queue' }, [])).toEqual({ waitsIn: 'rule.team.missing' })
  for (const share of [0, 1.5, 1001, null])
    expect(faultsIn({ ...named, type: 'shares', shares: { m1: share } }, [])).toEqual({
      shares: 'rule.share.wrong',
    })
  expect(ruleOf({ ...named, type: 'shares' }).way).toEqual({
    type: 'shares',
    shares: [{ memberId: 'm1', share: 1 }],
  })
})

test('a fault is told of a rule as it is saved, not of what it has been made since', () => {
  const fault = { ruleId: 'a', code: 'nobody_left' as const, field: null, names: ['Sara'] }
  const saved = [rule('a'), rule('b')]
  expect(faultsOf([fault], saved, rule('a'))).toEqual([fault])
  expect(faultsOf([fault], saved, rule('b'))).toEqual([])
  expect(faultsOf([fault], saved, rule('a', ways[1]))).toEqual([])
})
