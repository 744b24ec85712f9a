import { useQueryClient } from '@tanstack/solid-query'
import { api } from '../app/api'
import { outbox } from '../app/outbox/outbox'
import { t as frame } from '../app/text'
import { beginAct } from '../parts/toast/acts'
import { toast } from '../parts/toast/toast'
import { type BoardStage, type BoardTotals, moveTotals } from './board.rules'
import type { Columns } from './columns'
import { dealKind } from './deal-kind'
import { t } from './deals.text'
import { cardMover, type MoveTeller } from './move-card'
import { tellStayed } from './stayed'

interface Asked {
  columns: Columns
  stages: () => readonly BoardStage[]
  askReason: MoveTeller['askReason']
  announce: (text: string) => void
}

/** Moves of cards on the board of this page. */
export function useMoves({ columns, stages, askReason, announce }: Asked) {
  const client = useQueryClient()
  return cardMover(
    {
      ...columns,
      stages,
      cards: id => columns.column(id).cards,
      shiftTotals: (card, from, to) =>
        client.setQueriesData<BoardTotals>({ queryKey: ['deal', 'board'] }, board =>
          board?.stages.some(({ id }) => id === to) ? moveTotals(board, card, from, to) : board,
        ),
    },
    {
      move: ({ id, name, stageId }, body, stage) =>
        api.post('/crm/deals/{id}/move', body, {
          params: { id },
          keep: {
            entity: 'deal',
            id,
            name,
            what: t('moving', { stage: stage.name }),
            href: dealKind.href(id),
            opened: { stageId },
            labels: { stageId: t('field.stageId') },
          },
        }),
      undo: (id, version) => api.post('/crm/deals/{id}/move/undo', { version }, { params: { id } }),
      withdraw: key => outbox.drop({ key }),
      forget: () => client.cancelQueries({ queryKey: ['deal', 'board'] }),
      recount: () => void client.invalidateQueries({ queryKey: ['deal'] }),
    },
    {
      askReason,
      begin: beginAct,
      moved: ({ name }, stage, undo, act) =>
        void toast(t('moved', { name, stage: stage.name }), { label: frame('undo'), onPress: undo }, act),
      stayed: (card, stage, error, again, wanted) => tellStayed(card, stage, error, { again, wanted }),
      back: ({ name }, stage) => announce(t('said.back', { name, stage: stage.name })),
    },
  )
}
