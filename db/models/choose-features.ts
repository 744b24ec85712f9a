import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { ChooseFeatures } from './feature-choice.model'
import { featureEvents } from './models.events'
import { queueTraining } from './request-training'
import { lockModel } from './save-version'
import type { Training } from './training.model'

/** Features by key, with their English names or the workspace's own. */
export type FeatureLabels = ReadonlyMap<string, string>

/**
 * Says of features of a model whether they are known beforehand, and asks for a training with that where it is wanted: both or neither. Saying it twice is
 * saying it once. Throws `invalid` for a feature that the model has not and nobody has said anything of, `conflict` (`training.running`) while one
 * of the model runs. Gives the training, null where none was wanted.
 */
export async function chooseFeatures(
  ctx: Context,
  model: string,
  features: FeatureLabels,
  input: unknown,
): Promise<Training | null> {
  authorise(ctx, 'model', 'update')
  const { choices, train } = parse(ChooseFeatures, input) as ChooseFeatures
  if (train) authorise(ctx, 'model', 'create')
  return write(ctx, async ({ tx, emit }) => {
    await lockModel(tx, ctx.workspaceId, model)
    for (const [at, { feature, choice }] of choices.entries()) {
      const known = await choiceFor(tx, model, feature)
      const label = features.get(feature) ?? known?.label
      if (label === undefined)
        throw invalid([
          {
            pointer: `/choices/${at}/feature`,
            code: 'not_an_option',
            message: `The model has no feature “${feature}”.`,
            params: { field: 'feature' },
          },
        ])
      await choose(ctx, { tx, emit }, { model, feature, label, choice, known })
    }
    return train ? queueTraining(ctx, { tx, emit }, model) : null
  })
}

interface Known {
  id: string
  label: string
  choice: string
}

async function choiceFor(tx: Tx, model: string, feature: string): Promise<Known | undefined> {
  const [known] = await tx<Known[]>`
    select id, label, choice from model_feature where model = ${model} and feature = ${feature} for update`
  return known
}

async function choose(
  ctx: Context,
  { tx, emit }: Pick<Write, 'tx' | 'emit'>,
  said: { model: string; feature: string; label: string; choice: string | null; known: Known | undefined },
): Promise<void> {
  const { model, feature, label, choice, known } = said
  if ((known?.choice ?? null) === choice) return
  const id = known?.id ?? uuidv7()
  if (choice === null) await tx`delete from model_feature where id = ${id}`
  else
    await tx`
      insert into model_feature (id, workspace_id, model, feature, label, choice, decided_by, decided_at)
      values (${id}, ${ctx.workspaceId}, ${model}, ${feature}, ${label}, ${choice}, ${ctx.access.memberId}, ${ctx.clock().toISOString()})
      on conflict (workspace_id, model, feature) do update
        set choice = excluded.choice, label = excluded.label, decided_by = excluded.decided_by, decided_at = excluded.decided_at`
  emit(
    featureEvents.chosen(
      id,
      { model, feature, label },
      { before: { choice: known?.choice ?? null }, after: { choice } },
    ),
  )
}
