import { expect, test } from 'bun:test'
import type { Stage } from '@sextant/db/pipelines/pipelines.model'
import { changesOf, checkStages, draftOf, moved, newStage } from './stages.rules'

const stage = (id: string, position: number, more: Partial<Stage> = {}): Stage => ({
  id,
  name: id,
  pipelineId: 'p',
  kind: 'open',
  position,
  probability: 10,
  idleAfterDays: null,
  createdAt: '2026-11-18T00:00:00Z',
  updatedAt: '2026-11-18T00:00:00Z',
  deletedAt: null,
  createdBy: null,
  version: 1,
  custom: {},
  ...more,
})
const saved = [stage('a', 1), stage('b', 2), stage('c', 3, { kind: 'won', probability: 100 })]

test('nothing changed asks for nothing', () => {
  expect(changesOf(saved, saved.map(draftOf), 'p')).toEqual([])
})

test('a moved stage sends only the positions that changed', () => {
  expect(changesOf(saved, moved(saved.map(draftOf), 'b', 0), 'p')).toEqual([
    { key: 'b', method: 'patch', id: 'b', body: { position: 1 } },
    { key: 'a', method: 'patch', id: 'a', body: { position: 2 } },
  ])
})

test('removals go first, and a new stage takes its place in the order', () => {
  const draft = [newStage('new', ' Demo '), ...saved.slice(1).map(draftOf)]
  expect(changesOf(saved, draft, 'p')).toEqual([
    { key: 'a', method: 'delete', id: 'a' },
    {
      key: 'new',
      method: 'post',
      body: {
        name: 'Demo',
        kind: 'open',
        position: 1,
        probability: 50,
        idleAfterDays: null,
        pipelineId: 'p',
      },
    },
  ])
})

test('a stage without a name, an impossible percentage and a pipeline without an open stage are told before sending', () => {
  const [a, b] = saved.map(draftOf)
  expect(checkStages([{ ...a!, name: ' ' }, b!])).toEqual([{ key: 'a', says: 'stages.name.missing' }])
  expect(checkStages([{ ...a!, probability: 101 }])).toEqual([{ key: 'a', says: 'stages.probability.wrong' }])
  expect(checkStages([{ ...a!, idleAfterDays: 0 }])).toEqual([{ key: 'a', says: 'stages.idle.wrong' }])
  expect(checkStages([{ ...a!, kind: 'lost' }])).toEqual([{ key: 'a', says: 'stages.needOpen' }])
  expect(checkStages(saved.map(draftOf))).toEqual([])
})
