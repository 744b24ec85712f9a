import { boolean, longText, money, openSelect, text } from '../core/field.model'
import { recordModel } from '../core/record.model'

export const productFields = {
  name: text({ required: true, searched: true, sortable: true }),
  code: text({ searched: true, sortable: true }),
  family: openSelect([], { sortable: true }),
  price: money({ sortable: true }),
  /** What one costs the company; which roles read it, and with it any margin, an administrator says. */
  cost: money(),
  /** The class of the table of taxes that its lines have where they say none. */
  taxClass: openSelect([]),
  active: boolean({ default: true }),
  description: longText(),
  externalId: text(),
}

export const ProductModel = recordModel('product', productFields)
