import { expect, test } from 'bun:test'
import { sealed, unsealed } from './sealed'

const secret = 'the secret of this installation, long enough'
const place = 'mail_account 1'

test('a sealed value opens with its secret at its place, and nowhere else', () => {
  const value = { password: 'a dune at dusk', key: null }
  const text = sealed(secret, place, value)
  expect(text).not.toContain('dune')
  expect(unsealed(secret, place, text)).toEqual(value)
  expect(unsealed(`${secret}!`, place, text)).toBeUndefined()
  expect(unsealed(secret, 'mail_account 2', text)).toBeUndefined()
  expect(sealed(secret, place, value)).not.toBe(text)
})

test('what was changed, cut off or is none at all does not open', () => {
  const text = sealed(secret, place, 'x')
  const parts = text.split('.')
  const flipped = [...parts.slice(0, 3), `A${parts[3]!.slice(1)}B`].join('.')
  for (const wrong of ['', 'v1', 'v1...', text.slice(0, -3), `v2${text.slice(2)}`, flipped, `${text}.x`])
    expect([wrong, unsealed(secret, place, wrong)]).toEqual([wrong, undefined])
})
