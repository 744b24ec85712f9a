import { describe, expect, test } from 'bun:test'
import { rateReaders } from './rate-readers.rules'

const { read } = rateReaders.ecb
const envelope = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	${inside}
</gesmes:Envelope>`
const day = (time: string, rows: string) => `<Cube time='${time}'>${rows}</Cube>`

describe('the file of the European Central Bank', () => {
  test('of one day, and of many', () => {
    const rows = `<Cube currency='USD' rate='1.0873'/><Cube currency="JPY" rate="169.42" />`
    expect(read(envelope(`<Cube>${day('2026-11-27', rows)}</Cube>`))).toEqual({
      base: 'EUR',
      rates: [
        { day: '2026-11-27', currency: 'USD', rate: '1.0873' },
        { day: '2026-11-27', currency: 'JPY', rate: '169.42' },
      ],
    })
    const many = Array.from({ length: 90 }, (_, n) =>
      day(`2026-0${1 + Math.floor(n / 30)}-${10 + (n % 20)}`, rows),
    )
    expect(read(envelope(`<Cube>${many.join('\n')}</Cube>`))).toMatchObject({ rates: { length: 180 } })
  })

  test('with comments, other tags and no days has no rates, and is readable', () => {
    expect(read(envelope('<!-- <Cube> --><Cube/><other a="1">x</other>'))).toEqual({ base: 'EUR', rates: [] })
  })

  test('a day of 27 years at once is read in a moment', () => {
    const rows = Array.from({ length: 31 }, (_, n) => `<Cube currency="A${n}" rate="1.${n}"/>`).join('')
    const all = Array.from({ length: 7000 }, () => day('2026-01-01', rows)).join('')
    expect(read(envelope(`<Cube>${all}</Cube>`))).toMatchObject({ rates: { length: 217_000 } })
  })

  test.each([
    ['nothing', ''],
    ['text', 'USD 1.08'],
    ['a page', '<html><body><p>Not found</body></html>'],
    ['cut off', envelope('<Cube><Cube time="2026-11-27"><Cube currency="USD" rate="1.08"/>').slice(0, -30)],
    ['with tags that cross', envelope('<Cube><Cube time="2026-11-27"></Other></Cube>')],
    ['with a rate of no day', envelope('<Cube currency="USD" rate="1.08"/>')],
    ['with a day that is none', envelope(day('yesterday', ''))],
    ['with a day in a day', envelope(day('2026-11-27', day('2026-11-26', '')))],
    ['with definitions', `<!DOCTYPE x [<!ENTITY a "b">]>${envelope('')}`],
    ['with an external entity', `<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>`],
    ['with unquoted values', envelope('<Cube time=2026-11-27/>')],
    ['with two roots', `${envelope('')}<x/>`],
    ['nested without end', '<a>'.repeat(100_000)],
    ['an unclosed comment', `<!-- ${envelope('')}`],
  ])('that is %s is refused with its line', (_, text) => {
    expect(read(text)).toEqual({ line: expect.any(Number) })
  })
})

describe('CSV', () => {
  const csv = rateReaders.csv.read
  test('has a day, a currency and a rate in each row, with or without a head', () => {
    const rates = [
      { day: '2026-11-27', currency: 'USD', rate: '1.0873' },
      { day: '2026-11-26', currency: 'JPY', rate: '169.4' },
    ]
    expect(csv('day,currency,rate\n2026-11-27,usd,1.0873\r\n"2026-11-26","JPY","169.4"\n\n')).toEqual({
      base: null,
      rates,
    })
    expect(csv('\uFEFF2026-11-27;USD;1.0873\n2026-11-26\tJPY\t169.4')).toEqual({ base: null, rates })
  })
  test('of another form is refused with its line; an empty cell is a missing rate', () => {
    expect(csv('day,currency,rate\n27.11.2026,USD,1.08')).toEqual({ line: 2 })
    expect(csv('2026-11-27,USD,1.08\n2026-13-40,USD,1.08')).toEqual({ line: 2 })
    expect(csv('2026-11-27,USD,1.08,9')).toEqual({ line: 1 })
    expect(csv('2026-11-27,USD,')).toMatchObject({ rates: [{ rate: '' }] })
  })
})
