import type { Holiday } from '@sextant/db/calendars/calendars.model'
import { withHolidays } from '@sextant/db/calendars/calendars.rules'
import Download from 'lucide-solid/icons/download'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { beside, format } from '../../app/format'
import { currentLocale } from '../../app/preferences'
import { Button, IconButton } from '../../parts/button/button'
import { type CalendarDraft, holidayName } from './calendar-draft.rules'
import { t } from './calendars.text'
import { HolidayPart } from './holiday-part'

const EnterHoliday = lazy(() => import('./enter-holiday').then(module => ({ default: module.EnterHoliday })))
const TakeHolidays = lazy(() => import('./take-holidays').then(module => ({ default: module.TakeHolidays })))

/** The holidays of a calendar by year, with ways to enter others and to take over those of a country. */
export function HolidayList(props: {
  draft: CalendarDraft
  locked: boolean
  onChange: (holidays: Holiday[]) => void
  onPlace: (country: string, region: string | null) => void
}) {
  const [entering, setEntering] = createSignal(false)
  const [taking, setTaking] = createSignal(false)
  const holidays = () => props.draft.holidays
  const years = () => [...new Set(holidays().map(({ day }) => day.slice(0, 4)))].sort()
  return (
    <fieldset class="holidays">
      <legend>{t('holidays')}</legend>
      <Show when={!props.locked}>
        <div class="card-foot">
          <Button icon={<Download aria-hidden="true" />} onClick={() => setTaking(true)}>
            {t('take')}
          </Button>
          <Button icon={<Plus aria-hidden="true" />} onClick={() => setEntering(true)}>
            {t('holiday.enter')}
          </Button>
        </div>
      </Show>
      <For each={years()} fallback={<p class="muted">{t('holidays.none')}</p>}>
        {year => (
          <details>
            <summary>
              {beside(
                year,
                t('holidays.n', { n: holidays().filter(({ day }) => day.startsWith(year)).length }),
              )}
            </summary>
            <ul class="holiday-rows">
              <For each={holidays().filter(({ day }) => day.startsWith(year))}>
                {holiday => (
                  <li>
                    <span class="holiday-day">{format.longDate(holiday.day)}</span>
                    <bdi class="grow">{holidayName(holiday, currentLocale())}</bdi>
                    <HolidayPart holiday={holiday} />
                    <Show when={!props.locked}>
                      <IconButton
                        label={t('holiday.remove', {
                          name: holidayName(holiday, currentLocale()),
                          day: format.longDate(holiday.day),
                        })}
                        icon={<Trash aria-hidden="true" />}
                        onClick={() => props.onChange(holidays().filter(one => one !== holiday))}
                      />
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </details>
        )}
      </For>
      <Suspense>
        <Show when={entering()}>
          <EnterHoliday
            onEnter={holiday => props.onChange(withHolidays(holidays(), [holiday]))}
            onClose={() => setEntering(false)}
          />
        </Show>
        <Show when={taking()}>
          <TakeHolidays
            country={props.draft.country}
            region={props.draft.region}
            onTake={(taken, country, region) => {
              props.onChange(withHolidays(holidays(), taken))
              props.onPlace(country, region)
            }}
            onClose={() => setTaking(false)}
          />
        </Show>
      </Suspense>
    </fieldset>
  )
}
