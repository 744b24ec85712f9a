import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { scoringMoment, trainingMoment } from './moment.rules'

const day = 86_400_000
const start = Date.parse('2025-01-01T00:00:00Z')
const life = fc
  .record({
    created: fc.integer({ min: 0, max: 900 * day }),
    openedBefore: fc.option(fc.integer({ min: -2, max: 800 })),
    openFor: fc.option(fc.integer({ min: -900 * day, max: 400 * day })),
    window: fc.integer({ min: 1, max: 30 }),
    asNew: fc.boolean(),
  })
  .map(({ created, openedBefore, openFor, window, asNew }) => ({
    createdMs: start + created,
    openedOn:
      openedBefore === null
        ? null
        : new Date(start + created - openedBefore * day).toISOString().slice(0, 10),
    closedMs: openFor === null ? null : start + created + openFor,
    windowMs: window * day,
    asNew,
  }))

test('a record that lived here is never seen at or after its outcome, except as it was created', () => {
  fc.assert(
    fc.property(life, ({ windowMs, asNew, ...life }) => {
      const moment = trainingMoment(life, windowMs, asNew)
      expect(moment.openedMs).toBeLessThanOrEqual(life.createdMs)
      const endedBefore = life.closedMs !== null && life.closedMs < moment.openedMs
      if (!endedBefore) expect(moment.atMs).toBeGreaterThanOrEqual(moment.openedMs)
      expect(moment.atMs - moment.openedMs).toBeLessThanOrEqual(windowMs)
      if (life.closedMs !== null && moment.fieldsMs !== life.createdMs)
        expect(moment.fieldsMs).toBeLessThan(life.closedMs)
      if (life.closedMs !== null && (moment.atMs !== moment.openedMs || life.closedMs < moment.openedMs))
        expect(moment.atMs).toBeLessThan(life.closedMs)
    }),
  )
})

test('scoring and training agree on a record once its window is over', () => {
  fc.assert(
    fc.property(life, ({ windowMs, asNew: _, ...life }) => {
      const open = { ...life, closedMs: null }
      const later = life.createdMs + windowMs + day
      const { fieldsMs: _now, ...scored } = scoringMoment(open, windowMs, later)
      const { fieldsMs: _then, ...learnt } = trainingMoment(open, windowMs, false)
      expect(scored).toEqual(learnt)
    }),
  )
})
