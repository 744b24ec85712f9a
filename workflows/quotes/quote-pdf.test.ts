import { expect, test } from 'bun:test'
import { quoteLanguages } from '@sextant/db/quotes/quote-document.model'
import { getDocumentProxy } from 'unpdf'
import { quotePdf } from './quote-pdf'
import type { Acceptance } from './quote-view'
import { scratchDocument } from './scratch-document'

/** What a reader program finds in it. */
async function read(bytes: Uint8Array) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const { info } = (await pdf.getMetadata()) as unknown as { info: Record<string, unknown> }
  const pages: string[] = []
  for (let n = 1; n <= pdf.numPages; n++) {
    const { items } = await (await pdf.getPage(n)).getTextContent()
    pages.push(items.map(item => ('str' in item ? item.str : '')).join('|'))
  }
  const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree())
  return {
    pages,
    text: pages.join('\n'),
    tree,
    title: info.Title,
    language: info.Language,
    marks: await pdf.getMarkInfo(),
  }
}

const acceptance: Acceptance = {
  name: 'Thandiwe Mokoena',
  at: '2026-11-20T09:12:33.120Z',
  timeZone: 'Africa/Johannesburg',
  sha256: 'c0ffee'.repeat(10),
  signature: { typed: 'Thandiwe Mokoena' },
}

test.each(quoteLanguages)(
  'a quote in %s is tagged, named and in its language, and holds to PDF/UA-1',
  async language => {
    const document = scratchDocument(language, 6)
    const made = await quotePdf(document)
    expect(made).toMatchObject({ pages: 1 })
    expect([made.notAccessible, made.withoutLogo]).toEqual([undefined, undefined])
    const found = await read(made.bytes)
    expect(found.language).toBe(language)
    expect(found.title).toContain('2026-0318')
    expect(found.marks?.Marked).toBe(true)
    for (const role of ['"H1"', '"H2"', '"Table"', '"TH"', '"TD"']) expect(found.tree).toContain(role)
    // Latin texts, whose letters a program can read back one by one.
    for (const text of ['Karoo Solar', '14 Voortrekker St', '+31 20 555 0142', 'SM-1', '480'])
      expect([text, found.text.includes(text)]).toEqual([text, true])
  },
)

