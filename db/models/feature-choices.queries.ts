import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import type { Choice, FeatureChoice } from './feature-choice.model'

/** What was said of a model's features, the newest first. */
export async function featureChoices(ctx: Context, model: string): Promise<FeatureChoice[]> {
  authorise(ctx, 'model', 'read')
  return readOnce(
    ctx,
    sql => sql<FeatureChoice[]>`
      select feature, label, choice, decided_by, to_json(decided_at) #>> '{}' as decided_at from model_feature
      where model = ${model} order by model_feature.decided_at desc, feature`,
  )
}

/** The same by feature, for the work of models, whoever it is done for. */
export async function choicesOf(ctx: Context, model: string): Promise<Map<string, Choice>> {
  const rows = await readOnce(
    ctx,
    sql => sql<{ feature: string; choice: Choice }[]>`
      select feature, choice from model_feature where model = ${model}`,
  )
  return new Map(rows.map(({ feature, choice }) => [feature, choice]))
}
