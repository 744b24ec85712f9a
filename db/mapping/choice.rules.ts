import type { Field } from '../core/field.model'
import type { StageKind } from '../pipelines/pipelines.model'
import { plain } from '../reading/names-of-places.rules'
import type { ImportEntity } from './import-entities.model'
import { importables } from './importables.rules'
import { stageKindOf } from './outcome.rules'
import { headerKey } from './synonyms.rules'

/** How the different values of a choice are understood. */
export interface Choice {
  /** Value of the file → value of the field, where they differ. */
  values: Record<string, string>
  unmatched: string[]
  /** Of the different values, how many are understood: 0 to 1. */
  share: number
  known: { of: number; matched: number }
}

/** Beyond this a column is no choice that somebody matches value by value. */
const mostChoices = 60

/** A status by its words, a stage by its name and else by its kind; undefined for a field that takes any value. */
export function choiceOf(
  entity: ImportEntity,
  key: string,
  field: Field,
  distinct: readonly string[],
  stages: readonly { name: string; kind: StageKind }[],
): Choice | undefined {
  if (distinct.length > mostChoices) return undefined
  const closed = field.kind === 'select' && !('pipe' in field.schema)
  if (!closed && key !== 'stageId') return undefined
  const understood = (value: string): string | undefined =>
    key === 'stageId'
      ? stageOf(value, stages)
      : (field.options?.find(option => plain(option) === plain(value)) ?? wordFor(entity, key, value))
  const values: Record<string, string> = {}
  const unmatched: string[] = []
  for (const value of distinct) {
    const meant = understood(value)
    if (meant === undefined) unmatched.push(value)
    else if (meant !== value) values[value] = meant
  }
  const matched = distinct.length - unmatched.length
  // A stage that is not known is made, so it needs no match.
  const share = key === 'stageId' || distinct.length === 0 ? 1 : matched / distinct.length
  return {
    values,
    unmatched: key === 'stageId' ? [] : unmatched,
    share,
    known: { of: distinct.length, matched },
  }
}

function stageOf(value: string, stages: readonly { name: string; kind: StageKind }[]): string | undefined {
  const kind = stageKindOf(value)
  return (
    stages.find(stage => plain(stage.name) === plain(value))?.name ??
    (kind === 'open' ? undefined : stages.find(stage => stage.kind === kind)?.name)
  )
}

/** The value of a closed choice that a word stands for, as programs and people write it. */
function wordFor(entity: ImportEntity, key: string, value: string): string | undefined {
  const wanted = headerKey(value)
  return Object.entries(importables[entity].valueWords?.[key] ?? {}).find(([, list]) =>
    list.split(' ').some(word => headerKey(word) === wanted),
  )?.[0]
}
