import { useNavigate } from '@solidjs/router'
import { isRtl } from '../app/preferences'
import { arrowOf, besideIn, carryOf } from './board-keys.rules'
import type { BoardModel } from './board-model'
import { t } from './deals.text'

/**
 * Keys of the board, heard once for all cards. At rest arrows walk, Enter opens and Space lifts; with a card in hand arrows carry
 * it, Enter or Space drops it and Esc puts it back. Every step is announced.
 */
export function useBoardKeys(model: BoardModel) {
  const navigate = useNavigate()
  return (event: KeyboardEvent) => {
    const { target } = event
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
    if (!(target instanceof HTMLElement) || target.dataset.card === undefined) return
    const handled = model.lifting.lift()?.by === 'keys' ? carry(event.key) : walk(event.key, target)
    if (!handled) return
    event.preventDefault()
    event.stopPropagation()
  }

  function carry(key: string): boolean {
    const act = carryOf(key, isRtl())
    if (!act) return false
    if (act.type === 'drop') void model.drop()
    else if (act.type === 'back') putBack()
    else {
      model.lifting.step(act.down, act.onward)
      const now = model.lifting.lift()
      if (now?.over) {
        model.reveal(now.over)
        model.announce(model.placeText('said.over', now.card, now.over))
      }
    }
    return true
  }

  function putBack() {
    const lift = model.lifting.lift()
    const stage = model.stages().find(({ id }) => id === lift?.from.stageId)
    model.lifting.letGo()
    if (!lift) return
    model.announce(t('said.back', { name: lift.card.name, stage: stage?.name ?? '' }))
    model.focusCard(lift.card.id)
  }

  function walk(key: string, target: HTMLElement): boolean {
    const { card: id = '', stage: stageId = '' } = target.dataset
    const { cards } = model.columns.column(stageId)
    const at = cards.findIndex(card => card.id === id)
    const card = cards[at]
    if (!card) return false
    if (key === ' ') {
      if (!model.mayMove()) return true
      model.lifting.take(card, 'keys')
      model.announce(model.placeText('said.lifted', card, { stageId, index: at }))
      return true
    }
    if (key === 'Enter') {
      navigate(model.href(id))
      return true
    }
    const arrow = arrowOf(key, isRtl())
    if (!arrow) return false
    const [down, on] = arrow
    const next = down ? cards[at + down] : beside(stageId, on, at)
    if (next) model.focusCard(next.id)
    return true
  }

  function beside(stageId: string, by: number, at: number) {
    const stages = model.stages()
    const columns = stages.map(({ id }) => model.columns.column(id).cards)
    return besideIn(
      columns,
      stages.findIndex(({ id }) => id === stageId),
      by,
      at,
    )
  }
}
