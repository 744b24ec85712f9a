import { expect, test } from 'bun:test'
import type { Import, ImportState, ImportVerb } from './import.model'
import { askedIn, isAtWork, isOffered, isOver, undoableUntil } from './import-life.rules'

const verbs = Object.keys(askedIn) as ImportVerb[]
const offered = (state: ImportState, asked: Import['asked'] = null) =>
  verbs.filter(verb => isOffered(verb, { state, asked }))

test('each state offers what would do something, and nothing that waits to happen', () => {
  expect(offered('draft')).toEqual(['check', 'start'])
  expect(offered('queued')).toEqual(['pause', 'cancel'])
  expect(offered('running')).toEqual(['pause', 'cancel'])
  expect(offered('running', 'pause')).toEqual(['resume', 'cancel'])
  expect(offered('running', 'cancel')).toEqual([])
  expect(offered('running', 'resume')).toEqual(['cancel'])
  expect(offered('paused')).toEqual(['resume', 'cancel'])
  expect(offered('failed')).toEqual(['resume', 'undo'])
  expect(offered('done')).toEqual(['undo'])
  expect(offered('undoing')).toEqual([])
  expect(offered('undone')).toEqual([])
})

test('an import is being worked on, waits for somebody, or is over', () => {
  for (const state of ['checking', 'queued', 'running', 'undoing'] as const)
    expect([state, isAtWork(state), isOver({ state })]).toEqual([state, true, false])
  for (const state of ['draft', 'paused'] as const)
    expect([state, isAtWork(state), isOver({ state })]).toEqual([state, false, false])
  for (const state of ['done', 'cancelled', 'failed', 'undone'] as const)
    expect([state, isAtWork(state), isOver({ state })]).toEqual([state, false, true])
})

test('thirty days after its end an import can no longer be undone, and one that has not ended never could', () => {
  const finishedAt = '2026-11-18T10:00:00.000Z'
  expect(undoableUntil({ state: 'done', finishedAt })).toEqual(new Date('2026-12-18T10:00:00.000Z'))
  expect(undoableUntil({ state: 'undone', finishedAt })).toBeUndefined()
  expect(undoableUntil({ state: 'running', finishedAt: null })).toBeUndefined()
})
