import { page } from '@sextant/db/core/page.model'
import { PriceBook, PriceBookSave } from '@sextant/db/pricebooks/price-books.model'
import { listPriceBooks, readPriceBook } from '@sextant/db/pricebooks/price-books.queries'
import { archivePriceBook, savePriceBook } from '@sextant/db/pricebooks/save-price-book'
import { route } from '../app/route'

const area = 'pricebooks'

export const priceBookRoutes = [
  route({
    method: 'get',
    path: '/crm/price-books',
    area,
    summary: 'The price books, with what each product costs in them by quantity.',
    answers: { 200: { description: 'The books, by name.', schema: page(PriceBook) } },
    handle: ({ ctx, cached }) =>
      cached(['price_book', 'product'], async () => ({
        body: JSON.stringify({ results: await listPriceBooks(ctx) }),
      })),
  }),
  route({
    method: 'post',
    path: '/crm/price-books',
    area,
    summary:
      'Makes a price book: its currency, when it holds, its prices by quantity, and up to how much each role takes off by itself.',
    body: PriceBookSave,
    checkedBy: 'verb',
    answers: { 201: { description: 'The book.', schema: PriceBook } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await savePriceBook(ctx, null, body) }),
  }),
  route({
    method: 'get',
    path: '/crm/price-books/:id',
    area,
    summary: 'One price book.',
    answers: { 200: { description: 'The book.', schema: PriceBook } },
    handle: async ({ ctx, params }) => ({ body: await readPriceBook(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'put',
    path: '/crm/price-books/:id',
    area,
    summary: 'Writes a price book in place of what it was. Lines that are there keep their prices.',
    body: PriceBookSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The book as it is now.', schema: PriceBook } },
    handle: async ({ ctx, params, body }) => ({
      body: await savePriceBook(ctx, params.id!.toLowerCase(), body),
    }),
  }),
  route({
    method: 'delete',
    path: '/crm/price-books/:id',
    area,
    summary: 'Takes a price book out of use. Lines that were priced by it stay as they are.',
    answers: { 204: { description: 'It is out of use.' } },
    handle: async ({ ctx, params }) => {
      await archivePriceBook(ctx, params.id!.toLowerCase())
      return { status: 204 }
    },
  }),
] as const
