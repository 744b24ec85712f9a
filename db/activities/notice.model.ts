import * as v from 'valibot'
import { instant } from '../core/field.model'
import { activityKinds } from './activities.model'
import { watchedThings } from './watched.rules'

const noticeKinds = ['reminder', 'mention', 'watched', 'conversation'] as const

/** What happened to a record that the asker watches, without any value: `fields` by their keys, as far as the asker may read them now. */
const Watched = v.object({
  entity: v.string(),
  recordId: v.string(),
  /** When the first of it happened; `at` of the notice is the last. */
  since: v.string(),
  /** How many times something happened. */
  times: v.number(),
  things: v.array(v.picklist(watchedThings)),
  fields: v.array(v.string()),
  people: v.array(v.string()),
})

/**
 * What the asker is told for themselves, about an activity or a record that they may read: `name` is what it is called, `text` the beginning of what an activity
 * says. `activityId` is null, and `watched` is not, where it is about a record that they watch.
 */
const Notice = v.object({
  id: v.string(),
  kind: v.picklist(noticeKinds),
  at: v.string(),
  seenAt: v.nullable(v.string()),
  activityId: v.nullable(v.string()),
  activityKind: v.nullable(v.picklist(activityKinds)),
  name: v.nullable(v.string()),
  text: v.nullable(v.string()),
  by: v.nullable(v.string()),
  watched: v.nullable(Watched),
  /** The conversation in which the asker was mentioned. */
  conversationId: v.nullable(v.string()),
})
export type Notice = v.InferOutput<typeof Notice>

/** The newest first; `unseen` counts all that were not looked at yet. */
export const NoticeList = v.object({ results: v.array(Notice), unseen: v.number() })
export type NoticeList = v.InferOutput<typeof NoticeList>

/** Up to which one everything was looked at. */
export const NoticesSeen = v.strictObject({ until: instant().schema })
