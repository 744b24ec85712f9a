import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { write } from '../events/write'
import type { ModelCard } from './card.model'
import type { Alias, Contest, Gate, VersionState } from './gate.model'
import { modelVersionEvents } from './models.events'
import { gateOf } from './promotion.rules'

export interface TrainedVersion {
  trainingId: string
  model: string
  state: VersionState
  card: ModelCard
  artifact: object
  /** Against the champion that is named, on the same rows; null when there was none to compare with. */
  contest: (Contest & { championId: string }) | null
}

export interface SavedVersion {
  id: string
  version: number
  alias: Alias
  gate: Gate
}

/**
 * Keeps a trained version, once per training: a second call gives the first one's. It becomes the champion by the rules of
 * `promotion.rules.ts`, in the same transaction.
 */
export async function saveVersion(ctx: Context, trained: TrainedVersion): Promise<SavedVersion> {
  const { model, trainingId } = trained
  return write(ctx, async ({ tx, emit }) => {
    await lockModel(tx, ctx.workspaceId, model)
    const [known] = await tx<SavedVersion[]>`
      select id, version, alias, gate from model_version where training_id = ${trainingId}`
    if (known) return known
    const [champion] = await tx<{ id: string; version: number; state: VersionState }[]>`
      select id, version, state from model_version where model = ${model} and alias = 'champion'`
    const [last] = await tx<{ version: number }[]>`
      select coalesce(max(version), 0)::int as version from model_version where model = ${model}`
    // A champion that took over meanwhile was not the one it was measured against.
    const { championId, ...figures } = trained.contest ?? {}
    const contest = trained.contest && championId === champion?.id ? (figures as Contest) : null
    const gate = gateOf(trained.state, champion ?? null, contest)
    if (gate.promoted && champion)
      await tx`update model_version set alias = 'retired' where id = ${champion.id}`
    const saved: SavedVersion = {
      id: uuidv7(),
      version: (last?.version ?? 0) + 1,
      alias: gate.promoted ? 'champion' : 'candidate',
      gate,
    }
    await tx`
      insert into model_version (id, workspace_id, model, version, alias, state, card, artifact, gate, training_id, created_at)
      values (${saved.id}, ${ctx.workspaceId}, ${model}, ${saved.version}, ${saved.alias}, ${trained.state},
        ${tx.json(trained.card as never)}, ${tx.json(trained.artifact as never)}, ${tx.json(gate as never)}, ${trainingId},
        ${ctx.clock().toISOString()})`
    await tx`update training set version_id = ${saved.id} where id = ${trainingId}`
    const replaced = gate.promoted ? (champion?.id ?? null) : null
    emit(
      modelVersionEvents.created(
        saved.id,
        { model, trainingId, rule: gate.rule, replaced },
        { after: { version: saved.version, alias: saved.alias, state: trained.state } },
      ),
    )
    return saved
  })
}

/** One at a time decides which version of a model is the champion. Held until the transaction ends. */
export async function lockModel(tx: Tx, workspaceId: string, model: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`model ${workspaceId} ${model}`}, 0))`
}