test('figures are exact, and written as the language does', async () => {
  const { text } = await read((await quotePdf(scratchDocument('en', 4))).bytes)
  // 480 × 286.50 less 8 %, 16 × 412 × 36 months, 0.333 × 1180.125.
  for (const amount of ['126,518.40', '237,312.00', '1,180.125', '0.333']) expect(text).toContain(amount)
  expect(text).toContain('Each month, for 36 months')
  const french = await read((await quotePdf(scratchDocument('fr', 4))).bytes)
  expect(french.text.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain('126 518,40')
})

test('two hundred lines go over pages, each with its head and its number', async () => {
  const made = await quotePdf(scratchDocument('en', 200))
  const { pages } = await read(made.bytes)
  expect(made.pages).toBeGreaterThan(5)
  for (const [at, page] of pages.entries()) expect(page).toContain(`Page ${at + 1} of ${made.pages}`)
  const withLines = pages.filter(page => /(monitor|mast|licence|Commissioning) \d/.test(page))
  for (const page of withLines) expect(page).toContain('Quantity')
  for (let n = 1; n <= 200; n++)
    expect(pages.join('|')).toMatch(new RegExp(`(monitor|mast|licence|Commissioning) ${n}\\|`))
})

test('what nobody needs is not there: no tax, no discount, no terms', async () => {
  const one = scratchDocument('en', 2)
  const lines = one.lines.map(line => ({ ...line, discount: '0', taxPercent: '0' }))
  const { text } = await read((await quotePdf({ ...one, lines, terms: null, paymentTerms: null })).bytes)
  for (const word of ['Discount', 'Terms', 'Payment']) expect(text).not.toContain(word)
})

test('an accepted quote has a page more, with who, when, what exactly, and the signature', async () => {
  const made = await quotePdf(scratchDocument('en', 2), { acceptance })
  const { pages } = await read(made.bytes)
  expect(pages.length).toBe(2)
  for (const text of ['Thandiwe Mokoena', '20 November 2026', '11:12:33', acceptance.sha256, 'SAR'])
    expect(pages[1]).toContain(text)
  const drawn = await quotePdf(scratchDocument('ar', 2), {
    acceptance: {
      ...acceptance,
      signature: {
        drawn: [
          [
            [20, 150],
            [80, 40],
            [560, 140],
          ],
          [[300, 30]],
        ],
      },
    },
  })
  expect([drawn.pages, drawn.notAccessible]).toEqual([2, undefined])
  expect(drawn.bytes.length).toBeGreaterThan(10_000)
})

test('what a customer is called is text, whatever it looks like', async () => {
  const title = '#set text(red) $x$ *b* @ref #panic("no") \\ // [x] <label>'
  const made = await quotePdf(scratchDocument('en', 1, { title }))
  expect((await read(made.bytes)).text.replaceAll('|', '')).toContain('#panic("no")')
})

test('letters of no font we have leave a quote that can be read for the rest, and says what it lacks', async () => {
  const made = await quotePdf(scratchDocument('en', 1, { title: '東京' }))
  expect(made.pages).toBe(1)
  expect(made.notAccessible).toContain('could not be displayed')
})

test('a logo is drawn, and one that cannot be is left out and told', async () => {
  const plain = (await quotePdf(scratchDocument('en', 1))).bytes.length
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>'
  const logo = { format: 'svg' as const, bytes: new TextEncoder().encode(svg) }
  const made = await quotePdf(scratchDocument('en', 1), { logo })
  expect(made.withoutLogo).toBeUndefined()
  expect(made.bytes.length).not.toBe(plain)
  for (const format of ['png', 'jpg', 'svg'] as const) {
    const broken = await quotePdf(scratchDocument('en', 1), {
      logo: { format, bytes: new Uint8Array([1, 2, 3]) },
    })
    expect([broken.pages, typeof broken.withoutLogo]).toEqual([1, 'string'])
  }
  // The next quote has nothing of it.
  expect((await quotePdf(scratchDocument('en', 1))).bytes.length).toBe(plain)
})

test('a logo reads no file of this machine', async () => {
  const reads =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="file:///etc/passwd" width="9" height="9"/><image href="../../etc/hostname" width="9" height="9"/></svg>'
  const made = await quotePdf(scratchDocument('en', 1), {
    logo: { format: 'svg', bytes: new TextEncoder().encode(reads) },
  })
  expect(made.pages).toBe(1)
})

test.each(quoteLanguages)(
  'nothing leaves the paper in %s, however long its words and large its figures',
  async language => {
    const one = scratchDocument(language, 3)
    const long = (letter: string, length: number) => letter.repeat(length)
    const made = await quotePdf(
      {
        ...one,
        currency: 'KWD',
        title: long('T', 255),
        seller: {
          ...one.seller,
          name: long('S', 120),
          address: long('A', 300),
          email: `${long('e', 60)}@example.com`,
        },
        customer: { name: 'Longname '.repeat(25), address: long('ع', 200), contactName: long('C', 120) },
        paymentTerms: 'net '.repeat(60),
        lines: one.lines.map(line => ({
          ...line,
          text: long('x', 255),
          detail: long('9', 60),
          quantity: '999999999.999999',
          unitPrice: '999999999999.999999',
          discount: '99.9999',
          taxPercent: '12.3456',
          netMinor: 900719925474099,
        })),
        totals: { ...one.totals, netMinor: Number.MAX_SAFE_INTEGER, totalMinor: Number.MAX_SAFE_INTEGER },
      },
      { acceptance: { ...acceptance, name: long('N', 120), signature: { typed: long('N', 120) } } },
    )
    expect(made.notAccessible).toBeUndefined()
    const pdf = await getDocumentProxy(new Uint8Array(made.bytes))
    for (let n = 1; n <= pdf.numPages; n++) {
      const page = await pdf.getPage(n)
      const [, , width = 0] = page.view
      for (const item of (await page.getTextContent()).items) {
        if (!('str' in item) || !item.str.trim()) continue
        const x = item.transform[4] as number
        expect([item.str, x >= 40, x + item.width <= width - 40]).toEqual([item.str, true, true])
      }
    }
  },
)
