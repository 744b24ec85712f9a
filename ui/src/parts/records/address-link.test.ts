import { expect, test } from 'bun:test'
import { addressLink } from './address-link.rules'

const href = (kind: 'email' | 'phone' | 'url' | 'domain' | 'text', value: unknown) =>
  addressLink(kind, value)?.href

test('a phone number is dialled as it is meant, in every script, with its extension', () => {
  expect(href('phone', '+49 (30) 123-456')).toBe('tel:+4930123456')
  expect(href('phone', '+44 (0)20 7946 0000')).toBe('tel:+442079460000')
  expect(href('phone', '06 55 89 31 58')).toBe('tel:0655893158')
  expect(href('phone', '+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧')).toBe('tel:+966501234567')
  expect(href('phone', '+1 212 555 0100 ext. 12')).toBe('tel:+12125550100;ext=12')
  expect(href('phone', 'x')).toBeUndefined()
})

test('an e-mail address carries no headers of its own into the message', () => {
  expect(href('email', 'layla@najd.example')).toBe('mailto:layla@najd.example')
  expect(href('email', 'a?bcc=b&c@x.example')).toBe('mailto:a%3Fbcc%3Db%26c@x.example')
  expect(href('email', 'nobody')).toBeUndefined()
})

test('a website opens by http alone: no script, no file', () => {
  expect(href('domain', 'najd.example')).toBe('https://najd.example')
  expect(href('url', 'http://najd.example/a?b')).toBe('http://najd.example/a?b')
  expect(href('url', 'najd.example/x')).toBe('https://najd.example/x')
  expect(href('url', 'javascript:alert(1)')).toBeUndefined()
  expect(href('url', 'file:///etc/passwd')).toBeUndefined()
  expect(href('text', 'a@b.example')).toBeUndefined()
  expect(href('email', null)).toBeUndefined()
})
