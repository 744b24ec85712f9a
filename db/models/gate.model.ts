import * as v from 'valibot'

/** Champion: scores the records. Candidate: never has. Retired: did once. */
export const aliases = ['champion', 'candidate', 'retired'] as const
export type Alias = (typeof aliases)[number]

/** `ready`: trained and told apart from chance. `cold_start`: too few outcomes, prior used. `no_signal`: enough
 * outcomes, but the features do not tell them apart on rows the model had not seen. `held_back`: it foretells too well to be
 * true, and is not the champion until somebody has said which of its features are known beforehand. */
export const versionStates = ['ready', 'cold_start', 'no_signal', 'held_back'] as const
export type VersionState = (typeof versionStates)[number]

/** The new version against the champion on the same held-out rows; positive figures are in favour of the new one. */
export const Contest = v.object({
  rows: v.number(),
  auc: v.nullable(v.number()),
  aucError: v.nullable(v.number()),
  brier: v.number(),
  logLoss: v.number(),
})
export type Contest = v.InferOutput<typeof Contest>

/** Why a version became the champion when it was trained, or did not. */
export const Gate = v.object({
  promoted: v.boolean(),
  rule: v.picklist([
    'first',
    'champion_not_ready',
    'not_ready',
    'not_compared',
    'worse',
    'not_worse',
    'held_back',
  ]),
  /** In a sentence. */
  reason: v.string(),
  /** Version number of the champion it was measured against. */
  against: v.nullable(v.number()),
  contest: v.nullable(Contest),
})
export type Gate = v.InferOutput<typeof Gate>
