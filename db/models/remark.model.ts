import * as v from 'valibot'

/** What can be said of a model or its training, with the names of what stands in the sentence. Screens have a sentence of their own for each. */
export const remarkParams = {
  'dropped.afterwards': [],
  'dropped.excluded': [],
  'dropped.constant': [],
  'dropped.names_record': [],
  'dropped.gives_away': ['auc'],
  'dropped.only_positive': ['share', 'rows'],
  'dropped.only_negative': ['share', 'rows'],
  'state.ready': ['auc', 'error', 'rows'],
  'state.chance': ['auc', 'error', 'rows'],
  'state.cold_start': ['positives', 'negatives', 'needed'],
  'state.no_feature': [],
  'state.too_good': ['auc', 'error', 'rows', 'limit'],
  'split.few_times': ['n'],
  'split.one_moment': [],
  'split.thin_part': ['least'],
  'limit.young': ['rows', 'days'],
  'limit.young_left': ['rows', 'days'],
  'limit.changes': ['later', 'mixed'],
  'limit.rate_moved': ['held', 'training'],
  'limit.miss': ['by'],
  'limit.order_only': [],
  'limit.not_better': [],
  'limit.suspect': ['feature', 'label', 'auc'],
  'limit.suspects': ['n'],
  'suspect.ranks': ['auc'],
  'suspect.filled': ['positive', 'negative'],
  'suspect.value_positive': ['value', 'share', 'rows'],
  'suspect.value_negative': ['value', 'share', 'rows'],
  'suspect.partly': ['share'],
  'suspect.too_good_with': ['auc'],
  'suspect.late': ['share'],
  'contest.few_rows': ['rows', 'positives'],
  'failure.unlearnable': [],
  'failure.crashed': [],
  'failure.outage': [],
  'failure.overdue': [],
  'failure.gone': [],
  'failure.broken': [],
  'failure.not_scored': [],
} as const satisfies Record<string, readonly string[]>

export type RemarkCode = keyof typeof remarkParams
export const remarkCodes = Object.keys(remarkParams) as [RemarkCode, ...RemarkCode[]]
/** `feature` and `label` name a feature: screens translate a built-in one by the former. `value` is one of its values. All else are figures. */
export type RemarkParams<C extends RemarkCode> = {
  [P in (typeof remarkParams)[C][number]]: P extends 'feature' | 'label' | 'value' ? string : number
}

/** A sentence about a model: by code and figures for screens, in English for the API and the log. Shares are between 0 and 1. */
export const Remark = v.object({
  code: v.picklist(remarkCodes),
  params: v.record(v.string(), v.union([v.number(), v.string()])),
  text: v.string(),
})
export type Remark = v.InferOutput<typeof Remark>
