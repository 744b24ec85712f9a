import * as v from 'valibot'

/** A browser or device that is signed in as the asker. */
export const OwnSession = v.object({
  id: v.string(),
  /** It is the one that asks. */
  current: v.boolean(),
  /** As it names itself, such as “Firefox” and “Windows”; null where it says nothing that is known. */
  browser: v.nullable(v.string()),
  system: v.nullable(v.string()),
  device: v.nullable(v.picklist(['computer', 'phone', 'tablet'])),
  /** The network address that it signed in from. */
  address: v.nullable(v.string()),
  signedInAt: v.string(),
  /** To the day: a session in use is noted once a day. */
  lastUsedAt: v.string(),
  workspace: v.nullable(v.string()),
})
export type OwnSession = v.InferOutput<typeof OwnSession>
