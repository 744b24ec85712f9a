import { longText, text, url } from '../core/field.model'
import { recordModel } from '../core/record.model'

/** Who else deals are won by. */
export const competitorFields = {
  name: text({ required: true, searched: true, sortable: true }),
  website: url(),
  note: longText(),
}

export const CompetitorModel = recordModel('competitor', competitorFields)
