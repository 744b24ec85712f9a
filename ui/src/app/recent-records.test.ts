import { expect, test } from 'bun:test'
import { createRecent } from './recent-records'

const lead = (id: string, name = id) => ({ entity: 'lead', id, name })

test('the record that was open last comes first, once, under its newest name', () => {
  const recent = createRecent()
  for (const record of [lead('a'), lead('b'), lead('a', 'A. Okafor')]) recent.open(record)
  expect(recent.all()).toEqual([lead('a', 'A. Okafor'), lead('b')])
})

test('old ones make room', () => {
  const recent = createRecent()
  for (let n = 0; n < 20; n++) recent.open(lead(`r${n}`))
  expect(recent.all()).toHaveLength(8)
  expect(recent.all()[0]?.id).toBe('r19')
})

const storage = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    size: () => kept.size,
  }
}

test('another visit and another tab know what was open, another person does not', () => {
  const store = storage()
  const first = createRecent(store)
  first.open(lead('early'))
  first.belongTo('maren')
  first.open(lead('late'))
  const second = createRecent(store)
  second.belongTo('maren')
  expect(second.all()).toEqual([lead('late'), lead('early')])
  second.open(lead('third'))
  expect(first.all().map(({ id }) => id)).toEqual(['third', 'late', 'early'])
  const other = createRecent(store)
  other.belongTo('jonas')
  expect(other.all()).toEqual([])
})

test('after signing out nothing is left, and what is no list of records counts as none', () => {
  const store = storage()
  const recent = createRecent(store)
  recent.belongTo('maren')
  recent.open(lead('a'))
  recent.forget()
  expect([recent.all(), store.size()]).toEqual([[], 0])
  store.setItem('sextant.recent.maren', '{"not": "a list"}')
  expect(recent.all()).toEqual([])
  store.setItem('sextant.recent.maren', '[{"id": 1}, null]')
  expect(recent.all()).toEqual([])
})
