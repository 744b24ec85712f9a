import type {
  AssignmentFault,
  AssignmentRule,
  AssignmentWay,
  AtWork,
} from '@sextant/db/assignment/assignment.model'
import { wrongName } from '../rules/ordered-rules.rules'

/** What becomes of a lead that comes while nobody is at work; `none`: hours do not matter. */
export const hourChoices = ['none', 'next', 'anyway', 'skip', 'queue'] as const
type HourChoice = (typeof hourChoices)[number]

export const wayTypes = ['person', 'turns', 'shares', 'load', 'territory', 'queue'] as const
type WayType = (typeof wayTypes)[number]

/** A rule while it is written: what other ways would need is kept too, so that trying one loses nothing. */
export interface DraftRule extends Omit<AssignmentRule, 'way' | 'atWork'> {
  type: WayType
  hours: HourChoice
  /** In whose queue a lead waits while nobody is at work. */
  waitsIn: string | null
  memberIds: readonly string[]
  shares: Readonly<Record<string, number | null>>
  teamId: string | null
}

export const startRule = (id: string): DraftRule => ({
  id,
  name: '',
  active: true,
  when: null,
  on: { creation: true, import: true, change: false },
  type: 'turns',
  hours: 'none',
  waitsIn: null,
  memberIds: [],
  shares: {},
  teamId: null,
})

export const draftOf = ({ way, atWork, ...rule }: AssignmentRule): DraftRule => ({
  ...rule,
  type: way.type,
  hours: atWork?.otherwise ?? 'none',
  waitsIn: atWork?.otherwise === 'queue' ? atWork.teamId : null,
  memberIds: peopleIn(way),
  shares: way.type === 'shares' ? Object.fromEntries(way.shares.map(one => [one.memberId, one.share])) : {},
  teamId: way.type === 'queue' ? way.teamId : null,
})

export function peopleIn(way: AssignmentWay): string[] {
  switch (way.type) {
    case 'person':
      return [way.memberId]
    case 'shares':
      return way.shares.map(({ memberId }) => memberId)
    case 'queue':
    case 'territory':
      return []
    default:
      return way.memberIds
  }
}

export const shareOf = ({ shares }: Pick<DraftRule, 'shares'>, id: string): number | null =>
  id in shares ? (shares[id] ?? null) : 1

/** The fields of the dialog in which something is wrong, each with the sentence that says so. */
export type RuleFaults = Partial<
  Record<'name' | 'people' | 'shares' | 'team' | 'on' | 'waitsIn', RuleFaultKey>
>
type RuleFaultKey =
  | 'rule.name.missing'
  | 'rule.name.taken'
  | 'rule.people.missing'
  | 'rule.share.wrong'
  | 'rule.team.missing'
  | 'rule.on.missing'

/** What keeps a draft from being a rule. */
export function faultsIn(draft: DraftRule, others: readonly AssignmentRule[]): RuleFaults {
  const { type, memberIds, teamId, on } = draft
  const faults: RuleFaults = {}
  const name = wrongName(draft, others)
  if (name) faults.name = name
  if (type === 'queue' && !teamId) faults.team = 'rule.team.missing'
  if (type !== 'queue' && type !== 'territory' && memberIds.length === 0)
    faults.people = 'rule.people.missing'
  if (type === 'shares' && !memberIds.every(id => isShare(shareOf(draft, id))))
    faults.shares = 'rule.share.wrong'
  if (type !== 'queue' && draft.hours === 'queue' && !draft.waitsIn) faults.waitsIn = 'rule.team.missing'
  if (!on.creation && !on.import && !on.change) faults.on = 'rule.on.missing'
  return faults
}

const isShare = (share: number | null): share is number =>
  share !== null && Number.isInteger(share) && share >= 1 && share <= 1000

/** The rule that a draft without faults is. */
export function ruleOf(draft: DraftRule): AssignmentRule {
  const { type, memberIds, shares: _, teamId, hours, waitsIn, ...rule } = draft
  const way = wayOf({ ...draft, type, memberIds, teamId })
  const atWork = type === 'queue' ? undefined : atWorkOf(hours, waitsIn)
  return { ...rule, name: rule.name.trim(), way, ...(atWork && { atWork }) }
}

function atWorkOf(hours: HourChoice, waitsIn: string | null): AtWork | undefined {
  if (hours === 'none') return undefined
  return hours === 'queue' ? { otherwise: hours, teamId: waitsIn ?? '' } : { otherwise: hours }
}

function wayOf(draft: DraftRule): AssignmentWay {
  const { type, memberIds, teamId } = draft
  switch (type) {
    case 'person':
      return { type, memberId: memberIds[0] ?? '' }
    case 'shares':
      return { type, shares: memberIds.map(memberId => ({ memberId, share: shareOf(draft, memberId) ?? 1 })) }
    case 'queue':
      return { type, teamId: teamId ?? '' }
    case 'territory':
      return { type }
    default:
      return { type, memberIds: [...memberIds] }
  }
}

/** What is wrong with a rule as it was saved; of one that has been changed since it is not known. */
export const faultsOf = (
  faults: readonly AssignmentFault[],
  saved: readonly AssignmentRule[],
  rule: AssignmentRule,
): readonly AssignmentFault[] => {
  const before = saved.find(({ id }) => id === rule.id)
  return JSON.stringify(before) === JSON.stringify(rule)
    ? faults.filter(({ ruleId }) => ruleId === rule.id)
    : []
}
