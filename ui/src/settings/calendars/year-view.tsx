import type { Holiday, WeeklySpan } from '@sextant/db/calendars/calendars.model'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import ChevronLeft from 'lucide-solid/icons/chevron-left'
import ChevronRight from 'lucide-solid/icons/chevron-right'
import { createSignal, For } from 'solid-js'
import { useFirstDay } from '../../app/first-day'
import { beside, format } from '../../app/format'
import { currentLocale, isRtl } from '../../app/preferences'
import { readerZone } from '../../app/zone'
import { IconButton } from '../../parts/button/button'
import { holidayName, holidaysOf, monthOf } from './calendar-draft.rules'
import { t } from './calendars.text'

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** A year of a calendar, month by month: which days are worked, which are free and which are holidays. */
export function YearView(props: { week: readonly WeeklySpan[]; holidays: readonly Holiday[] }) {
  const firstDay = useFirstDay()
  const [year, setYear] = createSignal(Number(dayAt(Date.now(), readerZone()).slice(0, 4)))
  const holidays = () => holidaysOf(props.holidays, year())
  const Earlier = () => (isRtl() ? <ChevronRight aria-hidden="true" /> : <ChevronLeft aria-hidden="true" />)
  const Later = () => (isRtl() ? <ChevronLeft aria-hidden="true" /> : <ChevronRight aria-hidden="true" />)
  return (
    <fieldset class="year">
      <legend>{t('year')}</legend>
      <div class="year-head">
        <IconButton label={t('year.before')} icon={<Earlier />} onClick={() => setYear(year() - 1)} />
        <strong class="num" aria-live="polite">
          {String(year())}
        </strong>
        <IconButton label={t('year.next')} icon={<Later />} onClick={() => setYear(year() + 1)} />
      </div>
      <div class="year-months">
        <For each={months}>
          {month => {
            const shown = () => monthOf(year(), month, props.week, holidays(), firstDay())
            const count = () => shown().days.filter(({ kind }) => kind === 'work' || kind === 'part').length
            const inMonth = () => holidays().filter(({ day }) => Number(day.slice(5, 7)) === month)
            const said = () =>
              beside(
                format.month(month),
                t('year.worked', { n: count() }),
                ...inMonth().map(one => `${format.longDate(one.day)}: ${holidayName(one, currentLocale())}`),
              )
            return (
              <div class="year-month">
                <div class="year-name">{format.month(month)}</div>
                <div class="year-days" role="img" aria-label={said()}>
                  <For each={Array.from({ length: shown().before })}>{() => <span />}</For>
                  <For each={shown().days}>
                    {({ day, kind }) => <span class={`year-day ${kind}`}>{Number(day.slice(8))}</span>}
                  </For>
                </div>
                <div class="year-count">{t('year.worked', { n: count() })}</div>
              </div>
            )
          }}
        </For>
      </div>
      <p class="year-key" aria-hidden="true">
        <span class="year-day work" /> {t('key.work')} <span class="year-day free" /> {t('key.free')}{' '}
        <span class="year-day holiday" /> {t('key.holiday')} <span class="year-day part" /> {t('key.part')}
      </p>
    </fieldset>
  )
}
