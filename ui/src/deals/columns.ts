import { createEffect, createMemo, createSignal, on, onCleanup, untrack } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../app/api'
import { liveConnected, onLive } from '../app/live'
import {
  type BoardStage,
  type BoardTotals,
  type Card,
  cardFields,
  columnFilter,
  narrowed,
  type Onward,
  withCard,
  without,
  withPage,
} from './board.rules'

const pageSize = 60
const waitMs = 150
/** More deals than this changed at once, and the columns are read anew instead. */
const mostSingly = 100

export interface Column {
  cards: readonly Card[]
  state: 'loading' | 'ready' | 'failed'
  error?: unknown
  /** Continues after the last loaded card. */
  next?: Onward
}
interface Page {
  results: Card[]
  names: Record<string, string | null>
  paging?: { next?: { after: string } }
}
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
const none: Column = { cards: [], state: 'loading' }

/**
 * The cards of each column, loaded from the top by keyset as far as one has scrolled. A live event reads just the deals it is about
 * and puts each where it belongs, so that a column of any length stays as it is otherwise.
 */
export function useColumns(asked: () => ColumnsAsked | undefined, brought: () => Brought | undefined) {
  const [columns, setColumns] = createSignal<Readonly<Record<string, Column>>>({})
  const [names, setNames] = createStore<Record<string, string>>({})
  /** How many moves of each deal are on their way. */
  const moving = new Map<string, number>()
  let round = new AbortController()

  const column = (id: string): Column => columns()[id] ?? none
  const change = (id: string, values: Partial<Column>) =>
    setColumns(all => ({ ...all, [id]: { ...(all[id] ?? none), ...values } }))
  const setCards = (id: string, cards: readonly Card[]) => {
    if (cards !== column(id).cards) change(id, { cards })
  }
  const remember = (more: Page['names']) => {
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
      const page = await api.get<Page>('/crm/deals', { query, signal })
      if (signal.aborted) return
      remember(page.names)
      const cards = onward ? withPage(column(id).cards, resting(page.results)) : withMoving(id, page.results)
      const after = page.paging?.next?.after
      change(id, { cards, state: 'ready', next: after ? { ...question, after } : undefined })
    } catch (error) {
      if (!signal.aborted) change(id, { state: 'failed', error })
    }
  }

  const resting = (cards: readonly Card[]) => cards.filter(card => !moving.has(card.id))
  /** Cards on their way keep the place they were dropped on, whatever the server says meanwhile. */
  const withMoving = (id: string, cards: readonly Card[]) =>
    column(id).cards.reduce<readonly Card[]>(
      (all, card, index) => (moving.has(card.id) ? [...all.slice(0, index), card, ...all.slice(index)] : all),
      resting(cards),
    )

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
          cards: withMoving(id, cards),
          state: 'ready',
          error: undefined,
          next: totals?.next?.[id],
        })
      else void read(id)
    }
    if (Date.now() - at > freshMs) readAll()
  }

  /** Puts a deal where it is now: out of every other column, into its own if it belongs on this board. One on its way stays. */
  function place(card: Card) {
    if (moving.has(card.id)) return
    const { stages = [], since = '' } = asked() ?? {}
    for (const { id } of stages) if (id !== card.stageId) setCards(id, without(column(id).cards, card.id))
    const stage = stages.find(({ id }) => id === card.stageId)
    if (!stage) return
    const here = column(stage.id)
    if (stage.kind !== 'open' && (card.closedOn ?? '') < since) return remove(card.id)
    setCards(stage.id, withCard(here.cards, card, here.next === undefined))
  }
  function remove(id: string) {
    for (const stage of asked()?.stages ?? []) setCards(stage.id, without(column(stage.id).cards, id))
  }

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
      const page = await api.get<Page>('/crm/deals', { query, signal })
      if (signal.aborted) return
      remember(page.names)
      const found = new Map(page.results.map(card => [card.id, card]))
      for (const id of ids) {
        const card = found.get(id)
        if (card) place(card)
        else if (!moving.has(id)) remove(id)
      }
    } catch {
      // The live connection says by itself that what is shown may be old; the next event or reconnection reads again.
    }
  }

  const changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const ids = [...changed]
    changed.clear()
    if (ids.length > mostSingly) readAll()
    else void refresh(ids)
  }
  onLive(({ subjectType, subjectId }) => {
    if (subjectType !== 'deal') return
    changed.add(subjectId)
    timer ??= setTimeout(flush, waitMs)
  }, readAll)
  onCleanup(() => {
    clearTimeout(timer)
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
    hold: (id: string) => {
      moving.set(id, (moving.get(id) ?? 0) + 1)
      return () => {
        const left = (moving.get(id) ?? 1) - 1
        if (left) moving.set(id, left)
        else moving.delete(id)
      }
    },
  }
}
export type Columns = ReturnType<typeof useColumns>
