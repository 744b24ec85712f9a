import { describe, expect, test } from 'bun:test'
import { existsSync, readFileSync } from 'node:fs'
import { csvReader } from '../reading/csv.rules'
import { detectEncoding } from '../reading/encoding.rules'
import { detectDelimiter, headersOf } from '../reading/format.rules'
import { detectHeader } from './find-table.rules'
import { guessImport, type Known } from './guess.rules'
import { guessEntity } from './guess-entity.rules'

const known: Known = { custom: [], stages: [], pipelines: [], currency: 'EUR', timeZone: 'Europe/Berlin' }
const fieldsOf = (headers: string[], rows: string[][], entity: 'lead' | 'deal' = 'lead') =>
  Object.fromEntries(
    guessImport(entity, headers, rows, known).mapping.map(column => [headers[column.column]!, column.field]),
  )

test('the file of the mock is understood, in four languages and a dialect of its own', () => {
  const headers = [
    'full_name',
    'e-mail',
    'Mobile',
    'firma',
    'budget',
    'fleet_size',
    'Land',
    'sprache',
    'optin',
    'verkäufer',
    'utm_source',
    'web',
    'last_contact',
  ]
  const rows = [
    [
      'Layla Al-Harbi',
      'l.harbi@najdcold.sa',
      '+966 55 214 0917',
      'Najd Cold Chain',
      '480.000,00',
      '42',
      'SA',
      'ar',
      '1',
      'M. Vogt',
      'fair',
      'najdcold.sa',
      '03/11/2026',
    ],
    [
      'Tomasz Wójcik',
      't.wojcik@baltyk.pl',
      '+48 601 222 333',
      'Bałtyk Freight',
      '96.500,50',
      'n/a',
      'PL',
      'pl',
      '0',
      'D. Kaya',
      'badge-scan',
      'baltykfreight.pl',
      '31/10/2026',
    ],
  ]
  const guess = guessImport('lead', headers, rows, known)
  expect(guess.mapping.map(column => column.field)).toEqual([
    'name',
    'email',
    'phone',
    'company',
    'value',
    'custom.fleet_size',
    'country',
    'language',
    'emailConsent',
    'ownerId',
    'source',
    'website',
    'lastActivityAt',
  ])
  expect(guess.settings).toMatchObject({ decimal: ',', dateOrder: 'dmy' })
  expect(guess.mapping[5]).toMatchObject({ create: { label: 'Fleet size', kind: 'integer' }, empty: ['n/a'] })
  expect(guess.columns.every(column => column.certainty >= 60)).toBe(true)
})

test('headers in Arabic, French, Spanish and Polish are known', () => {
  expect(
    Object.values(
      fieldsOf(
        ['الاسم', 'البريد الإلكتروني', 'الهاتف', 'الشركة'],
        [['ليلى', 'a@b.sa', '+966 55 214 0917', 'نجد']],
      ),
    ),
  ).toEqual(['name', 'email', 'phone', 'company'])
  expect(Object.values(fieldsOf(['Nom complet', 'Courriel', 'Pays'], [['A', 'a@b.fr', 'France']]))).toEqual([
    'name',
    'email',
    'country',
  ])
  expect(
    Object.values(
      fieldsOf(['Nombre', 'Correo electrónico', 'Teléfono'], [['A', 'a@b.es', '+34 600 000 000']]),
    ),
  ).toEqual(['name', 'email', 'phone'])
  expect(Object.values(fieldsOf(['Imię i nazwisko', 'Kraj', 'Właściciel'], [['A', 'Polska', 'B']]))).toEqual([
    'name',
    'country',
    'ownerId',
  ])
})

test('values speak where the header does not', () => {
  expect(
    fieldsOf(
      ['c1', 'c2'],
      [
        ['a@b.com', '+49 30 123456'],
        ['c@d.com', '+49 30 123457'],
      ],
    ),
  ).toEqual({ c1: 'email', c2: 'phone' })
})

test('what is known only afterwards never becomes an ordinary field', () => {
  const guess = guessImport('deal', ['name', 'close_value', 'close_date'], [['A', '10', '2026-01-02']], known)
  expect(guess.mapping[1]).toMatchObject({ field: 'custom.close_value', create: { afterwards: true } })
  expect(guess.mapping[2]).toMatchObject({ field: 'closedOn' })
  expect(guess.columns.map(column => column.leak)).toEqual([false, true, true])
})

test('the length of a call is known to leak in any of the languages of headers, and nothing else is that merely sounds like it', () => {
  const leaks = (header: string) =>
    guessImport(
      'lead',
      ['name', header],
      [
        ['A', '12'],
        ['B', '340'],
      ],
      known,
    ).columns[1]!.leak
  for (const header of [
    'duration',
    'Call duration (s)',
    'last_call_length',
    'seconds on phone',
    'talk_time',
    'Durée de l’appel',
    'Gesprächsdauer',
    'Anrufdauer in Sekunden',
    'Duración de la llamada',
    'Duração da chamada',
    'Durata chiamata',
    'Czas trwania rozmowy',
    'Görüşme süresi',
    'Gespreksduur',
    'مدة المكالمة',
    'عدد دقائق المكالمة',
    'Motif de perte',
    'Verlustgrund',
    'Motivo de pérdida',
    'سبب الخسارة',
    'Abschlusswert',
  ])
    expect([header, leaks(header)]).toEqual([header, true])
  for (const header of [
    'Calls',
    'Best time to call',
    'Langue de l’appel',
    'Contract length',
    'Laufzeit',
    'Expected close date',
    'عدد المكالمات',
  ])
    expect([header, leaks(header)]).toEqual([header, false])
})

