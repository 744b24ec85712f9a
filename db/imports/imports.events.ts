import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** How many rows came to what so far, and up to where the file is read. */
const counts = {
  read: v.number(),
  created: v.number(),
  updated: v.number(),
  skipped: v.number(),
  refused: v.number(),
  byteOffset: v.number(),
}
/** How many records an undo has taken back, and how many it left because somebody has changed them since. */
const undo = { undone: v.number(), kept: v.number() }

export const importEvents = eventsOf(
  { subject: 'import' },
  {
    created: {},
    changed: {},
    checked: { payload: { read: v.number() } },
    requested: { asks: { start: 'importRecords', id: 'import', limit: '30 days' } },
    asked: {
      payload: { asked: v.picklist(['pause', 'resume', 'cancel']) },
      asks: { signal: 'asked', id: 'import', argument: 'asked' },
    },
    started: {},
    /** Of a check, of the import, or of its undo. */
    progressed: {
      payload: { ...v.partial(v.object(counts)).entries, ...v.partial(v.object(undo)).entries },
    },
    paused: {},
    cancelled: {},
    done: { payload: counts },
    failed: { payload: { failure: v.string() } },
    undoRequested: { asks: { start: 'undoImport', id: 'undo', limit: '2 days' } },
    undone: { payload: undo },
  },
)

/** A check is a work of its own: asked for again, it is another one. */
export const importCheckEvents = eventsOf(
  { subject: 'import_check', word: 'import', sight: null },
  {
    checkRequested: {
      payload: { importId: v.string() },
      asks: { start: 'checkImport', id: 'check', limit: '2 days' },
    },
  },
)
