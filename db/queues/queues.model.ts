import { longText, text } from '../core/field.model'
import { recordModel } from '../core/record.model'

/** Where tickets of one sort wait, and are taken from. */
export const queueFields = {
  name: text({ required: true, searched: true, sortable: true }),
  note: longText(),
}

export const QueueModel = recordModel('queue', queueFields)
