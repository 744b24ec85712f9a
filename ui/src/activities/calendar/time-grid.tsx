import { createMemo, For, onMount, Show } from 'solid-js'
import { dayOf, readerZone } from '../../app/zone'
import { cssVars } from '../../parts/css-vars'
import { t } from './calendar.text'
import type { CalendarModel } from './calendar-model'
import { Entry } from './entry'
import { dayMinutes, minuteAt, type Piece, partOf } from './pieces.rules'
import { useHand } from './use-hand'
import { dayNumber, dayText, hourText, weekdayText } from './when'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const firstSeen = 7 * 60

/** A day or a week by the hour: what is due on top, what has a time below, and the hours in which the reader does not work in shade. */
export function TimeGrid(props: { days: readonly string[]; model: CalendarModel; range: string }) {
  const { model } = props
  const hand = useHand(model, () => props.days)
  let scroller!: HTMLElement
  // Once it stands in the page, its height is known.
  onMount(() =>
    requestAnimationFrame(() =>
      scroller.scrollTo({ top: (scroller.scrollHeight * (firstSeen - 30)) / dayMinutes }),
    ),
  )
  const names = () => model.agenda()?.names ?? {}
  const today = () => dayOf(model.now())
  const create = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('[data-entry]')) return
    const spot = hand.spotAt(event.clientX, event.clientY)
    if (spot?.minute !== undefined) model.create(spot.day, Math.floor(spot.minute / 30) * 30)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: entries are its buttons; it hears their keys once, for all
    <div
      class="cal-time"
      ref={cssVars(() => ({ '--days': props.days.length }))}
      onPointerDown={hand.press}
      onKeyDown={hand.keys}
      onKeyUp={hand.keyUp}
    >
      <section
        ref={scroller}
        class="cal-scroll"
        data-scroller=""
        aria-label={t('grid', { range: props.range })}
        tabindex="0"
      >
        <div class="cal-heads">
          <span class="cal-corner small faint">{t('allDay')}</span>
          <For each={props.days}>
            {day => (
              <div class="cal-head" classList={{ today: day === today() }} data-day={day}>
                <button
                  type="button"
                  class="cal-day"
                  aria-current={day === today() ? 'date' : undefined}
                  onClick={() => model.showDay(day)}
                >
                  <span class="sr">{t('open.day', { day: dayText(day) })}</span>
                  <span aria-hidden="true">
                    {weekdayText(day)} <strong>{dayNumber(day)}</strong>
                  </span>
                </button>
                <Show when={model.holiday(day)}>{name => <span class="cal-holiday cut">{name()}</span>}</Show>
                <For each={model.allDay(day).map(({ id }) => id)}>
                  {id => <Entry id={id} day={day} model={model} names={names()} />}
                </For>
              </div>
            )}
          </For>
        </div>
        <div class="cal-body">
          <div class="cal-hours" aria-hidden="true">
            <For each={hours}>{hour => <span class="num">{hour ? hourText(hour) : ''}</span>}</For>
          </div>
          <For each={props.days}>
            {day => (
              // biome-ignore lint/a11y/noStaticElementInteractions: the button above makes the same meeting by keys
              // biome-ignore lint/a11y/useKeyWithClickEvents: the button above makes the same meeting by keys
              <div
                class="cal-col"
                classList={{ known: model.work() !== undefined }}
                data-day={day}
                data-timed=""
                onClick={create}
              >
                <For each={(model.work() ?? []).flatMap(span => partOf(span, day, readerZone()) ?? [])}>
                  {part => (
                    <i
                      class="cal-open"
                      ref={cssVars(() => ({ '--from': part.top, '--until': part.bottom }))}
                    />
                  )}
                </For>
                <Show when={day === today()}>
                  <i
                    class="cal-now"
                    ref={cssVars(() => ({ '--from': minuteAt(model.now().getTime(), readerZone()) }))}
                  />
                </Show>
                <Pieces day={day} model={model} names={names()} />
              </div>
            )}
          </For>
        </div>
      </section>
    </div>
  )
}

function Pieces(props: {
  day: string
  model: CalendarModel
  names: Readonly<Record<string, string | null>>
}) {
  const pieces = createMemo(() => new Map(props.model.pieces(props.day).map(piece => [piece.id, piece])))
  return (
    <For each={[...pieces().keys()]}>
      {id => {
        const piece = createMemo<Piece | undefined>(last => pieces().get(id) ?? last)
        return (
          <div
            class="cal-piece"
            ref={cssVars(() => ({
              '--from': piece()?.top ?? 0,
              '--until': piece()?.bottom ?? 0,
              '--column': piece()?.column ?? 0,
              '--columns': piece()?.columns ?? 1,
            }))}
          >
            <Entry id={id} day={props.day} model={props.model} names={props.names} grip />
          </div>
        )
      }}
    </For>
  )
}
