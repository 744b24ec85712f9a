import { beforeEach, expect, test } from 'bun:test'
import { beginAct, hasUndo, undoLast } from './acts'

const undone: string[] = []
const undo = (name: string) => () => void undone.push(name)
/** All that was promised so far has come. */
const settled = () => Bun.sleep(0)

beforeEach(async () => {
  while (undoLast()) await settled()
  undone.length = 0
})

test('acts are taken back one by one, the last first', async () => {
  for (const name of ['first', 'second']) beginAct().done(undo(name))
  expect(undoLast()).toBe(true)
  await settled()
  expect(undone).toEqual(['second'])
  expect(hasUndo()).toBe(true)
  expect([undoLast(), undoLast()]).toEqual([true, false])
  expect(hasUndo()).toBe(false)
  await settled()
  expect(undone).toEqual(['second', 'first'])
})

test('an act that is under way is taken back once it is through, and not the one before it', async () => {
  beginAct().done(undo('before'))
  const act = beginAct()
  expect(undoLast()).toBe(true)
  await settled()
  expect(undone).toEqual([])
  act.done(undo('under way'))
  await settled()
  expect(undone).toEqual(['under way'])
})

test('what comes to nothing, or was undone in another way, leaves nothing to take back', async () => {
  beginAct().done(undo('before'))
  const refused = beginAct()
  const asked = beginAct()
  undoLast()
  asked.forget()
  refused.forget()
  undoLast()
  await settled()
  expect(undone).toEqual(['before'])
  expect(undoLast()).toBe(false)
})

test('one is taken back when the one after it has been, also where that could not be', async () => {
  beginAct().done(undo('first'))
  let refuse = () => {}
  beginAct().done(
    () =>
      new Promise((_, reject) => {
        refuse = () => reject(new Error('refused'))
      }),
  )
  undoLast()
  undoLast()
  await settled()
  expect(undone).toEqual([])
  refuse()
  await settled()
  expect(undone).toEqual(['first'])
})

test('what lies far back is kept no longer', async () => {
  for (let n = 0; n < 30; n++) beginAct().done(undo(String(n)))
  while (undoLast());
  await settled()
  expect(undone).toHaveLength(20)
  expect(undone.at(-1)).toBe('10')
})
