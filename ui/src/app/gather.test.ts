import { expect, test } from 'bun:test'
import { gather } from './gather'

const waitMs = 10

test('what comes together is told once, and what comes later is told by itself', async () => {
  const told: (readonly string[])[] = []
  const gathering = gather<string>(waitMs, ids => told.push(ids))
  for (const id of ['a', 'b', 'a']) gathering.add(id)
  expect(told).toEqual([])
  await Bun.sleep(waitMs * 3)
  gathering.add('c')
  await Bun.sleep(waitMs * 3)
  expect(told).toEqual([['a', 'b', 'a'], ['c']])
})

test('a steady stream is told all the while: the wait begins with the first, not with the last', async () => {
  let told = 0
  const gathering = gather<number>(waitMs, items => (told += items.length))
  for (let n = 0; n < 20; n++) {
    gathering.add(n)
    await Bun.sleep(2)
  }
  expect(told).toBeGreaterThan(0)
  await Bun.sleep(waitMs * 3)
  expect(told).toBe(20)
})

test('after it was stopped nothing is told', async () => {
  const told: unknown[] = []
  const gathering = gather(waitMs, items => told.push(items))
  gathering.add('a')
  gathering.stop()
  await Bun.sleep(waitMs * 3)
  expect(told).toEqual([])
})

test('what is added while it is being told belongs to the next telling', async () => {
  const told: (readonly string[])[] = []
  const gathering = gather<string>(waitMs, ids => {
    told.push(ids)
    if (ids.includes('a')) gathering.add('b')
  })
  gathering.add('a')
  await Bun.sleep(waitMs * 5)
  expect(told).toEqual([['a'], ['b']])
})
