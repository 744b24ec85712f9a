import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { importTargets } from '../mapping/import-targets.rules'
import { newFieldKind } from '../mapping/new-field-kind.rules'
import { csvCell } from './csv.rules'
import { orderOf, readDay, readInstant } from './dates.rules'
import { decimalOf } from './decimal-mark.rules'
import { countryOf, languageOf } from './names-of-places.rules'
import { meansNothing, readDecimal, readMoney, readValue, withoutFormulaGuard } from './values.rules'

test('a day is read in any of the ways people write it', () => {
  for (const text of [
    '2026-11-18',
    '18.11.2026',
    '18/11/2026',
    '18-11-26',
    '18 Nov 2026',
    'Nov 18, 2026',
    '18 novembre 2026',
    '18 listopada 2026',
    '18. November 2026',
    '18 de noviembre de 2026',
    '١٨/١١/٢٠٢٦',
    '20261118',
    '2026/11/18',
  ])
    expect([text, readDay(text, 'dmy')]).toEqual([text, '2026-11-18'])
})

test('a day that does not exist is no day, in either order', () => {
  for (const text of ['31/02/2026', '2026-02-30', '00/01/2026', '18/18/2026', 'tomorrow', ''])
    expect(readDay(text, 'dmy')).toBeUndefined()
})

test('what can be read only one way is read that way; else the order decides', () => {
  expect(readDay('11/25/2026', 'dmy')).toBe('2026-11-25')
  expect(readDay('03/04/2026', 'dmy')).toBe('2026-04-03')
  expect(readDay('03/04/2026', 'mdy')).toBe('2026-03-04')
  expect(orderOf(['03/04/2026', '25/04/2026'])).toBe('dmy')
  expect(orderOf(['03/04/2026', '04/25/2026'])).toBe('mdy')
})

test('every day written in an order is read back in that order', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }),
      day => {
        const [y, m, d] = day.toISOString().slice(0, 10).split('-')
        expect(readDay(`${d}/${m}/${y}`, 'dmy')).toBe(`${y}-${m}-${d}`)
        expect(readDay(`${m}/${d}/${y}`, 'mdy')).toBe(`${y}-${m}-${d}`)
      },
    ),
  )
})

test('a clock may be of 12 or 24 hours and have a zone', () => {
  expect(readInstant('2026-11-18T09:30:00+03:00', 'dmy', 'Asia/Tokyo')).toBe('2026-11-18T06:30:00.000Z')
  expect(readInstant('18/11/2026 9:30 pm', 'dmy', 'UTC')).toBe('2026-11-18T21:30:00.000Z')
  expect(readInstant('18/11/2026 25:30', 'dmy', 'UTC')).toBeUndefined()
})

test('a clock without a zone is one of the zone that the file is read in', () => {
  for (const [cell, zone, utc] of [
    ['2026-11-18 21:49', 'Asia/Kuwait', '2026-11-18T18:49:00.000Z'],
    ['18/11/2026 9:49 م', 'Asia/Kathmandu', '2026-11-18T16:04:00.000Z'],
    ['Nov 18, 2026, 21:49:05', 'America/Los_Angeles', '2026-11-19T05:49:05.000Z'],
    ['2026-11-18', 'Pacific/Kiritimati', '2026-11-17T10:00:00.000Z'],
    ['2026-11-18T21:49Z', 'Asia/Tokyo', '2026-11-18T21:49:00.000Z'],
    ['2026-11-18 21:49 GMT', 'Asia/Tokyo', '2026-11-18T21:49:00.000Z'],
  ] as const)
    expect([cell, readInstant(cell, 'dmy', zone)]).toEqual([cell, utc])
})

test('numbers are read with either decimal mark, and never guessed from what is no number', () => {
  expect(readDecimal('480.000,00', ',')).toBe('480000.00')
  expect(readDecimal('480,000.50', '.')).toBe('480000.50')
  expect(readDecimal("1'234.5", '.')).toBe('1234.5')
  expect(readDecimal('1 234,5', ',')).toBe('1234.5')
  expect(readDecimal('(12)', '.')).toBe('-12')
  for (const text of ['12k', '1.2.3', '12,34,5', 'n/a', '']) expect(readDecimal(text, '.')).toBeUndefined()
  expect(decimalOf(['480.000,00', '96.500,50'])).toBe(',')
  expect(decimalOf(['1,234', '5'])).toBeUndefined()
})

