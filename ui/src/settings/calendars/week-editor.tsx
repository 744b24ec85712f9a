import { type CalendarFault, weekFrom } from '@sextant/db/calendars/calendars.rules'
import Copy from 'lucide-solid/icons/copy'
import Plus from 'lucide-solid/icons/plus'
import X from 'lucide-solid/icons/x'
import { For, Index, Show } from 'solid-js'
import { useFirstDay } from '../../app/first-day'
import { format } from '../../app/format'
import { IconButton } from '../../parts/button/button'
import { FieldNote } from '../../parts/field/field-frame'
import { asDayBefore, type DraftSpan, spansOn, withSpan } from './calendar-draft.rules'
import { t } from './calendars.text'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const nameOf = (weekday: number) => format.weekday(weekday % 7)

/** The spans of work of each day of a week that begins on the reader's first day. Every part is a field or a button of its own. */
export function WeekEditor(props: {
  spans: readonly DraftSpan[]
  fault: CalendarFault | undefined
  locked: boolean
  onChange: (spans: DraftSpan[]) => void
}) {
  const firstDay = useFirstDay()
  const wrongDay = () =>
    props.fault && 'weekday' in props.fault.params
      ? Number(props.fault.params.otherWeekday ?? props.fault.params.weekday)
      : undefined
  const change = (span: DraftSpan, values: Partial<DraftSpan>) =>
    props.onChange(props.spans.map(one => (one === span ? { ...one, ...values } : { ...one })))
  return (
    <fieldset class="week">
      <legend>{t('week')}</legend>
      <For each={weekFrom(weekdays, firstDay())}>
        {weekday => (
          <fieldset class="week-day" aria-label={nameOf(weekday)}>
            <span class="week-name">{nameOf(weekday)}</span>
            <div class="week-spans">
              <Show when={spansOn(props.spans, weekday).length === 0}>
                <span class="text-muted week-free">{t('free')}</span>
              </Show>
              <Index each={spansOn(props.spans, weekday)}>
                {(span, n) => (
                  <SpanFields
                    span={span()}
                    day={nameOf(weekday)}
                    n={n + 1}
                    locked={props.locked}
                    onChange={values => change(span(), values)}
                    onRemove={() => props.onChange(props.spans.filter(one => one !== span()))}
                  />
                )}
              </Index>
              <Show when={wrongDay() === weekday && props.fault}>
                {fault => (
                  <div class="field" role="alert">
                    <FieldNote error={t(`fault.${fault().rule}`, fault().params)} />
                  </div>
                )}
              </Show>
            </div>
            <Show when={!props.locked}>
              <div class="week-acts">
                <IconButton
                  label={t('span.add', { day: nameOf(weekday) })}
                  icon={<Plus aria-hidden="true" />}
                  onClick={() => props.onChange(withSpan(props.spans, weekday))}
                />
                <IconButton
                  label={t('span.copy', { day: nameOf(weekday) })}
                  icon={<Copy aria-hidden="true" />}
                  onClick={() => props.onChange(asDayBefore(props.spans, weekday))}
                />
              </div>
            </Show>
          </fieldset>
        )}
      </For>
    </fieldset>
  )
}

function SpanFields(props: {
  span: DraftSpan
  day: string
  n: number
  locked: boolean
  onChange: (values: Partial<DraftSpan>) => void
  onRemove: () => void
}) {
  const told = () => ({ day: props.day, n: props.n })
  return (
    <div class="week-span">
      <input
        class="time"
        type="time"
        aria-label={t('span.start', told())}
        value={props.span.start}
        readOnly={props.locked}
        onChange={event => props.onChange({ start: event.currentTarget.value })}
      />
      <input
        class="time"
        type="time"
        aria-label={t('span.end', told())}
        value={props.span.end}
        readOnly={props.locked}
        onChange={event => props.onChange({ end: event.currentTarget.value })}
      />
      <label class="week-next">
        <input
          type="checkbox"
          aria-label={t('span.nextDay.of', told())}
          checked={props.span.nextDay}
          disabled={props.locked}
          onChange={event => props.onChange({ nextDay: event.currentTarget.checked })}
        />
        {t('span.nextDay')}
      </label>
      <Show when={!props.locked}>
        <IconButton
          label={t('span.remove', told())}
          icon={<X aria-hidden="true" />}
          onClick={() => props.onRemove()}
        />
      </Show>
    </div>
  )
}
