import { acceptQuote } from '@sextant/db/quotes/accept-quote'
import { askForChange } from '@sextant/db/quotes/ask-for-change'
import type { Asker } from '@sextant/db/quotes/by-link'
import { countView } from '@sextant/db/quotes/count-view'
import { declineQuote } from '@sextant/db/quotes/decline-quote'
import { logoTypes } from '@sextant/db/quotes/logo'
import { PublicQuote } from '@sextant/db/quotes/public-quote.model'
import { readPublicQuote } from '@sextant/db/quotes/public-quote.queries'
import { QuoteAccept, QuoteAsk, QuoteDecline } from '@sextant/db/quotes/quote-answer.model'
import { logoByLink, pdfByLink } from '@sextant/db/quotes/quote-pdf.queries'
import * as v from 'valibot'
import { fileAnswer } from '../app/file-answer'
import { type Answer, type Asked, route } from '../app/route'

const area = 'quotes'
const access = 'public'
/** From one network: a page with its logo and PDF, and a few who write. */
const reading = { name: 'quote-pages', perMinute: 240 }
const answering = { name: 'quote-answers', perMinute: 30 }

type Request = Pick<Asked<unknown, unknown>, 'ctx' | 'door' | 'params'>

/** By whom it is asked is said by the token alone: whatever session comes along adds nothing. */
const asked = ({ ctx, door, params }: Request): [asker: Asker, secret: string, token: string] => {
  const { db, clock, requestId, traceparent, onWrite } = ctx
  return [{ db, clock, requestId, traceparent, onWrite }, door.secret, params.token ?? '']
}

/** Nobody keeps what a secret address gave, nor tells anybody else of the address. */
const privately = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
}

const told = async (quote: Promise<PublicQuote>): Promise<Answer> => ({
  body: await quote,
  headers: privately,
})

const answers = { 200: { description: 'The quote as it stands now.', schema: PublicQuote } }

/** What a customer may do with the link to a quote, without an account: the token in the address is the whole right. */
export const publicQuoteRoutes = [
  route({
    method: 'get',
    path: '/public/quotes/:token',
    area,
    access,
    allowance: reading,
    summary:
      'A quote by the link that its customer has: what it says, and how it stands. 404 for whatever is no link, or was withdrawn.',
    answers,
    handle: request => told(readPublicQuote(...asked(request))),
  }),
  route({
    method: 'post',
    path: '/public/quotes/:token/viewed',
    area,
    access,
    allowance: answering,
    summary: 'Tells that the quote was shown to its customer: the page does, once somebody looks at it.',
    body: v.strictObject({}),
    answers: { 204: { description: 'It is counted, unless it was a moment ago or by the seller.' } },
    handle: async request => {
      await countView(...asked(request), request.identity?.workspaceId ?? null)
      return { status: 204, headers: privately }
    },
  }),
  route({
    method: 'post',
    path: '/public/quotes/:token/accept',
    area,
    access,
    allowance: answering,
    summary:
      'Accepts a quote with a name and a typed or drawn signature. Done again by the same person under the same name it is done; 409 where it was accepted by somebody else.',
    body: QuoteAccept,
    checkedBy: 'verb',
    answers,
    handle: request => told(acceptQuote(...asked(request), request.body)),
  }),
  route({
    method: 'post',
    path: '/public/quotes/:token/ask-for-change',
    area,
    access,
    allowance: answering,
    summary: 'Tells the seller what should be different. The quote stays open.',
    body: QuoteAsk,
    checkedBy: 'verb',
    answers,
    handle: request => told(askForChange(...asked(request), request.body)),
  }),
  route({
    method: 'post',
    path: '/public/quotes/:token/decline',
    area,
    access,
    allowance: answering,
    summary: 'Declines a quote, with a reason or without.',
    body: QuoteDecline,
    checkedBy: 'verb',
    answers,
    handle: request => told(declineQuote(...asked(request), request.body)),
  }),
  route({
    method: 'get',
    path: '/public/quotes/:token/pdf',
    area,
    access,
    allowance: reading,
    summary:
      'The PDF of a quote, of an accepted one with its signature. 409 with the rule `quote.pdf_not_ready` and Retry-After while it is being made.',
    answers: { 200: { description: 'PDF/UA-1.', contentType: 'application/pdf' } },
    handle: async request => {
      const { reader, file } = await pdfByLink(...asked(request))
      return fileAnswer(reader, file, privately)
    },
  }),
  route({
    method: 'get',
    path: '/public/quotes/:token/logo',
    area,
    access,
    allowance: reading,
    summary: 'The logo of the seller of a quote.',
    answers: { 200: { description: 'A picture.', contentType: 'image/*' } },
    handle: async request => {
      const { bytes, format } = await logoByLink(...asked(request))
      return new Response(bytes as Uint8Array<ArrayBuffer>, {
        headers: { ...privately, 'content-type': logoTypes[format] },
      })
    },
  }),
] as const