test('an amount carries the currency that its cell names', () => {
  expect(readMoney('€ 1.200,50', ',', 'USD')).toEqual({ minor: 120050, currency: 'EUR' })
  expect(readMoney('480000.50 SAR', '.', 'EUR')).toEqual({ minor: 48000050, currency: 'SAR' })
  expect(readMoney('$5', '.', 'CAD')).toEqual({ minor: 500, currency: 'CAD' })
  expect(readMoney('12k', '.', 'EUR')).toBeUndefined()
})

test('countries and languages are known by code and by name', () => {
  expect(
    ['DE', 'Deutschland', 'Allemagne', 'المملكة العربية السعودية', 'Polska', 'USA', 'uk'].map(countryOf),
  ).toEqual(['DE', 'DE', 'DE', 'SA', 'PL', 'US', 'GB'])
  expect(['fr', 'French', 'pt-BR', 'Deutsch', 'العربية', 'Klingon'].map(languageOf)).toEqual([
    'fr',
    'fr',
    'pt-BR',
    'de',
    'ar',
    undefined,
  ])
})

const reading = { dateOrder: 'dmy', decimal: '.', currency: 'EUR', timeZone: 'Asia/Kuwait' } as const
const asEmail = (cell: string) => readValue(cell, importTargets('lead').email!, reading)

test('a currency is told by its code, its sign or its word, on either side', () => {
  const amounts: [string, number, string][] = [
    ['R$ 2.000,00', 200000, 'BRL'],
    ['د.إ 1,500', 150000, 'AED'],
    ['٤٨٠٬٠٠٠٫٥٠ ر.س', 48000050, 'SAR'],
    ['USD1,200.00', 120000, 'USD'],
    ['US$ 5,000', 500000, 'USD'],
    ['1500 AED', 150000, 'AED'],
    ['CHF 1’234.50', 123450, 'CHF'],
    ['-£99', -9900, 'GBP'],
  ]
  for (const [cell, minor, currency] of amounts)
    expect([cell, readMoney(cell, '.', 'EUR')]).toEqual([cell, { minor, currency }])
  // Money of several countries is that of the workspace, or nobody knows whose.
  expect(readMoney('480,000 ريال', '.', 'SAR')).toEqual({ minor: 48000000, currency: 'SAR' })
  expect(readMoney('480,000 ريال', '.', 'EUR')).toBeUndefined()
  for (const cell of ['12k', '$1.2M', 'XYZ 5', 'ABC', 'EUR'])
    expect(readMoney(cell, '.', 'EUR')).toBeUndefined()
})

test('a day is read with its weekday, in Eastern writing and as Excel keeps it', () => {
  for (const day of [
    'Tuesday, 3 February 2026',
    'mar. 3 février 2026',
    'Dienstag, 3. Februar 2026',
    '2026年2月3日',
  ])
    expect([day, readDay(day, 'dmy')]).toEqual([day, '2026-02-03'])
  expect(readInstant('Tue Feb 03 2026 10:00:00 GMT+0300 (AST)', 'dmy', 'UTC')).toBe(
    '2026-02-03T07:00:00.000Z',
  )
  const date = (cell: string) => readValue(cell, importTargets('deal').openedOn!, reading)
  expect(date('46056')).toEqual({ ok: true, value: '2026-02-03' })
  expect(date('46056.75')).toEqual({ ok: true, value: '2026-02-03' })
  for (const cell of ['460', '4605', '99999', '460567', '0000-01-01']) expect(date(cell).ok).toBe(false)
  const instant = readValue('46056.75', importTargets('lead').lastActivityAt!, reading)
  expect(instant).toEqual({ ok: true, value: '2026-02-03T15:00:00.000Z' })
})

