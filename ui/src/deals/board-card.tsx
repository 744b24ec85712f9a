import { useNavigate } from '@solidjs/router'
import { onMount } from 'solid-js'
import { type BoardStage, type Card, idleDays } from './board.rules'
import type { BoardModel } from './board-model'
import { CardFace } from './card'
import { t } from './deals.text'

/** A card on the board: opened by a press, dragged, lifted by keys, moved by its menu. */
export function BoardCard(props: { card: Card; stage: BoardStage; model: BoardModel }) {
  const { model } = props
  const navigate = useNavigate()
  let element!: HTMLElement
  const lifted = () => model.lifting.lift()?.card.id === props.card.id
  const stays = () => {
    const over = model.lifting.lift()?.over
    const from = model.lifting.lift()?.from
    return lifted() && over?.stageId === from?.stageId && over?.index === from?.index
  }
  onMount(() => model.drag.card(element, () => props.card, model.mayMove))
  const open = (event: MouseEvent) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return
    if (!event.target.closest('a, button')) navigate(model.href(props.card.id))
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the board hears its keys once, for all cards
    <article
      ref={element}
      class="deal"
      classList={{
        idle: idleDays(props.card, props.stage, model.now()) !== undefined,
        gone: lifted() && !(stays() && model.lifting.lift()?.by === 'keys'),
        into: stays(),
        lifted: stays() && model.lifting.lift()?.by === 'keys',
        open: model.opened() === props.card.id,
      }}
      data-card={props.card.id}
      data-stage={props.stage.id}
      tabindex={model.isStop(props.stage.id, props.card.id) ? 0 : -1}
      aria-roledescription={t('card.kind')}
      aria-describedby="board-keys-hint"
      onFocus={() => model.setFocused(props.card.id)}
      onClick={open}
    >
      <CardFace
        card={props.card}
        stage={props.stage}
        customer={model.columns.nameOf(props.card.customerId)}
        owner={model.columns.nameOf(props.card.ownerId)}
        now={model.now()}
        href={model.href(props.card.id)}
        menu={model.mayMove() ? model.menu(props.card, props.stage) : undefined}
      />
    </article>
  )
}
