import { For, Show } from 'solid-js'
import { dayOf, readerZone } from '../../app/zone'
import { cssVars } from '../../parts/css-vars'
import { t } from './calendar.text'
import { monthOf } from './calendar-days.rules'
import type { CalendarModel } from './calendar-model'
import { Entry } from './entry'
import { partOf } from './pieces.rules'
import { useHand } from './use-hand'
import { dayNumber, dayText, weekdayText } from './when'

/** So many lines have room in a day; what is more is one press away. */
const room = 4

/** A month in whole weeks. What is moved keeps its time of the day. */
export function MonthGrid(props: {
  days: readonly string[]
  day: string
  model: CalendarModel
  range: string
}) {
  const { model } = props
  const hand = useHand(model, () => props.days)
  const names = () => model.agenda()?.names ?? {}
  const today = () => dayOf(model.now())
  const isOff = (day: string) =>
    model.work() !== undefined && !model.work()?.some(span => partOf(span, day, readerZone()))
  const lines = (day: string) => {
    const all = model.onDay(day).map(({ id }) => id)
    return all.length > room ? all.slice(0, room - 1) : all
  }
  return (
    <section
      class="cal-month"
      aria-label={t('grid', { range: props.range })}
      ref={cssVars(() => ({ '--weeks': props.days.length / 7 }))}
      onPointerDown={hand.press}
      onKeyDown={hand.keys}
      onKeyUp={hand.keyUp}
    >
      <div class="cal-weekdays" aria-hidden="true">
        <For each={props.days.slice(0, 7)}>{day => <span class="small faint">{weekdayText(day)}</span>}</For>
      </div>
      <div class="cal-weeks">
        <For each={props.days}>
          {day => (
            <div
              class="cal-cell"
              classList={{
                today: day === today(),
                other: monthOf(day) !== monthOf(props.day),
                off: isOff(day),
              }}
              data-day={day}
            >
              <div class="row">
                <button
                  type="button"
                  class="cal-day"
                  aria-label={t('open.day', { day: dayText(day) })}
                  aria-current={day === today() ? 'date' : undefined}
                  onClick={() => model.showDay(day)}
                >
                  {dayNumber(day)}
                </button>
                <Show when={model.holiday(day)}>{name => <span class="cal-holiday cut">{name()}</span>}</Show>
              </div>
              <For each={lines(day)}>{id => <Entry id={id} day={day} model={model} names={names()} />}</For>
              <Show when={model.onDay(day).length - lines(day).length}>
                {n => (
                  <button type="button" class="link small cal-more" onClick={() => model.showDay(day)}>
                    {t('more.here', { n: n() })}
                  </button>
                )}
              </Show>
            </div>
          )}
        </For>
      </div>
    </section>
  )
}
