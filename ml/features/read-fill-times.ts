import type { Context } from '@sextant/db/core/context'
import type { Suspect } from '@sextant/db/models/card.model'
import { remark } from '@sextant/db/models/remark.rules'
import { fillTimes } from '@sextant/db/scoring/fill-times.queries'
import type { OutcomeModel } from './outcome-model'

const leastLate = 30
const lateShare = 0.5

/** The record's own field that a feature is made of; undefined where it is made of something else. */
export function fieldOf({ entity }: OutcomeModel, feature: string): string | undefined {
  if (feature.startsWith('custom.')) return feature
  const field = feature.split('.')[0]!
  return field in entity.model.fields ? field : undefined
}

/** The suspects with when their values came, by the log, and with a sign against those that mostly came with the outcome or after it. */
export async function withFillTimes(
  ctx: Context,
  model: OutcomeModel,
  suspects: readonly Suspect[],
): Promise<Suspect[]> {
  const fields = suspects.map(({ key }) => fieldOf(model, key))
  const times = await fillTimes(ctx, model, [...new Set(fields.filter(field => field !== undefined))])
  return suspects.map((suspect, i) => {
    const filledWhen = times.get(fields[i] ?? '') ?? null
    if (!filledWhen) return suspect
    const told = filledWhen.before + filledWhen.after
    const share = filledWhen.after / Math.max(1, told)
    const isLate = filledWhen.after >= leastLate && share > lateShare
    return {
      ...suspect,
      filledWhen,
      likely: suspect.likely || isLate,
      signs: isLate ? [remark('suspect.late', { share }), ...suspect.signs] : suspect.signs,
    }
  })
}
