import { expect, setDefaultTimeout, test } from 'bun:test'
import fc from 'fast-check'
import { fileNameOf } from './file-name.rules'
import { isDisguised, isPictured, isShown, mediaTypeOf } from './media-type.rules'

setDefaultTimeout(60_000)

test('a name has no folders, no control characters and nothing that turns its direction', () => {
  expect(fileNameOf('../../etc/passwd')).toBe('passwd')
  expect(fileNameOf('C:\\Users\\Sara\\offer.pdf')).toBe('offer.pdf')
  expect(fileNameOf('invoice\u202egpj.exe')).toBe('invoicegpj.exe')
  expect(fileNameOf('a\u0000b\u200f\n.txt')).toBe('ab.txt')
  expect(fileNameOf('  عرض السعر.pdf ')).toBe('عرض السعر.pdf')
  expect(fileNameOf('e\u0301t\u00e9.txt')).toBe('été.txt')
  for (const nothing of ['', ' ', '..', '/', 'a/', '\u202e']) expect(fileNameOf(nothing)).toBeUndefined()
  const long = fileNameOf(`${'x'.repeat(400)}.pdf`)!
  expect([long.length, long.endsWith('.pdf')]).toEqual([255, true])
})

test('whatever it was given, a name can be kept and shown, and is its own name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), given => {
      const name = fileNameOf(given)
      if (name === undefined) return
      expect(name).not.toMatch(/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      expect([...name].length).toBeLessThanOrEqual(255)
      expect(fileNameOf(name)).toBe(name)
    }),
  )
})

const text = (content: string) => new TextEncoder().encode(content)
const typeOf = (name: string, content: string | Uint8Array, found?: string) =>
  mediaTypeOf(name, typeof content === 'string' ? text(content) : content, found)

test('a file is what its bytes are, whatever it is called', () => {
  expect(typeOf('a.png', '<!DOCTYPE html><p>')).toBe('text/html')
  expect(typeOf('a.png', '\ufeff \n<script>')).toBe('text/html')
  expect(typeOf('a.png', '<!-- x --><svg onload=x>')).toBe('image/svg+xml')
  expect(typeOf('a.png', '<?xml version="1.0"?><a:feed/>', 'application/xml')).toBe('application/xml')
  expect(typeOf('a.png', '<?xml version="1.0"?><svg >', 'application/xml')).toBe('image/svg+xml')
  expect(typeOf('a.csv', 'a;b\n1;2')).toBe('text/csv')
  expect(typeOf('a.txt', 'hello <script>')).toBe('text/plain')
  expect(typeOf('a', '{"a": 1}')).toBe('application/json')
  expect(typeOf('run', '#!/bin/sh\nrm')).toBe('text/x-shellscript')
  expect(typeOf('a.txt', new Uint8Array([0, 1, 2]))).toBe('application/octet-stream')
  expect(typeOf('a.txt', new Uint8Array([0x63, 0x61, 0x66, 0xe9]))).toBe('text/plain')
  expect(typeOf('a.xls', new Uint8Array([0xd0]), 'application/x-cfb')).toBe('application/vnd.ms-excel')
  // A letter that the reading has cut in two.
  expect(typeOf('a.txt', text('جدة').subarray(0, 5))).toBe('text/plain')
})

test('what does something is not called like a picture, and is never shown in the browser', () => {
  expect(isDisguised('a.png', 'text/html')).toBe(true)
  expect(isDisguised('A.PDF', 'application/x-msdownload')).toBe(true)
  expect(isDisguised('a.html', 'text/html')).toBe(false)
  expect(isDisguised('a.jpg', 'image/png')).toBe(false)
  for (const type of ['text/html', 'image/svg+xml', 'application/xml', 'text/plain'])
    expect([isShown(type), isPictured(type)]).toEqual([false, false])
})
