import { integer, longText, text } from '../core/field.model'
import { recordModel } from '../core/record.model'

/** Where tickets of one sort wait, and are taken from. */
export const queueFields = {
  name: text({ required: true, searched: true, sortable: true }),
  note: longText(),
  /** So many open tickets of it one person has at the most; empty: no limit. */
  mostOpen: integer(),
}

export const QueueModel = recordModel('queue', queueFields)
