import { expect, test } from 'bun:test'
import { shortcutKey } from './keys.rules'

test('a shortcut is the letter that a Latin keyboard writes, wherever it lies', () => {
  expect(shortcutKey({ key: 'K', code: 'KeyK' })).toBe('k')
  expect(shortcutKey({ key: 'j', code: 'KeyC' })).toBe('j')
  expect(shortcutKey({ key: 'ArrowDown', code: 'ArrowDown' })).toBe('arrowdown')
})

test('a keyboard of another script has the same shortcuts at the same places', () => {
  expect(shortcutKey({ key: 'ن', code: 'KeyK' })).toBe('k')
  expect(shortcutKey({ key: 'لا', code: 'KeyB' })).toBe('b')
  expect(shortcutKey({ key: 'л', code: 'KeyK' })).toBe('k')
  expect(shortcutKey({ key: 'د', code: 'BracketRight' })).toBe(']')
  expect(shortcutKey({ key: '؟', code: 'Slash' }, true)).toBe('?')
})

test('a letter that is written and has no place of a shortcut stays itself', () => {
  expect(shortcutKey({ key: 'é', code: 'Digit2' })).toBe('é')
})
