import { beforeEach, expect, test } from 'bun:test'
import { hasUndo, undoLast } from './acts'
import {
  askInToast,
  dismissToast,
  isLeaving,
  leaveRefusals,
  toast,
  toastOngoing,
  toastRefusal,
  toasts,
} from './toast'

const settled = () => Bun.sleep(0)

beforeEach(async () => {
  for (const { id } of toasts()) dismissToast(id)
  while (undoLast()) await settled()
})

test('at most three are shown, the newest of all', () => {
  for (const title of ['a', 'b', 'c', 'd']) toast(title)
  expect(toasts().map(({ title }) => title)).toEqual(['b', 'c', 'd'])
})

test('Undo undoes once, whether by its button or by ⌘Z, and takes the toast away', async () => {
  const undone: string[] = []
  toast('Archived', { label: 'Undo', onPress: () => void undone.push('archive') })
  expect(hasUndo()).toBe(true)
  toasts()[0]?.actions[0]?.onPress()
  toasts()[0]?.actions[0]?.onPress()
  await settled()
  expect([undone, toasts().length, hasUndo()]).toEqual([['archive'], 0, false])
  toast('Moved', { label: 'Undo', onPress: () => void undone.push('move') })
  undoLast()
  await settled()
  expect([undone, toasts().length]).toEqual([['archive', 'move'], 0])
})

test('⌘Z undoes also what has no toast any more', async () => {
  const undone: string[] = []
  const id = toast('Archived', { label: 'Undo', onPress: () => void undone.push('archive') })
  dismissToast(id)
  undoLast()
  await settled()
  expect(undone).toEqual(['archive'])
})

test('a refusal offers two ways on at most, and only a question asks for the focus', () => {
  const action = (label: string) => ({ label, onPress: () => undefined })
  toastRefusal('Stayed', 'why', ['a', 'b', 'c'].map(action))
  askInToast('Changed by somebody', 'who', ['Keep mine', 'Take theirs'].map(action))
  expect(toasts().map(({ kind, actions, asks }) => [kind, actions.length, asks ?? false])).toEqual([
    ['refused', 2, false],
    ['refused', 2, true],
  ])
})

test('a refusal goes with its page; what lasts, or asks, stays', () => {
  toastRefusal('Not saved', 'Somebody else was quicker.')
  toastOngoing('Changing 300 records')
  askInToast('Keep yours?', 'Both were changed.', [])
  leaveRefusals()
  expect(toasts().map(({ id, title }) => [title, isLeaving(id)])).toEqual([
    ['Not saved', true],
    ['Changing 300 records', false],
    ['Keep yours?', false],
  ])
  toastRefusal('On the next page', 'It is new here.')
  expect(isLeaving(toasts().at(-1)!.id)).toBe(false)
})
