import { onCleanup } from 'solid-js'
import { isRtl } from '../../app/preferences'
import { readerZone } from '../../app/zone'
import { t } from './calendar.text'
import type { CalendarModel } from './calendar-model'
import { endedAt, shifted, snapped, stepMinutes } from './move.rules'
import { dayMinutes, momentAt } from './pieces.rules'
import { whenText } from './when'

/** A press that goes so far is a drag. */
const dragPixels = 4
const edgePixels = 28

interface Spot {
  day: string
  /** Where the place is a whole day: none. */
  minute?: number
}

/** Moves what stands in the calendar by the pointer and by the keys; the same in every view. `data-day` names a place, `data-timed` one with hours. */
export function useHand(model: CalendarModel, days: () => readonly string[]) {
  const zone = readerZone
  let stop: (() => void) | undefined
  onCleanup(() => stop?.())

  function spotAt(x: number, y: number): Spot | undefined {
    for (const element of document.elementsFromPoint(x, y)) {
      if (!(element instanceof HTMLElement) || !element.dataset.day) continue
      const { day, timed } = element.dataset
      if (timed === undefined) return { day }
      const box = element.getBoundingClientRect()
      return { day, minute: ((y - box.top) / box.height) * dayMinutes }
    }
    return undefined
  }

  function press(event: PointerEvent) {
    const entry = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-entry]') : null
    const id = entry?.dataset.entry
    // A finger scrolls.
    if (!id || event.button !== 0 || event.pointerType === 'touch' || !model.mayMove(id)) return
    const from = model.at(id)?.standing
    const start = spotAt(event.clientX, event.clientY)
    if (!from || !start) return
    const isEnd = event.target instanceof Element && event.target.closest('[data-grip]') !== null
    const scroller = entry.closest<HTMLElement>('[data-scroller]')
    let dragged = false
    const follow = ({ clientX, clientY }: PointerEvent) => {
      if (!dragged) {
        if (Math.hypot(clientX - event.clientX, clientY - event.clientY) < dragPixels) return
        dragged = true
        model.lifting.take(id, from, 'pointer')
      }
      scroll(scroller, clientY)
      const spot = spotAt(clientX, clientY)
      if (!spot) return
      const steps =
        spot.minute === undefined || start.minute === undefined
          ? 0
          : Math.round((spot.minute - start.minute) / stepMinutes)
      model.lifting.place(() =>
        isEnd && spot.minute !== undefined
          ? endedAt(from, momentAt(spot.day, snapped(spot.minute), zone()))
          : shifted(from, { days: days().indexOf(spot.day) - days().indexOf(start.day), steps }, zone()),
      )
    }
    const leave = () => {
      stop?.()
      if (!dragged) return
      // The click that follows opens nothing.
      addEventListener('click', quiet, { capture: true, once: true })
      setTimeout(() => removeEventListener('click', quiet, { capture: true }))
    }
    const up = () => {
      leave()
      if (dragged) void model.drop()
    }
    const giveUp = (key: KeyboardEvent) => {
      if (key.key !== 'Escape' || !dragged) return
      key.preventDefault()
      key.stopPropagation()
      leave()
      model.lifting.letGo()
    }
    const cancel = () => {
      leave()
      model.lifting.letGo()
    }
    stop = () => {
      removeEventListener('pointermove', follow)
      removeEventListener('pointerup', up)
      removeEventListener('pointercancel', cancel)
      removeEventListener('keydown', giveUp, { capture: true })
      stop = undefined
    }
    addEventListener('pointermove', follow)
    addEventListener('pointerup', up)
    addEventListener('pointercancel', cancel)
    addEventListener('keydown', giveUp, { capture: true })
  }

  function keys(event: KeyboardEvent) {
    const id =
      event.target instanceof Element
        ? event.target.closest<HTMLElement>('[data-entry]')?.dataset.entry
        : undefined
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return
    const held = model.lifting.lift()
    if (held?.id !== id) {
      const from = model.at(id)?.standing
      if (event.key !== ' ' || !from || !model.mayMove(id)) return
      event.preventDefault()
      model.lifting.take(id, from, 'keys')
      return model.announce(t('said.lifted', { name: model.nameOf(id), when: whenText(from) }))
    }
    const on = isRtl() ? -1 : 1
    const move = {
      ArrowLeft: { days: -on },
      ArrowRight: { days: on },
      ArrowUp: { steps: -1 },
      ArrowDown: { steps: 1 },
    }[event.key]
    if (event.key === 'Enter' || event.key === ' ') void model.drop()
    else if (event.key === 'Escape') {
      model.lifting.letGo()
      model.announce(t('said.back', { name: model.nameOf(id) }))
      model.focus(id)
    } else if (move) {
      const isMonth = event.target instanceof Element && !event.target.closest('[data-scroller]')
      const by = isMonth && 'steps' in move ? { days: (move.steps ?? 0) * 7 } : move
      model.lifting.place(({ now }) =>
        event.shiftKey && 'steps' in by && now.by !== 'dueOn'
          ? endedAt(now, now.endMs + (by.steps ?? 0) * stepMinutes * 60_000)
          : shifted(now, by, zone()),
      )
      const now = model.lifting.lift()?.now
      if (now) model.announce(t('said.over', { when: whenText(now) }))
      model.focus(id)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** The space bar lifts and drops, and presses nothing. */
  function keyUp(event: KeyboardEvent) {
    if (event.key === ' ' && event.target instanceof Element && event.target.closest('[data-entry]'))
      event.preventDefault()
  }

  return { press, keys, keyUp, spotAt }
}

function quiet(event: MouseEvent) {
  event.preventDefault()
  event.stopPropagation()
}

function scroll(scroller: HTMLElement | null, y: number) {
  if (!scroller) return
  const box = scroller.getBoundingClientRect()
  if (y > box.bottom - edgePixels) scroller.scrollBy(0, 12)
  if (y < box.top + edgePixels * 3) scroller.scrollBy(0, -12)
}
