import { expect, test } from 'bun:test'
import { initials, tintOf } from './avatar.rules'

test('initials are of the first and last name, in any script', () => {
  expect(
    ['Maren Vogt', 'Layla Al-Harbi', 'ليلى الحربي', 'Cher', '  ', 'Jean Le Bon', '🙂 X'].map(initials),
  ).toEqual(['MV', 'LA', 'لح', 'C', '', 'JB', 'X'])
})

test('initials of two scripts do not stand beside each other, where they would change places', () => {
  expect(['سارة Nasser', 'Omar الفاروق'].map(initials)).toEqual(['س', 'O'])
})

test('the same person has the same tint', () => {
  expect(tintOf('id-1')).toBe(tintOf('id-1'))
})
