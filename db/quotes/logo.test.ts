import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { readLogo } from './logo'

const png = (width: number, height: number) => {
  const bytes = new Uint8Array(40)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  new DataView(bytes.buffer).setUint32(16, width)
  new DataView(bytes.buffer).setUint32(20, height)
  return bytes
}
const jpeg = (width: number, height: number) =>
  new Uint8Array([
    ...[0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
    ...[0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3, 0, 0, 0, 0],
  ])
const text = (text: string) => new TextEncoder().encode(text)
const formatOf = (bytes: Uint8Array) => {
  const logo = readLogo(bytes)
  return typeof logo === 'string' ? logo : logo.format
}

test('a picture is what it begins with, whatever it is called', () => {
  expect(formatOf(png(300, 80))).toBe('png')
  expect(formatOf(jpeg(300, 80))).toBe('jpg')
  expect(formatOf(text('\n<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('svg')
})

test('what is none, and what would unfold into too much, is told as that', () => {
  expect(formatOf(text('<html><svg></svg></html>'))).toBe('neither PNG, JPEG nor SVG')
  expect(formatOf(png(60_000, 60_000))).toBe('too many pixels')
  expect(formatOf(png(0, 10))).toBe('too many pixels')
  expect(formatOf(jpeg(60_000, 10))).toBe('too many pixels')
  expect(formatOf(new Uint8Array(3 * 1024 * 1024))).toBe('too large')
})

test('no bytes break it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom(0, 2, 3, 8), (bytes, kept) => {
      const from = kept === 8 ? png(1, 1) : jpeg(1, 1)
      readLogo(new Uint8Array([...from.subarray(0, kept), ...bytes]))
    }),
  )
})
