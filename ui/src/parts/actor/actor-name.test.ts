import { expect, test } from 'bun:test'
import { taskActor, taskNames } from '@sextant/db/access/tasks.rules'
import { actorName, taskName, taskWhy } from './actor-name'

test('Sextant’s own work is called by what it does, people and keys by their names', () => {
  expect(actorName({ type: 'system', name: taskActor('exchange_rates') })).toBe('Sextant, exchange rates')
  // Whoever takes such a name is not taken for it.
  for (const type of ['user', 'key', 'workflow', 'customer'])
    expect(actorName({ type, name: 'Sextant, audit' })).toBe('Sextant, audit')
  expect(actorName({ type: 'system', name: 'Demo' })).toBe('Demo')
})

test('each task has a name and a sentence', () => {
  for (const task of taskNames) {
    expect(taskName(task)).not.toBe(`task.${task}`)
    expect(taskWhy(task)).toMatch(/\.$/)
  }
})
