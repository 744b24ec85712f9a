import { useNavigate } from '@solidjs/router'
import { isRtl } from '../app/preferences'
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
    const arrow = arrowOf(key)
    if (arrow) {
      model.lifting.step(...arrow)
      const now = model.lifting.lift()
      if (now?.over) {
        model.reveal(now.over)
        model.announce(model.placeText('said.over', now.card, now.over))
      }
      return true
    }
    if (key === 'Enter' || key === ' ') {
      void model.drop()
      return true
    }
    if (key === 'Escape' || key === 'Tab') {
      const lift = model.lifting.lift()
      const stage = model.stages().find(({ id }) => id === lift?.from.stageId)
      model.lifting.letGo()
      if (lift) {
        model.announce(t('said.back', { name: lift.card.name, stage: stage?.name ?? '' }))
        model.focusCard(lift.card.id)
      }
      return true
    }
    return false
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
    const arrow = arrowOf(key)
    if (!arrow) return false
    const [down, on] = arrow
    const next = down ? cards[at + down] : beside(stageId, on, at)
    if (next) model.focusCard(next.id)
    return true
  }

  /** The card beside, in the next column that has any. */
  function beside(stageId: string, by: number, at: number) {
    const stages = model.stages()
    for (let n = stages.findIndex(({ id }) => id === stageId) + by; stages[n]; n += by) {
      const { cards } = model.columns.column(stages[n]?.id ?? '')
      if (cards.length) return cards[Math.min(at, cards.length - 1)]
    }
    return undefined
  }
}

/** [places down, stages onward], as the reader sees them. */
function arrowOf(key: string): [number, number] | undefined {
  const onward = isRtl() ? -1 : 1
  switch (key) {
    case 'ArrowDown':
      return [1, 0]
    case 'ArrowUp':
      return [-1, 0]
    case 'ArrowRight':
      return [0, onward]
    case 'ArrowLeft':
      return [0, -onward]
    default:
      return undefined
  }
}
