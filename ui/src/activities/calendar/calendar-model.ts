import type { Standing } from '@sextant/db/activities/agenda.rules'
import { createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { readerZone } from '../../app/zone'
import { activityKind } from '../../parts/activity/activity-kind'
import type { Which } from '../../parts/activity/series'
import { useMay } from '../../parts/records/use-may'
import { type Agenda, type Item, standing, useHolidays, useWork } from './agenda'
import { t } from './calendar.text'
import { createLift } from './lift'
import { isAllDay, piecesOf, standsOn } from './pieces.rules'
import { useMoves } from './use-moves'
import { whenText } from './when'

interface Shown {
  item: Item
  standing: Standing
}

interface Asked {
  agenda: () => Agenda | undefined
  days: () => readonly string[]
  open: (id: string) => void
  /** Something new at a time of a day. */
  create: (day: string, minute: number) => void
  showDay: (day: string) => void
}

/** Everything that the parts of the calendar share: what stands where, what is in hand, and what is announced. */
export function useCalendar(asked: Asked) {
  const [now, setNow] = createSignal(new Date())
  onMount(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    onCleanup(() => clearInterval(timer))
  })
  const lifting = createLift()
  const { move, moveMany } = useMoves()
  const [asking, setAsking] = createSignal<{ item: Item; from: Standing; to: Standing }>()
  const may = useMay(activityKind)
  const work = useWork(asked.days)
  const holiday = useHolidays()
  const [said, announce] = createSignal('')
  const byId = createMemo(() => {
    const held = lifting.lift()
    const shown = new Map<string, Shown>()
    for (const item of asked.agenda()?.results ?? []) {
      const place = standing(item)
      if (place) shown.set(item.id, { item, standing: held?.id === item.id ? held.now : place })
    }
    return shown
  })
  const all = () => [...byId().entries()].map(([id, one]) => ({ id, ...one }))
  const onDay = (day: string) =>
    all()
      .filter(one => standsOn(one.standing, day, readerZone()))
      .sort(inOrder)
  const nameOf = (id: string) => String(byId().get(id)?.item.name ?? '')
  /** At once for the next key, and once more for what is only now being drawn in another place. */
  function focus(id: string) {
    const again = () => document.querySelector<HTMLElement>(`[data-entry="${id}"]`)?.focus()
    again()
    requestAnimationFrame(again)
  }

  async function drop() {
    const held = lifting.lift()
    const item = held && byId().get(held.id)?.item
    lifting.letGo()
    if (!held || !item) return
    if (held.by === 'keys') {
      announce(t('said.dropped', { name: nameOf(held.id), when: whenText(held.now) }))
      focus(held.id)
    }
    // Of meetings that repeat one may be meant, or all: it stays in its new place while that is asked.
    if (item.seriesId && !item.occurredAt && isMoved(held.from, held.now)) {
      lifting.hold(held)
      setAsking({ item, from: held.from, to: held.now })
      return
    }
    await move(item, held.from, held.now)
  }
  async function moveWhich(which: Which) {
    const asked = asking()
    if (!asked) return
    stopAsking()
    const { item, from, to } = asked
    await (which === 'one' ? move(item, from, to) : moveMany(item, from, to, which))
    focus(item.id)
  }
  function stopAsking() {
    setAsking(undefined)
    lifting.letGo()
  }

  return {
    ...asked,
    now,
    lifting,
    drop,
    asking,
    stopAsking,
    moveWhich,
    focus,
    said,
    announce,
    holiday,
    work,
    nameOf,
    at: (id: string) => byId().get(id),
    mayMove: (id: string) => may('update', byId().get(id)?.item),
    onDay,
    allDay: (day: string) => onDay(day).filter(one => isAllDay(one.standing)),
    pieces: (day: string) => piecesOf(all(), day, readerZone()),
  }
}
export type CalendarModel = ReturnType<typeof useCalendar>

const isMoved = (from: Standing, to: Standing): boolean =>
  from.by !== 'dueOn' && to.by !== 'dueOn' && (from.startMs !== to.startMs || from.endMs !== to.endMs)

/** What is due first, then by time. */
function inOrder(a: Shown & { id: string }, b: Shown & { id: string }): number {
  const of = ({ standing }: Shown) => (standing.by === 'dueOn' ? 0 : standing.startMs)
  return of(a) - of(b) || (a.id < b.id ? -1 : 1)
}
