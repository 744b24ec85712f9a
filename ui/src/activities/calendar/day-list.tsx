import { For, Show } from 'solid-js'
import { dayOf } from '../../app/zone'
import { t } from './calendar.text'
import type { CalendarModel } from './calendar-model'
import { Entry } from './entry'
import { dayText } from './when'

/** Two weeks as a list by day, for a phone. */
export function DayList(props: { days: readonly string[]; model: CalendarModel; range: string }) {
  const { model } = props
  const names = () => model.agenda()?.names ?? {}
  return (
    <section class="cal-list" aria-label={t('grid', { range: props.range })}>
      <For each={props.days}>
        {day => (
          <section aria-label={dayText(day)}>
            <h3 classList={{ today: day === dayOf(model.now()) }}>
              {dayText(day)}
              <Show when={model.holiday(day)}>{name => <span class="cal-holiday">{name()}</span>}</Show>
            </h3>
            <For
              each={model.onDay(day).map(({ id }) => id)}
              fallback={<p class="small faint">{t('empty')}</p>}
            >
              {id => <Entry id={id} day={day} model={model} names={names()} />}
            </For>
          </section>
        )}
      </For>
    </section>
  )
}
