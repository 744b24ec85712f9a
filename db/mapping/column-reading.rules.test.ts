import { expect, test } from 'bun:test'
import { decimalIn } from '../reading/decimal-mark.rules'
import { readValue } from '../reading/values.rules'
import { guessImport, type Known } from './guess.rules'
import { importTargets } from './import-targets.rules'

const berlin: Known = { custom: [], stages: [], pipelines: [], currency: 'EUR', timeZone: 'Europe/Berlin' }
const chicago: Known = { ...berlin, currency: 'USD', timeZone: 'America/Chicago' }

/** What a column of a file of deals, beside others, is proposed to be read as. */
function column(
  header: string,
  cells: readonly string[],
  known = berlin,
  others: Record<string, string[]> = {},
) {
  const headers = ['Deal name', header, ...Object.keys(others)]
  const rows = cells.map((cell, i) => [
    `Deal ${i}`,
    cell,
    ...Object.values(others).map(other => other[i] ?? ''),
  ])
  const { mapping, columns, settings } = guessImport('deal', headers, rows, known)
  const { readAs, field } = mapping[1]!
  const { certainty, asks } = columns[1]!
  return {
    field,
    kind: readAs.kind,
    decimal: readAs.decimal,
    dateOrder: readAs.dateOrder,
    asks,
    isSure: certainty >= 70,
    settings,
  }
}
/** What the cells of an amount's column are read as, in minor units; a fault by its code. */
function amounts(cells: readonly string[], known = berlin, others: Record<string, string[]> = {}) {
  const { decimal, settings } = column('Amount', cells, known, others)
  return cells.map(cell => {
    const read = readValue(cell, importTargets('deal').amount!, {
      dateOrder: 'dmy',
      decimal: decimal ?? settings.decimal,
      currency: known.currency,
      timeZone: known.timeZone,
    })
    return read.ok ? (read.value as { minor: number }).minor : read.code
  })
}

test('amounts in groups of three are thousands where the currency has no third decimal', () => {
  for (const cells of [
    ['15.000', '7.250', '120.000'],
    ['15,000', '7,250', '120,000'],
    ['€ 15.000', '7.250 €', 'EUR 120.000'],
  ]) {
    expect([cells, amounts(cells)]).toEqual([cells, [1_500_000, 725_000, 12_000_000]])
    expect(column('Amount', cells)).toMatchObject({ asks: undefined, isSure: true })
  }
  expect(amounts(['15.000', '7.250'], { ...berlin, currency: 'JPY' })).toEqual([15000, 7250])
  expect(amounts(['15.000', '7.250'], { ...berlin, currency: 'KWD' })).toEqual([15000, 7250])
  expect(amounts(['15,000', '7,250'], { ...berlin, currency: 'TND' })).toEqual([15000, 7250])
})

test('an amount finer than its currency is a fault of its cell, never rounded', () => {
  expect(amounts(['99.50 EUR', '100.001 EUR', '0.125', '1,234.567'])).toEqual([
    9950,
    'too_many_decimals',
    'too_many_decimals',
    'too_many_decimals',
  ])
  expect(amounts(['1500.0000', '7.2500', '0.0001'])).toEqual([150000, 725, 'too_many_decimals'])
  expect(amounts(['1500.00', '7.25'], { ...berlin, currency: 'JPY' })).toEqual([1500, 'too_many_decimals'])
  expect(amounts(['1.2345', '7.2'], { ...berlin, currency: 'KWD' })).toEqual(['too_many_decimals', 7200])
})

test('where a column says one thing and the rest of the file another, somebody is asked', () => {
  const cells = ['15.000', '7.250', '120.000']
  const others = { Score: ['0.85', '1.5', '12.25'] }
  expect(column('Amount', cells, berlin, others)).toMatchObject({
    asks: 'decimal',
    isSure: false,
    decimal: undefined,
  })
  // Until somebody says, such an amount is a fault and no thousandth.
  expect(amounts(cells, berlin, others)).toEqual(Array(3).fill('too_many_decimals'))
  expect(column('Amount', ['1.234,50', '12.50', '7.250'])).toMatchObject({ asks: 'decimal', isSure: false })
})

test('a number alone tells nobody, and is decided by the other columns or asked', () => {
  for (const cells of [['15.000', '7.250', '120.000'], ['1,125', '2,500'], ['12.375']]) {
    expect(column('Weight in tons', cells)).toMatchObject({ asks: 'decimal', isSure: false })
    expect(column('Weight in tons', cells, chicago)).toMatchObject({ asks: 'decimal', isSure: false })
  }
  expect(column('Weight in tons', ['15.000'], berlin).settings.decimal).toBe(',')
  expect(column('Weight in tons', ['15.000'], chicago).settings.decimal).toBe('.')
  const others = { Score: ['0,85', '1,5'] }
  expect(column('Weight in tons', ['15.000', '7.250'], berlin, others)).toMatchObject({
    asks: undefined,
    decimal: ',',
  })
  for (const cells of [
    ['0.375', '12.500'],
    ['1234.567', '1.500'],
    ['1.5', '2.250'],
    ['1,234.5', '2.250'],
  ])
    expect([cells, column('Weight in tons', cells)]).toMatchObject([
      cells,
      { asks: undefined, decimal: '.', isSure: true },
    ])
})

