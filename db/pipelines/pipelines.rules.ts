import { type By, type Change, type Refusal, refusal, type Step } from '../records/change.model'
import type { Pipeline, Stage } from './pipelines.model'

export interface PipelineFacts {
  /** The last place that is taken; null: none is. */
  last: number | null
  /** Pipelines with deals. */
  busy: ReadonlySet<string>
  /** There is a default pipeline out of the bin. */
  hasDefault: boolean
}

export interface StageFacts {
  last: number | null
  /** Stages with deals, those in the bin not counted. */
  busy: ReadonlySet<string>
  /** Stages with deals, also in the bin. */
  everBusy: ReadonlySet<string>
}

/** A new pipeline comes last; one with deals stays; and one that comes back finds another default in its place. */
export function preparePipeline(
  { id, before, values }: Change<Pipeline>,
  facts: PipelineFacts,
  by: By,
): Refusal | undefined {
  if (values.deletedAt && facts.busy.has(id))
    return refusal('pipeline.has_deals', 'A pipeline with deals stays. Move its deals first.')
  if (values.deletedAt === null && before?.isDefault && facts.hasDefault) values.isDefault = false
  if (by.putsBack) return
  if (!before && values.position === undefined) values.position = (facts.last ?? 0) + 1
}

export function prepareStage(
  { id, before, values }: Change<Stage>,
  facts: StageFacts,
  by: By,
): Refusal | undefined {
  if (values.deletedAt && facts.busy.has(id)) return hasDeals
  // A deal in the bin counts where it would come back to a stage that means something else.
  if (before && values.kind !== undefined && facts.everBusy.has(id)) return hasDeals
  if (by.putsBack) return
  const refused = checkProbability(before, values)
  if (refused) return refused
  if (!before && values.position === undefined) values.position = (facts.last ?? 0) + 1
  if (before && values.pipelineId !== undefined)
    return refusal('stage.moves_pipeline', 'A stage stays in its pipeline.')
}

const hasDeals = refusal(
  'stage.has_deals',
  'A stage with deals keeps its kind and stays. Move its deals first.',
)

/** What is won is certain, and what is lost is not. */
function checkProbability(before: Stage | null, values: Partial<Stage>): Refusal | undefined {
  const kind = values.kind ?? before?.kind
  if (kind === 'won') values.probability = 100
  if (kind === 'lost') values.probability = 0
  // The certainty of a closing stage is not that of an open one.
  if (before && values.kind === 'open' && values.probability === undefined) values.probability = null
  const { probability } = values
  if (probability != null && (probability < 0 || probability > 100))
    return refusal(
      'stage.probability',
      'A probability is a percentage from 0 to 100.',
      { probability },
      'probability',
    )
}

/** The next new one of the batch comes after this one. */
export function noteLast(
  { after: { position } }: Step<{ position: number | null }>,
  facts: { last: number | null },
): void {
  if (position !== null) facts.last = Math.max(facts.last ?? position, position)
}
