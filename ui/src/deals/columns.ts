import type { Names } from '@sextant/db/core/page.model'
import { createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../app/api'
import { gather } from '../app/gather'
import { liveConnected, onLive } from '../app/live'
import {
  type BoardStage,
  type BoardTotals,
  type Card,
  cardFields,
  cardOf,
  columnFilter,
  narrowed,
  type Onward,
  withPage,
} from './board.rules'
import {
  type Column,
  type ColumnsById,
  createHolds,
  emptyColumn,
  withCards,
  withMoving,
  withoutCard,
  withPlaced,
} from './board-columns.rules'

const pageSize = 60
const waitMs = 150
/** More deals than this changed at once, and the columns are read anew instead. */
const mostSingly = 100

export interface ColumnsAsked {
  pipelineId: string
  stages: readonly Pick<BoardStage, 'id' | 'kind'>[]
  since: string
  filter: string | undefined
}
/** What the board brought along with its totals, and when (epoch ms). */
export interface Brought {
  totals: BoardTotals
  at: number
}
/** Cards brought longer ago than this are shown, and read anew at once. */
const freshMs = 5000

/**
 * The cards of each column, loaded from the top by keyset as far as one has scrolled. A live event reads just the deals it is about
 * and puts each where it belongs, so that a column of any length stays as it is otherwise.
 */
export function useColumns(asked: () => ColumnsAsked | undefined, brought: () => Brought | undefined) {
  const [columns, setColumns] = createSignal<ColumnsById>({})
  const [names, setNames] = createStore<Record<string, string>>({})
  const holds = createHolds()
  let round = new AbortController()

  const column = (id: string): Column => columns()[id] ?? emptyColumn
  const change = (id: string, values: Partial<Column>) =>
    setColumns(all => ({ ...all, [id]: { ...(all[id] ?? emptyColumn), ...values } }))
  const setCards = (id: string, cards: readonly Card[]) => setColumns(all => withCards(all, id, cards))
  const remember = (more: Names) => {
    for (const [id, name] of Object.entries(more)) if (name !== null) setNames(id, name)
  }

  async function read(id: string, onward?: Onward) {
    const { stages, since, filter } = asked() ?? {}
    const stage = stages?.find(one => one.id === id)
    if (!stage || since === undefined) return
    const { signal } = round
    change(id, { state: 'loading', error: undefined })
    try {
      const question = onward ?? { filter: columnFilter(stage, since, filter), sort: 'position' }
      const query = { ...question, fields: cardFields.join(','), limit: pageSize }
      const page = await api.get('/crm/deals', { query, signal })
      if (signal.aborted) return
      remember(page.names)
      const read = page.results.map(cardOf)
      const cards = onward ? withPage(column(id).cards, resting(read)) : settledWith(id, read)
      const after = page.paging?.next.after
      change(id, { cards, state: 'ready', next: after ? { ...question, after } : undefined })
    } catch (error) {
      if (!signal.aborted) change(id, { state: 'failed', error })
    }
  }

  const resting = (cards: readonly Card[]) => cards.filter(card => !holds.has(card.id))
  const settledWith = (id: string, cards: readonly Card[]) => withMoving(column(id).cards, cards, holds.has)

  function readAll() {
    round.abort()
    round = new AbortController()
    for (const { id } of asked()?.stages ?? []) void read(id)
  }

  /** Shows the cards that came with the totals; columns without any, and cards of a while ago, are read. */
  function begin() {
    round.abort()
    round = new AbortController()
    const { totals, at = 0 } = brought() ?? {}
    remember(totals?.names ?? {})
    for (const stage of totals?.stages ?? []) {
      const { id, cards } = stage
      if (cards)
        change(id, {
          cards: settledWith(id, cards),
          state: 'ready',
          error: undefined,
          next: totals?.next?.[id],
        })
      else void read(id)
    }
    if (Date.now() - at > freshMs) readAll()
  }

  /** Puts a deal where it is now. One on its way stays. */
  function place(card: Card) {
    const { stages = [], since = '' } = asked() ?? {}
    if (!holds.has(card.id)) setColumns(all => withPlaced(all, { stages, since }, card))
  }
  const remove = (id: string) => setColumns(all => withoutCard(all, asked()?.stages ?? [], id))

  /** Reads these deals again and shows each as it is now. */
  async function refresh(ids: readonly string[]) {
    const now = asked()
    if (!now) return
    const own = [
      { field: 'pipelineId', op: 'eq', value: now.pipelineId },
      { field: 'id', op: 'in', value: ids },
    ]
    const query = { filter: narrowed(own, now.filter), fields: cardFields.join(','), limit: 200 }
    const { signal } = round
    try {
      const page = await api.get('/crm/deals', { query, signal })
      if (signal.aborted) return
      remember(page.names)
      const found = new Map(page.results.map(deal => [deal.id, cardOf(deal)]))
      for (const id of ids) {
        const card = found.get(id)
        if (card) place(card)
        else if (!holds.has(id)) remove(id)
      }
    } catch {
      // The live connection says by itself that what is shown may be old; the next event or reconnection reads again.
    }
  }

  const changed = gather<string>(waitMs, all => {
    const ids = [...new Set(all)]
    if (ids.length > mostSingly) readAll()
    else void refresh(ids)
  })
  onLive(({ subjectType, subjectId }) => {
    if (subjectType === 'deal') changed.add(subjectId)
  }, readAll)
  onCleanup(() => {
    changed.stop()
    round.abort()
  })

  // Totals change with every deal; the columns begin anew for another board only, or what was scrolled to would be gone.
  const board = createMemo(() => JSON.stringify(asked() ?? null))
  createEffect(on(board, () => untrack(begin)))
  // Without live news the totals, which each write of this page reads again, are the only news of the cards.
  createEffect(
    on(
      () => brought()?.at,
      () => untrack(() => liveConnected() || begin()),
      { defer: true },
    ),
  )

  return {
    column,
    nameOf: (id: string | null) => (id ? names[id] : undefined),
    readAll,
    retry: (id: string) => void read(id),
    more: (id: string) => {
      const { next, state } = column(id)
      if (next && state === 'ready') void read(id, next)
    },
    setCards,
    place,
    remove,
    remember,
    /** From now on live news about this deal waits. Call the answer when it has settled. */
    hold: holds.hold,
  }
}
export type Columns = ReturnType<typeof useColumns>
