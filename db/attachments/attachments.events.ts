import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'
import { eventsOf } from '../events/event.model'

const about = { attachmentId: v.string(), name: v.string() }

/** What happens to the files of a record, told by the record: to those who may see its files. */
export const attachmentEvents = eventsOf(
  { subject: Object.keys(areas) as RecordName[], word: 'attachment', also: 'attachment' },
  {
    added: { payload: { ...about, bytes: v.number() }, shown: true },
    renamed: { payload: { ...about, was: v.string() }, shown: true },
    removed: { payload: about, shown: true },
    restored: { payload: about, shown: true },
    /** The scanner has found nothing. */
    cleared: { payload: about, shown: true },
    /** The scanner has found something; the bytes are gone. */
    refused: { payload: { ...about, finding: v.string() }, shown: true },
    /** A lead was converted, or that was taken back: so many went along, told by the record that they left and by the one that has them. */
    moved: {
      payload: {
        files: v.number(),
        way: v.picklist(['away', 'here']),
        entity: v.string(),
        recordId: v.string(),
      },
      shown: true,
    },
    /** It was in the bin for too long, and is gone for good. */
    purged: { payload: about, shown: true },
  },
)

/** The work on one file: it is scanned, and a picture gets a small one. The file's id is the subject's. */
export const attachmentWorkEvents = eventsOf(
  { subject: 'attachment', word: 'attachment_work', sight: null },
  { requested: { asks: { start: 'readyAttachment', id: 'attachment', limit: '30 days' } } },
)
