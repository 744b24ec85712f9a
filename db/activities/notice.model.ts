import * as v from 'valibot'
import { instant } from '../core/field.model'
import { activityKinds } from './activities.model'

const noticeKinds = ['reminder', 'mention'] as const

/** What the asker is told for themselves, about an activity that they may read. `text` is the beginning of what it says. */
const Notice = v.object({
  id: v.string(),
  kind: v.picklist(noticeKinds),
  at: v.string(),
  seenAt: v.nullable(v.string()),
  activityId: v.string(),
  activityKind: v.nullable(v.picklist(activityKinds)),
  name: v.nullable(v.string()),
  text: v.nullable(v.string()),
  by: v.nullable(v.string()),
})
export type Notice = v.InferOutput<typeof Notice>

/** The newest first; `unseen` counts all that were not looked at yet. */
export const NoticeList = v.object({ results: v.array(Notice), unseen: v.number() })
export type NoticeList = v.InferOutput<typeof NoticeList>

/** Up to which one everything was looked at. */
export const NoticesSeen = v.strictObject({ until: instant().schema })
