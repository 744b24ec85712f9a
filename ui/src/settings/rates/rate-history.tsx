import type { Rate } from '@sextant/db/rates/rates.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Pencil from 'lucide-solid/icons/pencil'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { IconButton } from '../../parts/button/button'
import { Dialog } from '../../parts/overlay/dialog'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import { t } from './rates.text'

const CorrectRate = lazy(() => import('./correct-rate').then(module => ({ default: module.CorrectRate })))

/** The last hundred rates of a currency. */
export function RateHistory(props: { currency: string; onClose: () => void }) {
  const { can } = useSession()
  const client = useQueryClient()
  const [wrong, setWrong] = createSignal<Rate>()
  const query = useQuery(() => ({
    queryKey: ['exchange_rate', 'history', props.currency],
    queryFn: ({ signal }) =>
      api.get('/crm/rates', { query: { currency: props.currency, limit: 100 }, signal }),
  }))
  const remove = async ({ currency, day }: Rate) => {
    try {
      await api.delete('/crm/rates/{currency}/{day}', { params: { currency, day } })
      await client.invalidateQueries({ queryKey: ['exchange_rate'] })
      toast(t('history.removed'))
    } catch (error) {
      toastRefusal(t('history.remove.failed'), explain(error))
    }
  }
  return (
    <Dialog open title={t('history.title', { currency: props.currency })} onClose={props.onClose}>
      <p class="muted">{t('history.why')}</p>
      <Loaded query={query} failed={t('rates.failed')}>
        {known => (
          <RowTable
            label={t('history.title', { currency: props.currency })}
            rows={known().results}
            columns={[
              { label: t('enter.day'), cell: rate => format.date(rate.day) },
              { label: t('enter.rate'), numeric: true, cell: rate => <bdi dir="ltr">{rate.rate}</bdi> },
              { label: t('table.source'), class: 'text-muted', cell: rate => t(`source.${rate.source}`) },
            ]}
            acts={rate => (
              <>
                <Show when={can('exchange_rate', 'update')}>
                  <IconButton
                    label={t('correct.act', { day: format.date(rate.day) })}
                    icon={<Pencil aria-hidden="true" />}
                    onClick={() => setWrong(rate)}
                  />
                </Show>
                <Show when={can('exchange_rate', 'archive')}>
                  <IconButton
                    label={t('history.remove', { day: format.date(rate.day) })}
                    icon={<Trash aria-hidden="true" />}
                    onClick={() => void remove(rate)}
                  />
                </Show>
              </>
            )}
          />
        )}
      </Loaded>
      <Show when={wrong()}>
        {rate => (
          <Suspense>
            <CorrectRate rate={rate()} onClose={() => setWrong(undefined)} />
          </Suspense>
        )}
      </Show>
    </Dialog>
  )
}
