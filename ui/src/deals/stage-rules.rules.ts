import { freeStage, type StageRule, type StageRules } from '@sextant/db/pipelines/stage-rules.model'

export type StageKey = string

/** How many things a stage asks for: what a closed section says of it. */
export const askedBy = ({ creates, needs, when, movers, approval }: StageRule): number =>
  [!creates, needs.length > 0, when !== null, movers !== null, approval !== null].filter(Boolean).length

export const ruleOf = ({ stages }: StageRules, id: StageKey): StageRule => stages[id] ?? freeStage

/** The rules with those of one stage changed; a stage that asks for nothing is left out. */
export function withRule(rules: StageRules, id: StageKey, values: Partial<StageRule>): StageRules {
  const rule = { ...ruleOf(rules, id), ...values }
  const { [id]: _, ...others } = rules.stages
  return { ...rules, stages: askedBy(rule) ? { ...others, [id]: rule } : others }
}

/** Roles and people in one list of values. */
export const moversOf = ({ movers }: StageRule): string[] => [
  ...(movers?.roles ?? []).map(role => `role ${role}`),
  ...(movers?.members ?? []),
]

export function moversFrom(values: readonly string[]): StageRule['movers'] {
  if (values.length === 0) return null
  const roles = values.flatMap(value => (value.startsWith('role ') ? [value.slice('role '.length)] : []))
  const members = values.filter(value => !value.startsWith('role '))
  return { roles: roles as NonNullable<StageRule['movers']>['roles'], members }
}

/** Stages whose approval nobody could give. */
export const withoutApprover = ({ stages }: StageRules): StageKey[] =>
  Object.entries(stages).flatMap(([id, { approval }]) =>
    approval && approval.approvers.length === 0 ? [id] : [],
  )
