import { expect, test } from 'bun:test'
import type { TailEvent } from '@sextant/db/events/tail.queries'
import { createRecent } from './recent'
import type { Round } from './tail'

const event = (id: string, workspaceId = 'w') => ({ id, workspaceId }) as TailEvent

function scratch() {
  let now = 1_000_000
  let tell: (round: Round) => void = () => undefined
  const tail = {
    subscribe(listener: (round: Round) => void) {
      tell = listener
      return () => undefined
    },
  }
  const recent = createRecent(tail, () => new Date(now))
  return {
    recent,
    pass: (ms: number) => (now += ms),
    tell: (...events: TailEvent[]) => tell({ events, last: true } as unknown as Round),
  }
}

test('what was told lately is given back, of the own workspace only', () => {
  const { recent, pass, tell } = scratch()
  pass(10_000)
  tell(event('early'))
  pass(500)
  tell(event('mine'), event('theirs', 'other'))
  pass(100)
  expect(recent.since(300, 'w')?.map(({ id }) => id)).toEqual(['mine'])
  expect(recent.since(600, 'w')?.map(({ id }) => id)).toEqual(['early', 'mine'])
})

test('it admits what it no longer knows: from before it began, out of time, or too much', () => {
  const { recent, pass, tell } = scratch()
  expect(recent.since(1, 'w')).toBeUndefined()
  pass(50_000)
  tell(event('first'))
  pass(59_000)
  tell(event('second'))
  expect(recent.since(60_000, 'w')?.length).toBe(2)
  tell(...Array.from({ length: 5000 }, (_, n) => event(`${n}`)))
  expect(recent.since(30_000, 'w')?.length).toBeUndefined()
})
