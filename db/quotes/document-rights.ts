import type { Context } from '../core/context'
import { forbidden } from '../core/errors'
import { mayRead, type ObjectName, scopeOf } from '../core/grants.rules'

/** The fields that a document is made of, by the object that they are fields of. */
const told: readonly [ObjectName, readonly string[]][] = [
  ['quote', ['name', 'number', 'net', 'total', 'validUntil', 'paymentTerms', 'terms', 'language']],
  ['deal', ['amount', 'name']],
  ['customer', ['name', 'legalName', 'city', 'country']],
  ['contact', ['name']],
  ['product', ['name', 'code']],
]

/** Whether the asker may read what a quote says: who may not read all that is in it, first of all the amount of a deal, gets none of it. */
export const mayReadDocument = ({ access }: Pick<Context, 'access'>): boolean =>
  told.every(
    ([object, fields]) =>
      scopeOf(access, object, 'read') !== undefined && fields.every(field => mayRead(access, object, field)),
  )

/** Refuses who may not read what a quote says. */
export function checkDocument(ctx: Context): void {
  if (!mayReadDocument(ctx))
    throw forbidden(
      `Your role (${ctx.access.role}) may not read all that is in a quote.`,
      'quote.read.document',
    )
}
