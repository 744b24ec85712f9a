import { expect, test } from 'bun:test'
import { csvReader } from './csv.rules'
import { detectEncoding } from './encoding.rules'
import type { FileFormat } from './reading.model'

type Encoding = FileFormat['encoding']

/** A text in an encoding of one byte a character. */
function bytesOf(encoding: Encoding, text: string): Uint8Array {
  const decoder = new TextDecoder(encoding)
  const table = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const),
  )
  return Uint8Array.from([...text], letter => {
    const byte = table.get(letter)
    if (byte === undefined) throw new Error(`${encoding} has no ${letter}`)
    return byte
  })
}

const files: readonly (readonly [Encoding, string, string])[] = [
  [
    'macintosh',
    'German',
    'Firma;Größe;Ort\nMüller & Söhne;groß;Köln\nBäckerei Österreicher;klein;Düsseldorf\n',
  ],
  ['macintosh', 'French', 'Prénom;Société\nÉlodie;Château d’Été\nFrançois;Crédit à l’hôtel\n'],
  ['macintosh', 'Spanish', 'Nombre;Ciudad\nJosé García;Málaga\nMaría Muñoz;A Coruña\n'],
  ['macintosh', 'Swedish', 'Namn;Ort\nÅsa Öberg;Malmö\nPär Sjöström;Västerås\n'],
  ['macintosh', 'Portuguese', 'Nome;Cidade\nJoão Gonçalves;São Paulo\nInês Simões;Évora\n'],
  ['windows-1250', 'Polish', 'Imię;Miasto\nŁukasz Wójcik;Łódź\nGrażyna Dąbrowska;Gdańsk\n'],
  ['windows-1250', 'Czech', 'Jméno;Město\nJiří Dvořák;Plzeň\nVěra Nováčková;Ústí nad Labem\n'],
  ['windows-1250', 'Hungarian', 'Név;Város\nErdős Győző;Győr\nSzűcs Jenő;Hódmezővásárhely\n'],
  ['windows-1250', 'Slovak', 'Meno;Mesto\nĽudovít Štúr;Žilina\nJán Kráľ;Košice\n'],
  ['windows-1250', 'Croatian', 'Ime;Grad\nIvana Kovačić;Đakovo\nŽeljko Šarić;Čakovec\n'],
  [
    'windows-1252',
    'German',
    'Firma;Größe;Ort\nMüller & Söhne;groß;Köln\nBäckerei Österreicher;klein;Düsseldorf\n',
  ],
  ['windows-1252', 'French', 'Prénom;Société\nÉlodie;Château d’Été\nFrançois;Crédit à l’hôtel – 5 €\n'],
  ['windows-1252', 'Spanish', 'Nombre;Ciudad\nJosé García;Málaga\nMaría Muñoz;A Coruña\n'],
  ['windows-1252', 'Danish', 'Navn;By\nSøren Kjær;Ålborg\nBjørn Ødegård;Århus\n'],
  ['windows-1252', 'Portuguese', 'Nome;Cidade\nJoão Gonçalves;São Paulo\nInês Simões;Évora\n'],
  ['windows-1252', 'Italian', 'Nome;Città\nNicolò;Forlì\nPerché no;Cefalù\n'],
]

test('files of a Mac, of Central and of Western Europe are told apart, and read as they were written', () => {
  for (const [encoding, language, text] of files) {
    const bytes = bytesOf(encoding, text)
    expect([language, encoding, detectEncoding(bytes, true)]).toEqual([language, encoding, encoding])
    const reader = csvReader({ delimiter: ';', encoding })
    const cells = [...reader.push(bytes), ...reader.end()].map(record => record.cells.join(';'))
    expect(`${cells.join('\n')}\n`).toBe(text)
  }
})

test('one word with an accent is enough where it can be read in one way only', () => {
  const one = (encoding: Encoding, word: string) => detectEncoding(bytesOf(encoding, `name\n${word}\n`), true)
  for (const word of ['Müller', 'Hélène', 'Peña', 'Ångström'])
    expect([word, one('macintosh', word)]).toEqual([word, 'macintosh'])
  for (const word of ['Dvořák', 'Wałęsa', 'Łódź', 'Győr'])
    expect([word, one('windows-1250', word)]).toEqual([word, 'windows-1250'])
  for (const word of ['Müller', 'Hélène', 'Peña', 'Ångström', 'naïve', 'O’Neil', 'Œuvre'])
    expect([word, one('windows-1252', word)]).toEqual([word, 'windows-1252'])
})
