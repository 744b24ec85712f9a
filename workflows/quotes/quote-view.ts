import { type Signature, signatureField } from '@sextant/db/quotes/quote-answer.model'
import type { QuoteDocument } from '@sextant/db/quotes/quote-document.model'
import { figuresIn } from '@sextant/db/quotes/quote-figures.rules'
import { quoteWords } from '@sextant/db/quotes/quote-words.rules'

/** By whom, when and how a quote was accepted, and what exactly. */
export interface Acceptance {
  name: string
  at: string
  timeZone: string
  sha256: string
  signature: Signature
}

/** What the template sets: each text as it is printed, in the document's language. */
export function quoteView(document: QuoteDocument, logo: string | null, acceptance?: Acceptance) {
  const { language, currency, lines, totals, seller, customer } = document
  const words = quoteWords[language]
  const figures = figuresIn(language)
  const money = (minor: number) => figures.money(minor, currency)
  const total = money(totals.totalMinor)
  const isDiscounted = lines.some(({ discount }) => Number(discount) > 0)
  const isTaxed = lines.some(({ taxPercent }) => Number(taxPercent) > 0)
  const columns = [
    { label: words.item, figures: false, cell: undefined },
    { label: words.quantity, cell: (line: Line) => figures.quantity(line.quantity) },
    { label: words.price, cell: (line: Line) => figures.price(line.unitPrice, currency) },
    isDiscounted && {
      label: words.discount,
      cell: (line: Line) => (Number(line.discount) > 0 ? figures.percent(line.discount) : ''),
    },
    isTaxed && { label: words.tax, cell: (line: Line) => figures.percent(line.taxPercent) },
    {
      label: `${words.net} (${currency})`,
      cell: (line: Line) => figures.amount(line.netMinor, currency),
    },
  ].filter(column => column !== false)
  const dir = language === 'ar' ? 'rtl' : 'ltr'
  const heading = piecesOf(`${apart(document.number)} · ${words.version(document.version)}`)
  return {
    language,
    dir,
    title: `${words.quote} ${document.number}`,
    heading,
    pages: words.page('{n}', '{of}'),
    words: {
      quote: words.quote,
      from: words.from,
      for: words.for,
      terms: words.terms,
      total: words.total,
      accepted: words.accepted,
      acceptedBy: words.acceptedBy,
      acceptedAt: words.acceptedAt,
      fingerprint: words.fingerprint,
      signature: words.signature,
      typed: words.typed,
    },
    logo,
    seller: { name: seller.name },
    customer: linesOf(
      dir,
      customer.name,
      customer.address,
      customer.contactName && words.attention(apart(customer.contactName)),
    ),
    sender: linesOf(
      dir,
      seller.name,
      seller.address,
      seller.email,
      seller.phone,
      seller.taxId && `${words.taxId} ${apart(seller.taxId)}`,
    ),
    facts: [
      { label: words.issuedOn, value: figures.day(document.issuedOn) },
      { label: words.validUntil, value: figures.day(document.validUntil) },
      ...(document.paymentTerms ? [{ label: words.payment, value: document.paymentTerms }] : []),
    ],
    subject: linesOf(dir, document.title),
    columns: columns.map(({ label, cell }) => ({ label, figures: cell !== undefined })),
    rows: lines.map(line => ({
      text: linesOf(dir, line.text),
      notes: linesOf(
        dir,
        line.detail,
        line.period !== 'once' && words.each(line.period, figures.span(line.terms, line.period)),
      ),
      figures: columns.flatMap(({ cell }) => (cell ? [cell(line)] : [])),
    })),
    sums: [
      { label: words.netSum, amount: money(totals.netMinor) },
      ...totals.taxes
        .filter(({ percent }) => isTaxed || Number(percent) > 0)
        .map(({ percent, netMinor, taxMinor }) => ({
          label: words.taxOn(figures.percent(percent), figures.amount(netMinor, currency)),
          amount: money(taxMinor),
        })),
    ],
    total,
    notes: present(
      document.taxIncluded && isTaxed && words.taxIncluded,
      totals.arrMinor > 0 && words.recurring(money(totals.mrrMinor), money(totals.arrMinor)),
    ),
    terms: (document.terms ?? '')
      .split(/\n\s*\n/)
      .map(paragraph => linesOf(dir, paragraph))
      .filter(lines => lines.length > 0),
    signed: acceptance
      ? {
          agreed: piecesOf(words.agreed(apart(document.number), document.version, apart(total))),
          name: linesOf(dir, acceptance.name),
          at: figures.moment(acceptance.at, acceptance.timeZone),
          sha256: acceptance.sha256,
          typed: 'typed' in acceptance.signature ? linesOf(dir, acceptance.signature.typed) : null,
          drawn: 'drawn' in acceptance.signature ? drawing(acceptance.signature.drawn) : null,
          // A long name is signed in smaller letters.
          size: Math.max(9, Math.min(20, Math.floor(700 / acceptance.name.length))),
          alt: `${words.signature}: ${acceptance.name}`,
        }
      : null,
  }
}

type Line = QuoteDocument['lines'][number]

type Direction = 'ltr' | 'rtl'

/** A part of a line; one that is `apart` from the rest has a direction of its own. */
interface Piece {
  text: string
  dir: Direction | null
}
/** A line and the direction in which it is read. */
interface ViewLine {
  dir: Direction
  pieces: Piece[]
}

/** The direction of a text's first letter. Without one it is a number, which is read from the left. */
const directionOf = (text: string): Direction =>
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text) ? 'rtl' : 'ltr'

/** Marks a text that stays in one piece inside a line of another direction. The marks never reach the paper, where they would be letters to a screen reader. */
const apart = (text: string) => `\u2068${text.replaceAll(/[\u2066-\u2069]/g, '')}\u2069`

const piecesOf = (text: string): Piece[] =>
  text
    .split(/[\u2066-\u2069]/)
    .map((part, at) => ({ text: part, dir: at % 2 ? directionOf(part) : null }))
    .filter(({ text }) => text)

/** The lines of texts: what somebody wrote has its own direction, what we wrote around it that of the page. */
const linesOf = (dir: Direction, ...texts: readonly (string | false | null)[]): ViewLine[] =>
  present(...texts)
    .flatMap(text => text.split(/\r?\n/))
    .filter(line => line.trim())
    .map(line => {
      const pieces = piecesOf(line)
      const isOurs = pieces.some(piece => piece.dir !== null)
      return { dir: isOurs ? dir : directionOf(line), pieces }
    })

/** Those of the texts that say something. */
const present = (...texts: readonly (string | false | null)[]): string[] =>
  texts.filter((text): text is string => Boolean(text))

/** Strokes as a picture. They are whole numbers within the field: nothing of them can be markup. */
function drawing(strokes: readonly (readonly (readonly [number, number])[])[]): string {
  const paths = strokes.map(points =>
    points
      // A point alone is a dot.
      .concat(points.length === 1 ? [points[0]!] : [])
      .map(([x, y], at) => `${at ? 'L' : 'M'}${x} ${y}`)
      .join(''),
  )
  const { width, height } = signatureField
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><path d="${paths.join('')}" fill="none" stroke="#1c2a46" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>`
}
