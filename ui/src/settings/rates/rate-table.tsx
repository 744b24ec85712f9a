import type { Rate, RatesOn } from '@sextant/db/rates/rates.model'
import { useQueryClient } from '@tanstack/solid-query'
import CalendarClock from 'lucide-solid/icons/calendar-clock'
import ClipboardPaste from 'lucide-solid/icons/clipboard-paste'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { StatusChip } from '../../parts/chip/status-chip'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { toastRefusal } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import { currencyName } from './currencies'
import { t } from './rates.text'
import { sendRates, tellSaved } from './send-rates'
import { UploadRates } from './upload-rates'

const EnterRate = lazy(() => import('./enter-rate').then(module => ({ default: module.EnterRate })))
const PasteRates = lazy(() => import('./paste-rates').then(module => ({ default: module.PasteRates })))
const RateHistory = lazy(() => import('./rate-history').then(module => ({ default: module.RateHistory })))

const dayMs = 24 * 60 * 60 * 1000
/** A weekend with a holiday on either side of it is no sign that rates have stopped coming. */
const oldAfterDays = 5

/** The rates in force today, each with the day that it is of. */
export function RateTable(props: { now: RatesOn }) {
  const { can } = useSession()
  const client = useQueryClient()
  const [entering, setEntering] = createSignal<Rate | 'new'>()
  const [pasting, setPasting] = createSignal(false)
  const [past, setPast] = createSignal<string>()
  const mayChange = () => can('exchange_rate', 'create')
  const ageOf = ({ day }: Rate) => Math.round((Date.parse(props.now.day) - Date.parse(day)) / dayMs)
  const changed = () => {
    const rate = entering()
    return rate === 'new' ? undefined : rate
  }
  const upload = async (file: File) => {
    try {
      tellSaved(await sendRates(file, /\.csv$|\.txt$/i.test(file.name) ? 'csv' : 'ecb'))
      await client.invalidateQueries({ queryKey: ['exchange_rate'] })
    } catch (error) {
      toastRefusal(t('upload.failed'), explain(error))
    }
  }
  const Ways = () => (
    <Show when={mayChange()}>
      <UploadRates onFile={upload} />
      <Button icon={<ClipboardPaste aria-hidden="true" />} onClick={() => setPasting(true)}>
        {t('act.paste')}
      </Button>
      <Button icon={<Plus aria-hidden="true" />} onClick={() => setEntering('new')}>
        {t('act.enter')}
      </Button>
    </Show>
  )
  return (
    <>
      <Show
        when={props.now.rates.length}
        fallback={<EmptyState title={t('table.none')} why={t('table.none.why')} actions={<Ways />} />}
      >
        <Card title={t('table.title', { day: format.date(props.now.day) })} flush end={<Ways />}>
          <RowTable
            label={t('table.title', { day: format.date(props.now.day) })}
            rows={props.now.rates}
            columns={[
              {
                label: t('table.currency'),
                cell: rate => (
                  <>
                    <bdi>{rate.currency}</bdi>{' '}
                    <span class="text-muted font-normal">{currencyName(rate.currency)}</span>
                  </>
                ),
              },
              {
                label: t('table.rate', { base: props.now.base }),
                numeric: true,
                cell: rate => <bdi dir="ltr">{rate.rate}</bdi>,
              },
              {
                label: t('table.day'),
                cell: rate => (
                  <>
                    {format.date(rate.day)}{' '}
                    <Show when={ageOf(rate) > oldAfterDays}>
                      <StatusChip tone="warn">{t('table.old', { n: ageOf(rate) })}</StatusChip>
                    </Show>
                  </>
                ),
              },
              { label: t('table.source'), class: 'text-muted', cell: rate => t(`source.${rate.source}`) },
            ]}
            acts={rate => (
              <>
                <IconButton
                  label={t('act.history', { currency: rate.currency })}
                  icon={<CalendarClock aria-hidden="true" />}
                  onClick={() => setPast(rate.currency)}
                />
                <Show when={mayChange()}>
                  <IconButton
                    label={t('act.change', { currency: rate.currency })}
                    icon={<Pencil aria-hidden="true" />}
                    onClick={() => setEntering(rate)}
                  />
                </Show>
              </>
            )}
          />
        </Card>
      </Show>
      <Suspense>
        <Show when={entering()}>
          <EnterRate
            base={props.now.base}
            today={props.now.day}
            rate={changed()}
            onClose={() => setEntering(undefined)}
          />
        </Show>
        <Show when={pasting()}>
          <PasteRates onClose={() => setPasting(false)} />
        </Show>
        <Show when={past()}>
          {currency => <RateHistory currency={currency()} onClose={() => setPast(undefined)} />}
        </Show>
      </Suspense>
    </>
  )
}
