import { expect, test } from 'bun:test'
import { safePath } from './session-start'

test('signing in leads only to pages of this site', () => {
  expect(safePath('/leads?open=1')).toBe('/leads?open=1')
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    undefined,
  ]) {
    expect(safePath(bad)).toBe('/')
  }
})
