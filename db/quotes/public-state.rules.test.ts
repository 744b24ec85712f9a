import { expect, test } from 'bun:test'
import { isAnswerable, isShown, publicStateOf } from './public-state.rules'

const standing = { state: 'sent', validUntil: '2026-12-18', changeAsked: null }
const on = (day: string, more: object = {}) => publicStateOf({ ...standing, ...more }, day)

test('a version is open through its last day, and has expired from the next on, whether or not that was noted', () => {
  expect([on('2026-12-18'), on('2026-12-19')]).toEqual(['open', 'expired'])
  expect([on('2026-12-18', { changeAsked: 'x' }), on('2026-12-19', { changeAsked: 'x' })]).toEqual([
    'changes_asked',
    'expired',
  ])
  expect(on('2026-12-19', { state: 'declined' })).toBe('expired')
})

test('what was accepted stays accepted for ever, and what was never sent is nothing', () => {
  expect(on('2999-01-01', { state: 'accepted' })).toBe('accepted')
  for (const state of ['replaced', 'withdrawn', 'expired'] as const)
    expect(on('2026-01-01', { state })).toBe(state)
  expect([on('2026-01-01', { state: 'draft' }), on('2026-01-01', { state: 'else' })]).toEqual([
    undefined,
    undefined,
  ])
})

test('only what can be answered or was answered is shown', () => {
  expect((['open', 'changes_asked', 'accepted', 'declined'] as const).map(isShown)).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect((['expired', 'replaced', 'withdrawn'] as const).map(isShown)).toEqual([false, false, false])
  expect((['open', 'changes_asked', 'accepted', 'declined', 'expired'] as const).map(isAnswerable)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})
