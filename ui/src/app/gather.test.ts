import { afterEach, beforeEach, expect, jest, test } from 'bun:test'
import { gather } from './gather'

const waitMs = 10

beforeEach(() => void jest.useFakeTimers())
afterEach(() => void jest.useRealTimers())

test('what comes together is told once, and what comes later is told by itself', () => {
  const told: (readonly string[])[] = []
  const gathering = gather<string>(waitMs, ids => told.push(ids))
  for (const id of ['a', 'b', 'a']) gathering.add(id)
  jest.advanceTimersByTime(waitMs - 1)
  expect(told).toEqual([])
  jest.advanceTimersByTime(1)
  gathering.add('c')
  jest.advanceTimersByTime(waitMs)
  expect(told).toEqual([['a', 'b', 'a'], ['c']])
})

test('a steady stream is told all the while: the wait begins with the first, not with the last', () => {
  const told: number[] = []
  const gathering = gather<number>(waitMs, items => told.push(items.length))
  for (let n = 0; n < 20; n++) {
    gathering.add(n)
    jest.advanceTimersByTime(2)
  }
  jest.advanceTimersByTime(waitMs)
  expect(told).toEqual([5, 5, 5, 5])
})

test('after it was stopped nothing is told', () => {
  const told: unknown[] = []
  const gathering = gather(waitMs, items => told.push(items))
  gathering.add('a')
  gathering.stop()
  jest.advanceTimersByTime(waitMs * 3)
  expect(told).toEqual([])
})

test('what is added while it is being told belongs to the next telling', () => {
  const told: (readonly string[])[] = []
  const gathering = gather<string>(waitMs, ids => {
    told.push(ids)
    if (ids.includes('a')) gathering.add('b')
  })
  gathering.add('a')
  jest.advanceTimersByTime(waitMs)
  expect(told).toEqual([['a']])
  jest.advanceTimersByTime(waitMs)
  expect(told).toEqual([['a'], ['b']])
})
