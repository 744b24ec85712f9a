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
