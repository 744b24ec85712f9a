import type { Holiday } from '@sextant/db/calendars/calendars.model'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { currentLocale } from '../../app/preferences'
import { readerZone } from '../../app/zone'
import { ComboboxField } from '../../parts/field/combobox-field'
import { SelectField } from '../../parts/field/select-field'
import { FormDialog } from '../../parts/form/form-dialog'
import { holidayName } from './calendar-draft.rules'
import { t } from './calendars.text'
import { HolidayPart } from './holiday-part'

const mostYears = 10
/** No region, but the whole country. */
const whole = 'all'

/** Takes over the public holidays of a country, or of a region of it, for some years ahead, once they have been looked at. */
export function TakeHolidays(props: {
  country: string | null
  region: string | null
  onTake: (holidays: Holiday[], country: string, region: string | null) => void
  onClose: () => void
}) {
  const thisYear = Number(dayAt(Date.now(), readerZone()).slice(0, 4))
  const [country, setCountry] = createSignal(props.country)
  const [region, setRegion] = createSignal(props.region)
  const [fromYear, setFromYear] = createSignal(thisYear)
  const [years, setYears] = createSignal(5)
  const places = useQuery(() => ({
    queryKey: ['holiday', 'places', country()],
    queryFn: ({ signal }) =>
      api.get('/crm/holidays/places', { query: country() ? { country: country()! } : {}, signal }),
    placeholderData: before => before,
  }))
  const preview = useQuery(() => ({
    queryKey: ['holiday', country(), region(), fromYear(), years()],
    enabled: country() !== null,
    queryFn: ({ signal }) =>
      api.get('/crm/holidays', {
        query: {
          country: country()!,
          ...(region() ? { region: region()! } : {}),
          fromYear: String(fromYear()),
          years: String(years()),
        },
        signal,
      }),
  }))
  const found = () => preview.data?.results ?? []
  const numbers = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ value: String(from + n), label: String(from + n) }))
  const take = () => {
    const of = country()
    if (!of || !found().length) return
    props.onTake(found(), of, region())
    props.onClose()
  }
  return (
    <FormDialog
      wide
      title={t('take')}
      action={t('take.n', { n: found().length })}
      busy={preview.isFetching}
      problem={preview.isError ? explain(preview.error) : undefined}
      onSubmit={take}
      onClose={props.onClose}
    >
      <div class="take-fields">
        <ComboboxField
          label={t('country')}
          options={(places.data?.countries ?? []).map(({ code, name }) => ({ value: code, label: name }))}
          value={country()}
          valueLabel={country() ? format.country(country()!) : undefined}
          onChange={value => {
            if (value === country()) return
            setRegion(null)
            setCountry(value)
          }}
        />
        <Show when={places.data?.regions.length}>
          <SelectField
            label={t('region')}
            options={[
              { value: whole, label: t('region.all') },
              ...(places.data?.regions ?? []).map(({ code, name }) => ({ value: code, label: name })),
            ]}
            value={region() ?? whole}
            onChange={value => setRegion(value === whole ? null : value)}
          />
        </Show>
        <SelectField
          label={t('take.from')}
          options={numbers(thisYear - 1, 4)}
          value={String(fromYear())}
          onChange={value => setFromYear(Number(value ?? thisYear))}
        />
        <SelectField
          label={t('take.years')}
          options={numbers(1, mostYears)}
          value={String(years())}
          onChange={value => setYears(Number(value ?? 1))}
        />
      </div>
      <p class="small text-muted">{t('take.why')}</p>
      <Show when={found().length}>
        <section class="take-preview" aria-label={t('take.preview')} tabindex="0">
          <ul class="holiday-rows">
            <For each={found()}>
              {holiday => (
                <li>
                  <span class="holiday-day">{format.longDate(holiday.day)}</span>
                  <bdi class="grow">{holidayName(holiday, currentLocale())}</bdi>
                  <HolidayPart holiday={holiday} />
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </FormDialog>
  )
}
