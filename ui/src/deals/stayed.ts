import { linesNeeded } from '@sextant/db/pipelines/stage-rules.model'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { asProblem } from '../app/problem'
import { t as frame } from '../app/text'
import { type ToastAction, toastRefusal } from '../parts/toast/toast'
import { askForApproval } from './asked-approval'
import type { BoardStage } from './board.rules'
import { dealKind } from './deal-kind'
import { t } from './deals.text'

interface Stayed {
  /** Worth trying once more. */
  again?: () => void
  /** Where the deal was to go. */
  wanted?: Pick<BoardStage, 'id' | 'name'>
  /** What the workspace calls its own fields, by key. */
  ownLabels?: Readonly<Record<string, string>>
}

/** Says that a deal stayed, which rule kept it, and what would open the way: to ask for an approval, or to fill what is missing. */
export function tellStayed(
  deal: { id: string; name: string },
  stage: Pick<BoardStage, 'name'>,
  error: unknown,
  { again, wanted, ownLabels = {} }: Stayed = {},
): void {
  const actions: ToastAction[] = again ? [{ label: frame('retry'), onPress: again }] : []
  const { rule, params } = asProblem(error)
  if (rule === 'deal.approval_needed' && wanted)
    actions.push({
      label: t('approval.ask'),
      onPress: () => askForApproval({ id: deal.id, name: deal.name, stageId: wanted.id, stage: wanted.name }),
    })
  toastRefusal(
    t('stayed', { name: deal.name, stage: stage.name }),
    wordsOf(error, rule, params, ownLabels),
    actions,
  )
}

function wordsOf(
  error: unknown,
  rule: string | undefined,
  params: Readonly<Record<string, unknown>>,
  ownLabels: Readonly<Record<string, string>>,
): string {
  if (rule !== 'deal.stage_needs') return explain(error)
  const labels = String(params.fields ?? '')
    .split(', ')
    .map(key => (key === linesNeeded ? t('stayed.lines') : (ownLabels[key] ?? dealKind.label(key))))
  return t('stayed.needs', { stage: String(params.stage ?? ''), fields: format.list(labels) })
}
