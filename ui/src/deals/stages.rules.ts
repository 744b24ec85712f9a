import type { Stage } from '@sextant/db/pipelines/pipelines.model'

/** A stage as the dialog edits it. One without an id is new. */
export type DraftStage = { key: string; id?: string } & Omit<SavedStage, 'id' | 'position'>
type Values = ReturnType<typeof valuesOf>
/** What is asked of the server for the stage with this key. */
export type StageChange = { key: string } & (
  | { method: 'post'; body: Values & { pipelineId: string } }
  | { method: 'patch'; id: string; body: Partial<Values> }
  | { method: 'delete'; id: string }
)
/** A stage as it is saved. */
export type SavedStage = Pick<Stage, 'id' | 'name' | 'kind' | 'position' | 'probability' | 'idleAfterDays'>

export const draftOf = ({ id, name, kind, probability, idleAfterDays }: SavedStage): DraftStage => ({
  key: id,
  id,
  name,
  kind,
  probability,
  idleAfterDays,
})

export const newStage = (key: string, name: string): DraftStage => ({
  key,
  name,
  kind: 'open',
  probability: 50,
  idleAfterDays: null,
})

export function moved(stages: readonly DraftStage[], key: string, to: number): readonly DraftStage[] {
  const stage = stages.find(one => one.key === key)
  if (!stage) return stages
  const others = stages.filter(one => one.key !== key)
  const at = Math.max(0, Math.min(others.length, to))
  return [...others.slice(0, at), stage, ...others.slice(at)]
}

type Fault = 'stages.name.missing' | 'stages.probability.wrong' | 'stages.idle.wrong' | 'stages.needOpen'

/** What is wrong before anything is sent, by stage. */
export function checkStages(stages: readonly DraftStage[]): { key: string; says: Fault }[] {
  const faults = stages.flatMap(
    ({ key, name, kind, probability, idleAfterDays }): { key: string; says: Fault }[] => {
      if (!name.trim()) return [{ key, says: 'stages.name.missing' }]
      if (kind === 'open' && probability !== null && !isWhole(probability, 0, 100))
        return [{ key, says: 'stages.probability.wrong' }]
      if (idleAfterDays !== null && !isWhole(idleAfterDays, 1, 100_000))
        return [{ key, says: 'stages.idle.wrong' }]
      return []
    },
  )
  const [first] = stages
  if (first && !faults.length && !stages.some(({ kind }) => kind === 'open'))
    return [{ key: first.key, says: 'stages.needOpen' }]
  return faults
}
const isWhole = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to

/** Requests that make the saved stages what the draft says: removals first, then changes and new ones in their order. */
export function changesOf(
  saved: readonly SavedStage[],
  draft: readonly DraftStage[],
  pipelineId: string,
): StageChange[] {
  const kept = new Set(draft.flatMap(({ id }) => id ?? []))
  const gone = saved
    .filter(({ id }) => !kept.has(id))
    .map(({ id }): StageChange => ({ key: id, method: 'delete', id }))
  const written = draft.flatMap((stage, index): StageChange[] => {
    const values = valuesOf(stage, index + 1)
    const before = saved.find(({ id }) => id === stage.id)
    if (!before) return [{ key: stage.key, method: 'post', body: { ...values, pipelineId } }]
    const body = Object.fromEntries(
      Object.entries(values).filter(([field, value]) => before[field as keyof typeof values] !== value),
    )
    return Object.keys(body).length ? [{ key: stage.key, method: 'patch', id: before.id, body }] : []
  })
  return [...gone, ...written]
}

/** Won is 100% and lost 0%, whatever was typed before: the server sets them. */
function valuesOf({ name, kind, probability, idleAfterDays }: DraftStage, position: number) {
  const open = kind === 'open'
  return {
    name: name.trim(),
    kind,
    position,
    ...(open ? { probability, idleAfterDays } : {}),
  }
}
