import { expect, test } from 'bun:test'
import { openLanes } from './lanes'

/** Work that lasts until it is let go, and tells when it began. */
function timetable() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    piece: (name: string) => (lane: number) => {
      begun.push(`${name} in ${lane}`)
      return new Promise<void>(resolve => ends.set(name, resolve))
    },
    async end(name: string) {
      ends.get(name)?.()
      await Bun.sleep(0)
    },
  }
}

test('so many pieces run at once as there are lanes, in the order of adding, each in a lane of its own', async () => {
  const { begun, piece, end } = timetable()
  const lanes = openLanes(2)
  for (const name of ['a', 'b', 'c', 'd']) lanes.add(piece(name))
  expect(begun).toEqual(['a in 0', 'b in 1'])
  await end('b')
  expect(begun).toEqual(['a in 0', 'b in 1', 'c in 1'])
  await end('a')
  expect(begun.at(-1)).toBe('d in 0')
})

test('what takes two lanes waits for both, and is not overtaken meanwhile', async () => {
  const { begun, piece, end } = timetable()
  const lanes = openLanes(2)
  lanes.add(piece('a'))
  lanes.add(piece('b'))
  lanes.add(piece('small'))
  lanes.add(piece('wide'), { takes: 2, next: true })
  await end('a')
  expect(begun).toEqual(['a in 0', 'b in 1'])
  await end('b')
  expect(begun.slice(2)).toEqual(['wide in 0'])
  await end('wide')
  expect(begun.slice(3)).toEqual(['small in 0'])
})

test('what takes more lanes than there are takes all of them', () => {
  const { begun, piece } = timetable()
  openLanes(1).add(piece('wide'), { takes: 2 })
  expect(begun).toEqual(['wide in 0'])
})

test('idle waits for what work has added while it ran, and tells what was thrown', async () => {
  const lanes = openLanes(1)
  const done: string[] = []
  lanes.add(async () => {
    lanes.add(async () => void done.push('added later'))
    await Bun.sleep(1)
    done.push('first')
  })
  await lanes.idle()
  expect(done).toEqual(['first', 'added later'])
  await lanes.idle()

  lanes.add(async () => {
    throw new Error('broken')
  })
  lanes.add(async () => void done.push('goes on'))
  expect(lanes.idle()).rejects.toThrow('broken')
  await Bun.sleep(1)
  expect(done.at(-1)).toBe('goes on')
})
