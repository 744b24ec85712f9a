import { addLink } from '@sextant/db/quotes/add-link'
import { draftVersion, dropDraft } from '@sextant/db/quotes/draft-version'
import { mailLink } from '@sextant/db/quotes/mail-quote'
import { linkToken } from '@sextant/db/quotes/quote-link'
import { pdfOfVersion } from '@sextant/db/quotes/quote-pdf.queries'
import { KeptQuoteSettings, QuoteSettingsSave } from '@sextant/db/quotes/quote-settings.model'
import { readQuoteSettings } from '@sextant/db/quotes/quote-settings.queries'
import { QuoteSheet } from '@sextant/db/quotes/quote-sheet.model'
import { readSheet } from '@sextant/db/quotes/quote-sheet.queries'
import { quoteEntity } from '@sextant/db/quotes/quotes.entity'
import { type Quote, QuoteModel } from '@sextant/db/quotes/quotes.model'
import { remakePdf } from '@sextant/db/quotes/remake-pdf'
import { saveQuoteSettings } from '@sextant/db/quotes/save-quote-settings'
import { sendQuote } from '@sextant/db/quotes/send-quote'
import { QuoteMail, QuoteSend, Recipient } from '@sextant/db/quotes/send-quote.model'
import { withdrawLink, withdrawQuote } from '@sextant/db/quotes/withdraw-quote'
import { shownText } from '@sextant/db/records/show-record'
import { fileAnswer } from '../app/file-answer'
import { type Asked, route } from '../app/route'

const area = 'quotes'
const one = (description: string) => ({ 200: { description, schema: QuoteModel.Read } })
const shown = async ({ ctx }: Pick<Asked<unknown, unknown>, 'ctx'>, quote: Quote) => ({
  body: await shownText(ctx, quoteEntity, quote),
  version: quote.version,
})

/** Where a link is opened. */
const addressIn =
  ({ origin, secret }: { origin: string; secret: string }) =>
  (linkId: string) =>
    `${origin}/q/${linkToken(secret, linkId)}`

export const quoteRoutes = [
  route({
    method: 'get',
    path: '/crm/quotes/:id/sheet',
    area,
    summary:
      'All versions of a quote with what they say and what became of them, its links, and what keeps the version that is being written from being sent.',
    answers: { 200: { description: 'The newest version first.', schema: QuoteSheet } },
    handle: async ({ ctx, params, door }) => ({
      body: await readSheet(ctx, params.id!.toLowerCase(), addressIn(door)),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/send',
    area,
    summary:
      'Sends the version that is being written: it is numbered and frozen, replaces the one that the customer had, and a link is made for each recipient.',
    body: QuoteSend,
    checkedBy: 'verb',
    answers: one('The quote as it was sent.'),
    handle: async ({ ctx, params, body, version, door }) =>
      shown({ ctx }, await sendQuote(ctx, params.id!.toLowerCase(), body, version, addressIn(door))),
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/versions',
    area,
    summary:
      'Begins the next version, from the lines of the deal as they are. The customer keeps the one they have until it is sent.',
    answers: one('The quote with its new version.'),
    handle: async ({ ctx, params, version }) =>
      shown({ ctx }, await draftVersion(ctx, params.id!.toLowerCase(), version)),
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/versions/drop',
    area,
    summary: 'Throws away the version that is being written, and goes back to the one before.',
    answers: one('The quote without it.'),
    handle: async ({ ctx, params, version }) =>
      shown({ ctx }, await dropDraft(ctx, params.id!.toLowerCase(), version)),
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/withdraw',
    area,
    summary: 'Takes back the version that the customer has: its links say so.',
    answers: one('The quote, withdrawn.'),
    handle: async ({ ctx, params, version }) =>
      shown({ ctx }, await withdrawQuote(ctx, params.id!.toLowerCase(), version)),
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/links',
    area,
    summary: 'Makes a link for one more person, to the version that the customer has.',
    body: Recipient,
    checkedBy: 'verb',
    answers: { 204: { description: 'It is among the links of the sheet.' } },
    handle: async ({ ctx, params, body }) => {
      await addLink(ctx, params.id!.toLowerCase(), body)
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/quotes/:id/versions/:version/pdf',
    area,
    summary:
      'The PDF of a version that was sent, with the signature where it was accepted. 409 with the rule `quote.pdf_not_ready` and Retry-After while it is being made.',
    answers: { 200: { description: 'PDF/UA-1.', contentType: 'application/pdf' } },
    handle: async ({ ctx, params }) => {
      const { reader, file } = await pdfOfVersion(ctx, params.id!.toLowerCase(), params.version!)
      return fileAnswer(reader, file, { 'cache-control': 'private, no-cache' })
    },
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/versions/:version/pdf',
    area,
    summary: 'Asks anew for a PDF that could not be made.',
    answers: { 204: { description: 'It is there, or being made.' } },
    handle: async ({ ctx, params }) => {
      await remakePdf(ctx, params.id!.toLowerCase(), params.version!)
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/crm/quotes/:id/links/:link/mail',
    area,
    summary: 'Sends one person’s link by mail, with the PDF.',
    body: QuoteMail,
    checkedBy: 'verb',
    answers: { 204: { description: 'It is on its way.' } },
    handle: async ({ ctx, params, body, door }) => {
      await mailLink(ctx, params.id!.toLowerCase(), params.link!.toLowerCase(), body, addressIn(door))
      return { status: 204 }
    },
  }),
  route({
    method: 'delete',
    path: '/crm/quotes/:id/links/:link',
    area,
    summary: 'Closes one person’s link.',
    answers: { 204: { description: 'It opens nothing any more.' } },
    handle: async ({ ctx, params }) => {
      await withdrawLink(ctx, params.id!.toLowerCase(), params.link!.toLowerCase())
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/quote-settings',
    area,
    summary: 'What all quotes say, and the number that is given next.',
    answers: { 200: { description: 'The settings.', schema: KeptQuoteSettings } },
    handle: async ({ ctx }) => {
      const kept = await readQuoteSettings(ctx)
      return { body: kept, version: kept.version }
    },
  }),
  route({
    method: 'put',
    path: '/crm/quote-settings',
    area,
    summary:
      'Sets what all quotes say, how they are numbered, and where a deal goes whose quote was accepted.',
    body: QuoteSettingsSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The settings as they are now.', schema: KeptQuoteSettings } },
    handle: async ({ ctx, body, version }) => {
      const kept = await saveQuoteSettings(ctx, body, version)
      return { body: kept, version: kept.version }
    },
  }),
] as const