test('the one address in a cell is read; of two nobody knows which', () => {
  for (const cell of [
    'Ana <ana@x.example>',
    '"Ana, B" <ana@x.example>',
    '<ana@x.example>',
    'ana@x.example (work)',
    "'ana@x.example'",
    'ana@x.example.',
    'mailto:ana@x.example',
  ])
    expect([cell, asEmail(cell)]).toEqual([cell, { ok: true, value: 'ana@x.example' }])
  const two = asEmail('a@x.example; b@x.example')
  expect(two).toMatchObject({ ok: false, code: 'not_an_email' })
  expect((two as { message: string }).message).toContain('Keep one')
  for (const cell of ['a@@x.example', 'f at x.example', 'x']) expect(asEmail(cell).ok).toBe(false)
})

test('what spreadsheets and databases write for nothing is nothing', () => {
  for (const cell of [
    '',
    '-',
    '–',
    'N/A',
    '#N/A',
    'null',
    '(blank)',
    '#REF!',
    '#DIV/0!',
    '#WERT!',
    '\\N',
    '0000-00-00',
    'k. A.',
    'غير متوفر',
  ])
    expect([cell, meansNothing(cell)]).toEqual([cell, true])
  for (const cell of ['0', 'no', 'Nan Li', 'None of these', '#1'])
    expect([cell, meansNothing(cell)]).toEqual([cell, false])
})

test('what an export guards comes back as it was, and a constant in quotes is its text', () => {
  const any = fc.oneof(
    fc.string(),
    fc.stringMatching(/^'{0,3}[=+\-@]{0,2}[a-z"]{0,5}$/),
    fc.stringMatching(/^(['"=＝＋－＠\- ;\t\r\n\u00a0]|[a-z]){0,12}$/),
  )
  fc.assert(
    fc.property(any, value => {
      const cell = csvCell(value)
      const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
      // A text that is itself `="…"` is guarded, so it is not taken for a constant.
      expect(withoutFormulaGuard(read)).toBe(value)
    }),
  )
  expect(withoutFormulaGuard('="00123"')).toBe('00123')
  expect(withoutFormulaGuard('=SUM(A1)')).toBe('=SUM(A1)')
})

test('a new field’s kind keeps what its values are', () => {
  const kind = (header: string, ...values: string[]) => newFieldKind(header, values, reading).kind
  expect(kind('Mobile', '966552140917', '+48601222333')).toBe('phone')
  // Nobody adds up two of these, and a zero at their beginning counts.
  for (const header of [
    'Company ID',
    'Zip Code',
    'PLZ',
    'VAT No',
    'accountId',
    'Kundennummer',
    'Code postal',
  ])
    expect([header, kind(header, '80331', '9012')]).toEqual([header, 'text'])
  expect(kind('Score', '12345678901234567', '1')).toBe('text')
  for (const header of ['Score', 'Employees', 'Paid', 'Number of seats'])
    expect([header, kind(header, '80331', '9012')]).toEqual([header, 'integer'])
  expect(kind('Renewal date', '45678', '45690')).toBe('date')
  expect(kind('Discount', '10%', '12.5 %')).toBe('number')
  expect(kind('Customer', 'نعم', 'لا')).toBe('boolean')
  expect(kind('VIP', '✓', '✓')).toBe('boolean')
  expect(kind('Grade', 'x')).toBe('text')
  expect(kind('Profile', 'https://x.example/a')).toBe('url')
})

test('what a form shows before anybody has chosen is nothing, in our languages', () => {
  for (const cell of [
    'Select',
    'select',
    '-- Select --',
    'Please select',
    'Select...',
    '--- Please Select ---',
    'Choose…',
    '(choose)',
    'Select one',
    'Select an option',
    'Choose an option…',
    'Please choose',
    'Pick one',
    'Sélectionner',
    'Veuillez sélectionner',
    'Sélectionnez une option',
    '-- Choisir --',
    'Choisissez…',
    'اختر',
    '-- اختر --',
    'الرجاء الاختيار',
    'يرجى التحديد',
    'اختر من القائمة',
    'Bitte wählen',
    '– Bitte auswählen –',
    'Seleccione una opción',
  ])
    expect([cell, meansNothing(cell)]).toEqual([cell, true])
  for (const cell of [
    'Select Foods',
    'Choose Chicago',
    'Selected',
    'Selectra',
    'Choice',
    'اختيارات',
    'Please call',
  ])
    expect([cell, meansNothing(cell)]).toEqual([cell, false])
})
