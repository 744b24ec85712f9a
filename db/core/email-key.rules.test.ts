import { expect, test } from 'bun:test'
import fc from 'fast-check'
import * as v from 'valibot'
import { emailKey } from './email-key.rules'
import { email } from './field.model'

const accepts = (text: string) => v.safeParse(email().schema, text).success

test('addresses with a domain in any script are addresses', () => {
  for (const text of [
    'ina@bücher.example',
    'info@مثال.example',
    'sales@例え.example',
    'пётр@почта.example',
    'info@उदाहरण.example',
    'a@xn--bcher-kva.example',
    'ana+crm@sub.company.co.uk',
    "o'neil@x.example",
  ])
    expect([text, accepts(text)]).toEqual([text, true])
  for (const text of [
    'ina',
    '@bücher.example',
    'ina@',
    'ina@-x.example',
    'a b@x.example',
    'a@b@c.example',
    'ina@bü cher',
    'ina@x..example',
    'ina@x_y.example',
  ])
    expect([text, accepts(text)]).toEqual([text, false])
})

test('one mailbox is recognised in every writing of its domain', () => {
  for (const [text, key] of [
    ['Ina@Bücher.example', 'ina@xn--bcher-kva.example'],
    ['ina@bu\u0308cher.EXAMPLE', 'ina@xn--bcher-kva.example'],
    ['ina@xn--bcher-kva.example', 'ina@xn--bcher-kva.example'],
    ['info@مثال.example', 'info@xn--mgbh0fb.example'],
    ['a@例え.example', 'a@xn--r8jz45g.example'],
    [' Ana@Example.COM ', 'ana@example.com'],
  ])
    expect([text, emailKey(text!)]).toEqual([text!, key!])
})

test('a key is its own key, whatever it is made of', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.string(), fc.string({ unit: 'grapheme' })).map(parts => parts.join('@')),
  )
  fc.assert(fc.property(texts, text => expect(emailKey(emailKey(text))).toBe(emailKey(text))))
})
