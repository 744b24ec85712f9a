import type { TaxRate } from '@sextant/db/taxes/taxes.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import Trash from 'lucide-solid/icons/trash'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import { t } from './taxes.text'

const TaxDialog = lazy(() => import('./tax-dialog').then(module => ({ default: module.TaxDialog })))

/** What each country takes of each class of goods. */
export function Taxes() {
  const { can } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = createSignal<TaxRate | 'new'>()
  const query = useQuery(() => ({
    queryKey: ['tax_rate', 'all'],
    queryFn: ({ signal }) => api.get('/crm/taxes', { signal }),
  }))
  const may = () => can('tax_rate', 'update')
  const told = ({ country, taxClass }: TaxRate) => ({ country: format.country(country), taxClass })
  const remove = async ({ country, taxClass }: TaxRate) => {
    try {
      await api.delete('/crm/taxes/{country}/{taxClass}', { params: { country, taxClass } })
      await client.invalidateQueries({ queryKey: ['tax_rate'] })
      toast(t('removed'))
    } catch (error) {
      toastRefusal(t('remove.failed'), explain(error))
    }
  }
  const Add = () => (
    <Show when={may()}>
      <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setOpen('new')}>
        {t('add')}
      </Button>
    </Show>
  )
  const changed = () => {
    const rate = open()
    return rate === 'new' ? undefined : rate
  }
  return (
    <>
      <Loaded query={query} failed={t('failed')}>
        {known => (
          <Show
            when={known().results.length}
            fallback={<EmptyState title={t('none')} why={t('none.why')} actions={<Add />} />}
          >
            <Card title={t('title')} flush end={<Add />}>
              <RowTable
                label={t('title')}
                rows={known().results}
                columns={[
                  { label: t('country'), cell: rate => format.country(rate.country) },
                  { label: t('class'), cell: rate => <bdi>{rate.taxClass}</bdi> },
                  { label: t('percent'), numeric: true, cell: rate => <bdi dir="ltr">{rate.percent}%</bdi> },
                ]}
                acts={rate => (
                  <Show when={may()}>
                    <IconButton
                      label={t('change', told(rate))}
                      icon={<Pencil aria-hidden="true" />}
                      onClick={() => setOpen(rate)}
                    />
                    <IconButton
                      label={t('remove', told(rate))}
                      icon={<Trash aria-hidden="true" />}
                      onClick={() => void remove(rate)}
                    />
                  </Show>
                )}
              />
            </Card>
          </Show>
        )}
      </Loaded>
      <Show when={open()}>
        <Suspense>
          <TaxDialog rate={changed()} onClose={() => setOpen(undefined)} />
        </Suspense>
      </Show>
    </>
  )
}
