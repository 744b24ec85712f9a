import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, type JSX } from 'solid-js'
import { useSession } from '../app/session'
import type { MenuItem } from '../parts/overlay/menu'
import type { BoardStage, BoardTotals, Card } from './board.rules'
import { CardFace } from './card'
import { type Brought, useColumns } from './columns'
import { t } from './deals.text'
import { useLift } from './lift'
import type { Place } from './lift.rules'
import type { Loss } from './move-card'
import { useNow } from './now'
import { useDrag } from './use-drag'
import { useMoves } from './use-moves'

interface Asked {
  totals: () => BoardTotals | undefined
  /** The totals with the cards that came along. */
  brought: () => Brought | undefined
  since: () => string
  filter: () => string | undefined
  /** The deal whose drawer is open. */
  opened: () => string | undefined
}

/** Everything the parts of one board share: its cards, the card in hand, where focus is, and what is announced. */
export function useBoard(asked: Asked) {
  const { can } = useSession()
  const location = useLocation()
  const navigate = useNavigate()
  const now = useNow()
  const [focused, setFocused] = createSignal<string>()
  const [said, announce] = createSignal('')
  const [question, setQuestion] = createSignal<{
    card: Card
    stage: BoardStage
    answer: (loss?: Loss) => void
  }>()
  const stages = () => asked.totals()?.stages ?? []
  const columns = useColumns(() => {
    const totals = asked.totals()
    if (!totals) return undefined
    return {
      pipelineId: totals.pipeline.id,
      stages: totals.stages.map(({ id, kind }) => ({ id, kind })),
      since: asked.since(),
      filter: asked.filter(),
    }
  }, asked.brought)
  const lifting = useLift(stages, columns)
  const askReason = (card: Card, stage: BoardStage) =>
    new Promise<Loss | undefined>(resolve => {
      const answer = (loss?: Loss) => {
        setQuestion(undefined)
        resolve(loss)
      }
      setQuestion({ card, stage, answer })
    })
  const { move } = useMoves({ columns, stages, askReason, announce })
  const drag = useDrag(lifting, () => void drop())

  async function drop() {
    const lift = lifting.lift()
    lifting.letGo()
    if (!lift?.over) return
    announce(placeText('said.dropped', lift.card, lift.over))
    const { card, from, over: to } = lift
    const moving = move({ card, from, to })
    if (lift.by === 'keys') focusCard(card.id, to.stageId)
    const moved = await moving
    if (lift.by === 'keys' && !moved) focusCard(card.id)
  }

  const stageNamed = (id: string) => stages().find(stage => stage.id === id)
  /** “Over Negotiate, position 2 of 22”. */
  function placeText(key: 'said.lifted' | 'said.over' | 'said.dropped', card: Card, place: Place): string {
    const stage = stageNamed(place.stageId)
    const total = (stage?.count ?? 0) + (card.stageId === place.stageId ? 0 : 1)
    return t(key, { name: card.name, stage: stage?.name ?? '', n: place.index + 1, total })
  }

  const scrollers = new Map<string, (row: number) => void>()
  const reveal = (place: Place) => scrollers.get(place.stageId)?.(place.index)

  /** Focus goes to the card, now and where it is drawn next. For a moment it may be drawn in two columns: `stageId` says in which it stays. */
  function focusCard(id: string, stageId?: string) {
    setFocused(id)
    for (const stage of stages()) {
      const index = columns.column(stage.id).cards.findIndex(card => card.id === id)
      if (index >= 0) reveal({ stageId: stage.id, index })
    }
    const drawn = (where = '') => document.querySelector<HTMLElement>(`[data-card="${id}"]${where}`)
    const focus = () => ((stageId && drawn(`[data-stage="${stageId}"]`)) || drawn())?.focus()
    // At once for the next key; and once more for a card that is only now being drawn in another column.
    focus()
    requestAnimationFrame(focus)
  }

  /** One stop for Tab in each column: the card last in focus there, else the first. */
  const isStop = (stageId: string, id: string): boolean => {
    const { cards } = columns.column(stageId)
    const stop = cards.find(card => card.id === focused()) ?? cards[0]
    return stop?.id === id
  }

  const href = (id: string) => `/pipeline/deals/${id}${location.search}`
  const moveTo = (card: Card, stageId: string) => {
    const from = { stageId: card.stageId ?? '', index: 0 }
    from.index = columns.column(from.stageId).cards.findIndex(({ id }) => id === card.id)
    void move({ card: { ...card }, from, to: { stageId, index: 0 } })
  }
  const menu = (card: Card, stage: BoardStage): readonly MenuItem[] => [
    { label: t('card.open'), onSelect: () => navigate(href(card.id)) },
    { label: t('card.toTop'), onSelect: () => moveTo(card, stage.id) },
    'separator',
    ...stages()
      .filter(({ id }) => id !== stage.id)
      .map(({ id, name }) => ({
        label: t('card.moveTo', { stage: name }),
        onSelect: () => moveTo(card, id),
      })),
  ]

  const Face = (props: { card: Card }): JSX.Element => {
    const stage = () => stageNamed(props.card.stageId ?? '')
    return (
      <CardFace
        card={props.card}
        stage={stage() ?? ({ kind: 'open', idleAfterDays: null, probability: null } as BoardStage)}
        customer={columns.nameOf(props.card.customerId)}
        owner={columns.nameOf(props.card.ownerId)}
        now={now()}
      />
    )
  }

  return {
    columns,
    stages,
    lifting,
    drag,
    now,
    focused,
    setFocused,
    focusCard,
    isStop,
    href,
    menu,
    Face,
    drop,
    reveal,
    placeText,
    said,
    announce,
    question,
    opened: asked.opened,
    filtered: () => Boolean(asked.filter()),
    mayMove: () => can('deal', 'update'),
    register: (stageId: string, scrollTo: (row: number) => void) => {
      scrollers.set(stageId, scrollTo)
      return () => scrollers.delete(stageId)
    },
  }
}
export type BoardModel = ReturnType<typeof useBoard>
