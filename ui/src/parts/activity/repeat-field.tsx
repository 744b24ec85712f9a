import {
  type Freq,
  nthOf,
  partsOf,
  type RuleParts,
  ruleOf,
  saidRule,
  seriesFreqs,
  seriesWeekdays,
  weekdayOf,
} from '@sextant/db/activities/series.rules'
import { weekFrom } from '@sextant/db/calendars/calendars.rules'
import { addDays } from '@sextant/db/filter/time.rules'
import { For, Show } from 'solid-js'
import { useFirstDay } from '../../app/first-day'
import { format, readerTag } from '../../app/format'
import { DateField } from '../field/date-field'
import { NumberField } from '../field/number-field'
import { SelectField } from '../field/select-field'
import { nthKey, ruleText, weekdayName } from './series'
import { t } from './series.text'
import './series.css'

/** How a meeting repeats: how often, on which days, until when; and what that means, in words. */
export function RepeatField(props: {
  /** A rule; null where it does not repeat. */
  value: string | null
  /** The day of the meeting itself. */
  day: string
  /** It repeats already, and cannot be made not to here. */
  always?: boolean
  onChange: (rule: string | null) => void
}) {
  const firstDay = useFirstDay()
  const parts = () => (props.value === null ? undefined : partsOf(saidRule(props.value, props.day)))
  const put = (values: Partial<RuleParts>) => {
    const now = parts()
    if (now) props.onChange(ruleOf({ ...now, ...values }))
  }
  const begin = (freq: string | null) =>
    props.onChange(
      freq && freq !== 'never'
        ? saidRule(ruleOf({ freq: freq as Freq, interval: 1, weekdays: [], ...endOf(parts()) }), props.day)
        : null,
    )
  const toggle = (day: (typeof seriesWeekdays)[number]) => {
    const now = parts()?.weekdays ?? []
    const next = now.includes(day) ? now.filter(one => one !== day) : [...now, day]
    put({ weekdays: [...new Set([...next, weekdayOf(props.day)])] })
  }
  /** The days of a month that the meeting’s own day is. */
  const onThe = () => {
    const day = Number(props.day.slice(8))
    const weekday = weekdayName(weekdayOf(props.day))
    const isLast = addDays(props.day, 1).slice(5, 7) !== props.day.slice(5, 7)
    const nth = nthOf(props.day)
    return [
      { value: 'day', label: t('on.day', { day: format.number(day) }) },
      ...(isLast ? [{ value: 'last', label: t('on.last') }] : []),
      { value: `nth ${nth}`, label: t(`on.nth.${nthKey(nth)}`, { weekday }) },
      ...(nth !== -1 && addDays(props.day, 7).slice(5, 7) !== props.day.slice(5, 7)
        ? [{ value: 'nth -1', label: t('on.nth.-1', { weekday }) }]
        : []),
    ]
  }
  const on = ({ nth, monthDay }: RuleParts) => (nth ? `nth ${nth}` : monthDay === -1 ? 'last' : 'day')
  const setOn = (value: string | null) => {
    if (value?.startsWith('nth'))
      return put({ nth: Number(value.slice(4)), weekdays: [weekdayOf(props.day)], monthDay: undefined })
    put({ nth: undefined, weekdays: [], monthDay: value === 'last' ? -1 : Number(props.day.slice(8)) })
  }
  const end = ({ until, count }: RuleParts) => (until ? 'until' : count ? 'count' : 'never')
  const setEnd = (value: string | null) =>
    put({
      until: value === 'until' ? addDays(props.day, 90) : undefined,
      count: value === 'count' ? 10 : undefined,
    })
  return (
    <div class="repeat">
      <SelectField
        label={t('repeats')}
        options={[
          ...(props.always ? [] : [{ value: 'never', label: t('never') }]),
          ...seriesFreqs.map(freq => ({ value: freq, label: t(`freq.${freq}`) })),
        ]}
        value={parts()?.freq ?? 'never'}
        onChange={begin}
      />
      <Show when={parts()}>
        {now => (
          <>
            <NumberField
              label={t(`interval.${now().freq}`)}
              value={now().interval}
              onChange={value =>
                value !== null && put({ interval: Math.min(99, Math.max(1, Math.round(value))) })
              }
            />
            <Show when={now().freq === 'WEEKLY'}>
              <fieldset class="repeat-days">
                <legend class="label">{t('days')}</legend>
                <div class="repeat-week">
                  <For
                    each={weekFrom([1, 2, 3, 4, 5, 6, 7] as const, firstDay()).map(
                      n => seriesWeekdays[n - 1]!,
                    )}
                  >
                    {day => (
                      <button
                        type="button"
                        class="repeat-day"
                        aria-pressed={now().weekdays.includes(day)}
                        disabled={day === weekdayOf(props.day)}
                        onClick={() => toggle(day)}
                      >
                        <span aria-hidden="true">{shortName(day)}</span>
                        <span class="sr">{weekdayName(day)}</span>
                      </button>
                    )}
                  </For>
                </div>
                <p class="small muted">{t('days.needed')}</p>
              </fieldset>
            </Show>
            <Show when={now().freq === 'MONTHLY'}>
              <SelectField label={t('onThe')} options={onThe()} value={on(now())} onChange={setOn} />
            </Show>
            <SelectField
              label={t('ends')}
              options={(['never', 'until', 'count'] as const).map(value => ({
                value,
                label: t(`ends.${value}`),
              }))}
              value={end(now())}
              onChange={setEnd}
            />
            <Show when={now().until}>
              {until => (
                <DateField
                  label={t('until')}
                  value={until()}
                  onChange={day => day && put({ until: [day, props.day].sort()[1] })}
                />
              )}
            </Show>
            <Show when={now().count}>
              {count => (
                <NumberField
                  label={t('count')}
                  value={count()}
                  onChange={value =>
                    value !== null && put({ count: Math.min(999, Math.max(1, Math.round(value))) })
                  }
                />
              )}
            </Show>
            <p class="repeat-words small" role="status">
              {ruleText(ruleOf(now()), props.day)}
            </p>
          </>
        )}
      </Show>
    </div>
  )
}

const endOf = (parts: RuleParts | undefined) => ({
  ...(parts?.until && { until: parts.until }),
  ...(parts?.count && { count: parts.count }),
})

/** “Mon”: 2 November 2026 was a Monday. */
const shortName = (day: (typeof seriesWeekdays)[number]) =>
  new Intl.DateTimeFormat(readerTag(), { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2026, 10, 2 + seriesWeekdays.indexOf(day)),
  )