test('a whole number has no decimals: twelve thousand people are not twelve', () => {
  const read = (cells: string[], others: Record<string, string[]> = {}) => {
    const headers = ['Company', 'Employees', ...Object.keys(others)]
    const rows = cells.map((cell, i) => [
      `C ${i}`,
      cell,
      ...Object.values(others).map(other => other[i] ?? ''),
    ])
    const { mapping, columns, settings } = guessImport('customer', headers, rows, berlin)
    expect(mapping[1]!.field).toBe('employees')
    const reading = { ...settings, decimal: mapping[1]!.readAs.decimal ?? settings.decimal }
    return [
      columns[1]!.asks,
      ...cells.map(cell => {
        const value = readValue(cell, importTargets('customer').employees!, reading)
        return value.ok ? value.value : value.code
      }),
    ]
  }
  expect(read(['12.000', '350', '7.250'])).toEqual([undefined, 12000, 350, 7250])
  expect(read(['12,000'])).toEqual([undefined, 12000])
  expect(read(['12.0', '350.0'])).toEqual([undefined, 12, 350])
  expect(read(['12.000'], { Score: ['0.5'] })).toEqual(['decimal', 'not_a_whole_number'])
})

test('days that can be read in two ways are asked, with the country’s order for a proposal', () => {
  for (const cells of [
    ['03/04/2024', '05/06/2024', '11/12/2024'],
    ['3-4-24', '12-11-24'],
    ['03/04/2024 10:15', '01/02/2024 11:00'],
  ])
    for (const header of ['Close date', 'Opened on', 'Site visit'])
      for (const known of [berlin, chicago])
        expect([cells, header, column(header, cells, known)]).toMatchObject([
          cells,
          header,
          { asks: 'dateOrder', isSure: false, dateOrder: undefined },
        ])
  const order = (known: Known) => column('Close date', ['03/04/2024'], known).settings.dateOrder
  expect([order(berlin), order(chicago), order({ ...berlin, timeZone: 'Asia/Manila' })]).toEqual([
    'dmy',
    'mdy',
    'mdy',
  ])
  expect([order({ ...berlin, timeZone: 'America/Toronto' }), order({ ...chicago, timeZone: 'UTC' })]).toEqual(
    ['dmy', 'mdy'],
  )
})

test('days are not asked where a cell of the column or of another tells, and are where cells disagree', () => {
  const asks = (cells: string[], others: Record<string, string[]> = {}) => {
    const { asks, settings, dateOrder } = column('Close date', cells, berlin, others)
    return asks ?? dateOrder ?? settings.dateOrder
  }
  expect(asks(['03/04/2024', '04/25/2024'])).toBe('mdy')
  expect(asks(['03/04/2024', '25/04/2024'])).toBe('dmy')
  expect(asks(['03.04.2024'])).toBe('dmy')
  expect(asks(['2024-04-03'])).toBe('ymd')
  expect(asks(['05/05/2024', '07/07/2024'])).toBe('dmy')
  expect(asks(['03/04/2024', '05/06/2024'], { Created: ['04/25/2024', ''] })).toBe('mdy')
  expect(asks(['03/04/2024', '25/04/2024', '04/25/2024'])).toBe('dateOrder')
  expect(asks(['03/04/2024', ''], { Created: ['04/25/2024', '25/04/2024'] })).toBe('dateOrder')
})

test('rows in several currencies decide by their decimals only where these agree', () => {
  const asked = (codes: string[]) => column('Amount', ['15.000', '7.250'], berlin, { Currency: codes }).asks
  expect([asked(['EUR', 'USD']), asked(['KWD', 'OMR']), asked(['EUR', 'KWD'])]).toEqual([
    undefined,
    undefined,
    'decimal',
  ])
  const figures = { kind: 'money', currency: 'EUR', ofFile: undefined } as const
  expect(decimalIn(['15.000 KWD', '7.250 EUR'], figures).ask).toBe(true)
  expect(decimalIn(['15.000 KWD', '7.250 OMR'], figures)).toEqual({ mark: '.', ask: false })
})

test('a name of 5,000 characters is a name that is too long, not a field of its own', () => {
  for (const [header, field] of [
    ['Deal name', 'name'],
    ['Company', 'customerId'],
  ] as const) {
    const cells = ['x'.repeat(5000), 'y'.repeat(5000), 'Short']
    expect(
      guessImport(
        'deal',
        [header],
        cells.map(cell => [cell]),
        berlin,
      ).mapping[0],
    ).toMatchObject({ field })
  }
  const lead = guessImport('lead', ['Name', 'City'], [['x'.repeat(5000), 'z'.repeat(300)]], berlin)
  expect(lead.mapping.map(({ field }) => field)).toEqual(['name', 'city'])
  const read = readValue('x'.repeat(5000), importTargets('lead').name!, { ...lead.settings })
  expect(read).toMatchObject({ ok: false, code: 'max_length' })
})

test('a placeholder of a form is offered as empty, and is no value of its column', () => {
  const { mapping, columns } = guessImport(
    'lead',
    ['Name', 'City', 'Country'],
    [
      ['A', 'Select', '-- Select --'],
      ['B', 'Mumbai', 'India'],
      ['C', 'Please select', 'Hong Kong'],
    ],
    berlin,
  )
  expect(mapping.map(({ empty }) => empty)).toEqual([[], ['Select', 'Please select'], ['-- Select --']])
  expect(columns.map(({ samples }) => samples)).toEqual([['A', 'B', 'C'], ['Mumbai'], ['India', 'Hong Kong']])
  // And its own first rows stand as they are in the file, each cell in its row.
  expect(columns.map(({ first }) => first)).toEqual([
    ['A', 'B', 'C'],
    ['Select', 'Mumbai', 'Please select'],
    ['-- Select --', 'India', 'Hong Kong'],
  ])
})