test('a lead’s outcome is told by yes and no in other languages too', () => {
  const outcome = (header: string, ...words: string[]) =>
    guessImport(
      'lead',
      ['Name', header],
      words.map(word => ['A', word]),
      known,
    ).mapping[1]
  const values = (yes: string, no: string) => ({
    field: 'status',
    values: { [yes]: 'converted', [no]: 'disqualified' },
  })
  expect(outcome('Converti', 'oui', 'non')).toMatchObject(values('oui', 'non'))
  expect(outcome('Ergebnis', 'ja', 'nein')).toMatchObject(values('ja', 'nein'))
  expect(outcome('Resultado', 'sí', 'no')).toMatchObject(values('sí', 'no'))
  expect(outcome('النتيجة', 'نعم', 'لا')).toMatchObject(values('نعم', 'لا'))
})

test('an activity’s length and result are its own, and leak nothing', () => {
  const rows = [
    ['Call', '12', 'reached'],
    ['Call', '3', 'voicemail'],
  ]
  const guess = guessImport('activity', ['Subject', 'Duration', 'Outcome'], rows, known)
  expect(guess.mapping.map(column => column.field)).toEqual(['name', 'durationMinutes', 'outcome'])
  expect(guess.columns.map(column => column.leak)).toEqual([false, false, false])
})

test('a file that starts with its values has no header', () => {
  expect(
    detectHeader([
      ['Layla', 'l@n.sa'],
      ['Tom', 't@b.pl'],
    ]),
  ).toBe(false)
  expect(headersOf(['E-mail', 'E-mail', ''], true)).toEqual(['E-mail', 'E-mail (2)', 'Column 3'])
})

test('encodings are told apart', () => {
  const text = 'name;city\nJosé;Málaga\n'
  expect(detectEncoding(new TextEncoder().encode(text), true)).toBe('utf-8')
  expect(detectEncoding(Uint8Array.from([...text].map(letter => letter.charCodeAt(0))), true)).toBe(
    'windows-1252',
  )
  expect(
    detectEncoding(
      new Uint8Array(new Uint16Array([...text].map(letter => letter.charCodeAt(0))).buffer),
      true,
    ),
  ).toBe('utf-16le')
  expect(detectDelimiter(new TextEncoder().encode('a|b|c\n1,5|2|3\n'), 'utf-8')).toBe('|')
})

const data = new URL('../../../shared/data/', import.meta.url)
describe.if(existsSync(data))('real files', () => {
  const look = (path: string) => {
    const bytes = new Uint8Array(readFileSync(new URL(path, data))).subarray(0, 262_144)
    const encoding = detectEncoding(bytes, false)
    const rows = csvReader({ delimiter: detectDelimiter(bytes, encoding), encoding })
      .push(bytes)
      .map(record => record.cells)
    const headers = headersOf(rows[0]!, true)
    return guessImport(guessEntity(headers, path.split('/')[1]!), headers, rows.slice(1, 1001), known)
  }
  const mapped = (path: string) => {
    const { entity, mapping } = look(path)
    return [entity, ...mapping.map(column => column.field)]
  }
  test('opportunities with their accounts, products and teams are understood', () => {
    expect(mapped('crm-sales-opportunities/sales_pipeline.csv')).toEqual([
      'deal',
      'externalId',
      'ownerId',
      'productId',
      'customerId',
      'stageId',
      'openedOn',
      'closedOn',
      'custom.close_value',
    ])
    expect(mapped('crm-sales-opportunities/accounts.csv')).toEqual([
      'customer',
      'name',
      'industry',
      'foundedYear',
      'annualRevenue',
      'employees',
      'country',
      'parentId',
    ])
    expect(mapped('crm-sales-opportunities/products.csv')).toEqual(['product', 'name', 'family', 'price'])
    expect(mapped('crm-sales-opportunities/sales_teams.csv')).toEqual(['member', 'name', null, 'team'])
  })
  test('the bank’s leads get a name, their outcome becomes the status, and the call’s duration is known to leak', () => {
    const guess = look('bank-marketing/bank-full.csv')
    expect(guess.entity).toBe('lead')
    expect(guess.settings.nameTemplate).toBe('{job} {row}')
    expect(guess.mapping.at(-1)).toMatchObject({
      field: 'status',
      values: { yes: 'converted', no: 'disqualified' },
    })
    expect(guess.mapping.filter(column => column.create?.afterwards).map(column => column.field)).toEqual([
      'custom.duration',
    ])
  })
})
