import { createEffect, createMemo, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { explain } from '../app/explain'
import { t as frame } from '../app/text'
import { Button } from '../parts/button/button'
import { cssVars } from '../parts/css-vars'
import { windowOf } from '../parts/grid/window.rules'
import { type BoardStage, type BoardTotals, type Card, rowOfPlace } from './board.rules'
import { BoardCard } from './board-card'
import type { BoardModel } from './board-model'
import { ColumnHead } from './column-head'
import { t } from './deals.text'

const gap = 8
const padding = 8
/** Beginning to load this many rows before the end is reached. */
const ahead = 12

/** The dashed place that a card would land on. */
const slot = Symbol('slot')
type Row = Card | typeof slot
const keyOf = (row: Row) => (row === slot ? slot : row.id)

/** One stage: its totals, and its cards, of which only those in view are in the page. */
export function Column(props: { stage: BoardStage; valuation: BoardTotals['valuation']; model: BoardModel }) {
  const { columns, lifting, drag } = props.model
  const stageId = props.stage.id
  const column = createMemo(() => columns.column(stageId))
  const [scrollTop, setScrollTop] = createSignal(0)
  const [height, setHeight] = createSignal(600)
  const [pitch, setPitch] = createSignal(116)
  let place!: HTMLElement
  let scroller!: HTMLDivElement
  let probe!: HTMLDivElement

  const here = createMemo(() => {
    const lift = lifting.lift()
    return lift?.over?.stageId === stageId ? lift.over : undefined
  })
  const from = createMemo(() => {
    const lift = lifting.lift()
    return lift?.from.stageId === stageId ? lift.from.index : undefined
  })
  const slotRow = createMemo(() => {
    const over = here()
    return over ? rowOfPlace(over.index, from()) : undefined
  })
  /** Cards in order, with the dashed place among them. */
  const rows = createMemo((): readonly Row[] => {
    const { cards } = column()
    const at = slotRow()
    return at === undefined ? cards : [...cards.slice(0, at), slot, ...cards.slice(at)]
  })
  /** A card in hand or in focus stays in the page, or the drag and the focus would end with it. */
  const kept = createMemo(() => {
    const ids = [lifting.lift()?.card.id, props.model.focused()]
    return ids.flatMap(id => {
      const row = id === undefined ? -1 : rows().findIndex(one => one !== slot && one.id === id)
      return row < 0 ? [] : [row]
    })
  })
  /** Row of each card in the page, by what it is recognised by. */
  const visible = createMemo(() => {
    const all = rows()
    const { start, end } = windowOf(scrollTop(), height(), pitch(), all.length, 4)
    const shown = Array.from({ length: Math.max(0, end - start) }, (_, n) => start + n)
    return new Map([...shown, ...kept()].map(row => [keyOf(all[row] ?? slot), row]))
  })

  onMount(() => {
    const measure = () => {
      setHeight(scroller.clientHeight)
      setPitch(probe.offsetHeight + gap)
    }
    const observer = new ResizeObserver(measure)
    observer.observe(scroller)
    observer.observe(probe)
    onCleanup(() => observer.disconnect())
    drag.column(stageId, place, scroller, clientY =>
      Math.floor((clientY - scroller.getBoundingClientRect().top + scroller.scrollTop - padding) / pitch()),
    )
    onCleanup(
      props.model.register(stageId, row => {
        const top = row * pitch()
        const bottom = top + pitch() + 2 * padding
        if (top < scroller.scrollTop) scroller.scrollTop = top
        else if (bottom > scroller.scrollTop + scroller.clientHeight)
          scroller.scrollTop = bottom - scroller.clientHeight
        place.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      }),
    )
  })
  createEffect(() => {
    const near = (scrollTop() + height()) / pitch() > column().cards.length - ahead
    if (near) columns.more(stageId)
  })
  const loading = () => column().state === 'loading'
  const extra = () => (column().next || (loading() && !column().cards.length) ? 2 : 0)
  return (
    <section
      class="stage"
      ref={place}
      aria-label={t('column.label', { stage: props.stage.name, n: props.stage.count })}
    >
      <ColumnHead stage={props.stage} valuation={props.valuation} />
      <div
        class="cards"
        classList={{ target: Boolean(here()) }}
        ref={scroller}
        onScroll={() => setScrollTop(scroller.scrollTop)}
      >
        <div class="deal-probe" ref={probe} aria-hidden="true" />
        <ul
          class="cards-space"
          aria-label={props.stage.name}
          aria-busy={loading()}
          ref={cssVars(() => ({ '--space': `${Math.max(0, (rows().length + extra()) * pitch() - gap)}px` }))}
        >
          <For each={[...visible().keys()]}>
            {key => {
              const at = createMemo((before: number) => visible().get(key) ?? before, 0)
              const placed = cssVars(() => ({ '--y': `${at() * pitch()}px` }))
              if (key === slot) return <Slot at={placed} model={props.model} />
              const card = createMemo((before: Card | undefined) => {
                const row = rows()[at()]
                return row && row !== slot && row.id === key ? row : before
              })
              return (
                <li class="card-place" ref={placed} aria-setsize={props.stage.count} aria-posinset={at() + 1}>
                  <Show when={card()}>
                    {shown => <BoardCard card={shown()} stage={props.stage} model={props.model} />}
                  </Show>
                </li>
              )
            }}
          </For>
        </ul>
        <Show when={column().state === 'failed'}>
          <div class="cards-note" role="alert">
            <p>{t('column.failed')}</p>
            <p class="small muted">{explain(column().error)}</p>
            <Button onClick={() => columns.retry(stageId)}>{frame('retry')}</Button>
          </div>
        </Show>
        <Show when={column().state === 'ready' && !rows().length}>
          <p class="cards-note small muted">
            {props.model.filtered() ? t('column.emptyFiltered') : t('column.empty')}
          </p>
        </Show>
      </div>
    </section>
  )
}

/** The new place: dashed, or by keyboard the card itself, held over it. */
const Slot = (props: { at: (element: HTMLElement) => void; model: BoardModel }) => (
  <li class="card-place" ref={props.at} aria-hidden="true">
    <div class="slot into">
      <Show when={props.model.lifting.lift()?.by === 'pointer'}>{t('drop.here')}</Show>
    </div>
    <Show when={props.model.lifting.lift()?.by === 'keys' && props.model.lifting.lift()}>
      {lift => (
        <div class="deal lifted by-keys">
          <props.model.Face card={lift().card} />
        </div>
      )}
    </Show>
  </li>
)
