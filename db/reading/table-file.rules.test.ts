import { expect, test } from 'bun:test'
import { isTable } from './table-file.rules'

const bytes = (text: string) => new TextEncoder().encode(text)
const wide = (text: string, mark = true) =>
  new Uint8Array(
    Uint16Array.from([...(mark ? '\ufeff' : ''), ...text], letter => letter.charCodeAt(0)).buffer,
  )

test('random bytes are no table, however few or many', () => {
  for (const size of [500, 1000, 4096, 20_000])
    for (let round = 0; round < 50; round++)
      expect(isTable(crypto.getRandomValues(new Uint8Array(size)))).toBe(false)
})

test('sound, pictures and programs without a known beginning are no tables', () => {
  const wave = Uint8Array.from({ length: 4000 }, (_, i) => Math.round(127 + 120 * Math.sin(i / 9)))
  const program = Uint8Array.from(
    { length: 4000 },
    (_, i) => [0x48, 0x89, 0xe5, 0x0f, 0x05, 0x10, 0xc3, 0x01][i % 8]!,
  )
  for (const content of [wave, program]) expect(isTable(content)).toBe(false)
})

test('texts in any script and encoding are tables', () => {
  const rows = 'name;city\nИван Петров;Москва\nليلى;الرياض\n山田 太郎;東京\n'.repeat(20)
  for (const content of [
    bytes('a,b\n'),
    bytes(rows),
    wide(rows),
    wide('name;city\nAna;Rome\n', false),
    bytes('name,note\n"A\u000bsecond line",x\u001d\n\u001a'),
    bytes('name\nA\u0001\nB\n'),
  ])
    expect(isTable(content)).toBe(true)
})
