import * as v from 'valibot'

/**
 * What somebody has said of a feature of a model. `afterwards`: known only once the outcome is. `excluded`: left out for another reason. `kept`: known
 * before the outcome, however well it ranks; it holds no version back.
 */
const choices = ['afterwards', 'excluded', 'kept'] as const
export type Choice = (typeof choices)[number]

/** A choice that stands, until it is taken back. */
export const FeatureChoice = v.object({
  feature: v.string(),
  label: v.string(),
  choice: v.picklist(choices),
  decidedBy: v.nullable(v.string()),
  decidedAt: v.string(),
})
export type FeatureChoice = v.InferOutput<typeof FeatureChoice>

/** What to say of features; `choice` null takes back what was said. `train` asks for a training with it. */
export const ChooseFeatures = v.strictObject({
  choices: v.pipe(
    v.array(
      v.strictObject({
        feature: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
        choice: v.nullable(v.picklist(choices)),
      }),
    ),
    v.minLength(1),
    v.maxLength(500),
  ),
  train: v.optional(v.boolean(), false),
})
export type ChooseFeatures = v.InferOutput<typeof ChooseFeatures>
