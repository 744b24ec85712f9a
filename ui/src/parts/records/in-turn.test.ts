import { expect, test } from 'bun:test'
import { inTurn } from './in-turn'

test('work on one thing waits for the work before it, even when that fails; on another it begins at once', async () => {
  const said: string[] = []
  let refuse = (_: Error) => {}
  const first = inTurn('lead/1', () => new Promise((_, reject) => (refuse = reject)))
  const second = inTurn('lead/1', async () => said.push('second of 1'))
  const third = inTurn('lead/1', async () => said.push('third of 1'))
  await inTurn('lead/2', async () => said.push('first of 2'))
  expect(said).toEqual(['first of 2'])
  refuse(new Error('412'))
  expect(first).rejects.toThrow('412')
  await Promise.all([second, third])
  expect(said).toEqual(['first of 2', 'second of 1', 'third of 1'])
})

test('whoever comes when all is through waits for nobody', async () => {
  await inTurn('lead/3', async () => {})
  let begun = false
  const turn = inTurn('lead/3', async () => {
    begun = true
  })
  expect(begun).toBe(true)
  await turn
})
