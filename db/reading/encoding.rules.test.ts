import { expect, test } from 'bun:test'
import { detectEncoding } from './encoding.rules'
import type { FileFormat } from './reading.model'

/** Text in an encoding of one byte per letter. */
function bytesIn(text: string, encoding: FileFormat['encoding']): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const codes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]))
  return Uint8Array.from([...text].map(letter => codes.get(letter)!))
}

test.each<[FileFormat['encoding'], string]>([
  ['windows-1256', 'الاسم,البريد,المدينة\nليلى الحربي,layla@najd.example,الرياض\n'],
  ['windows-1256', 'name,e-mail,city\nمحمد العتيبي,mo@ksa.example,جدة\n'],
  ['windows-1251', 'Имя;Компания\nИван Петров;Морской порт\n'],
  ['windows-1252', 'Nom;Société;Ville\nJosé Núñez;Café Müller;Málaga\nZoë;Ångström;Köln\n'],
  ['windows-1252', 'Firma;Größe\nMüller & Söhne;groß\n'],
  ['windows-1252', 'Prénom;Fonction\nÉlodie;Chargée d’études à l’été\n'],
  ['windows-1252', 'name,price\nA,5 €\n'],
])('%s is told by its words: %s', (encoding, text) => {
  expect(detectEncoding(bytesIn(text, encoding), true)).toBe(encoding)
})

test('Shift JIS and GB 18030 are told from each other and from Latin letters', () => {
  const head = new TextEncoder().encode('name,city\n')
  const japanese = [0x8e, 0x52, 0x93, 0x63, 0x20, 0x91, 0xbe, 0x98, 0x59, 0x2c, 0x91, 0xe5, 0x8d, 0xe3, 0x0a]
  const chinese = [0xcd, 0xf5, 0xce, 0xb0, 0x2c, 0xc9, 0xcf, 0xba, 0xa3, 0x0a]
  expect(detectEncoding(new Uint8Array([...head, ...japanese]), true)).toBe('shift_jis')
  expect(detectEncoding(new Uint8Array([...head, ...chinese]), true)).toBe('gb18030')
})

test('a letter that the sample cuts in two does not make it another encoding', () => {
  const arabic = new TextEncoder().encode('الاسم,المدينة\nليلى,الرياض')
  expect(detectEncoding(arabic.subarray(0, arabic.length - 1), false)).toBe('utf-8')
})
