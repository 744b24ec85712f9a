import type { Holiday } from '@sextant/db/calendars/calendars.model'
import { Show } from 'solid-js'

/** Which part of the day is free, where it is not the whole of it. */
export const HolidayPart = (props: { holiday: Holiday }) => (
  <Show when={props.holiday.start !== '00:00' || props.holiday.end !== '24:00'}>
    <bdi dir="ltr" class="small text-muted">
      {props.holiday.start}–{props.holiday.end}
    </bdi>
  </Show>
)
