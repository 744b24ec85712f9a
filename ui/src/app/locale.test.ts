import { expect, test } from 'bun:test'
import { directionOf, localeFrom, themeFrom } from './locale.rules'

test('the cookie decides the language, then the weights of Accept-Language, then English', () => {
  expect(localeFrom('a=1; sx_locale=fr', 'ar')).toBe('fr')
  expect(localeFrom('sx_locale=xx', 'de-DE, fr;q=0.5, ar-SA;q=0.8')).toBe('ar')
  expect(localeFrom(null, 'fr;q=0, de')).toBe('en')
  expect(localeFrom(undefined, undefined)).toBe('en')
  expect(localeFrom(null, 'fr;q=abc,,;')).toBe('en')
})

test('only known themes are taken from the cookie, and Arabic reads from the right', () => {
  expect(themeFrom('sx_theme=dark')).toBe('dark')
  expect(themeFrom('sx_theme="><script>')).toBeUndefined()
  expect(directionOf('ar')).toBe('rtl')
})
