import type { FilterIndex } from '@sextant/db/indexing/indexing.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Trash from 'lucide-solid/icons/trash'
import { Show } from 'solid-js'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { isShown, placeOf } from '../app/record-places'
import { placeName } from '../app/shell/nav'
import { IconButton } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { fieldName } from '../parts/mapping/names'
import { Card } from '../parts/panel/card'
import { toast, toastRefusal } from '../parts/toast/toast'
import { RowTable } from './row-table'
import { t } from './settings.text'

/** The fields by which filters were slow, and what Sextant has done about it. */
export function FilterIndexes() {
  const client = useQueryClient()
  const queryKey = ['operations', 'filter-indexes']
  const query = useQuery(() => ({
    queryKey,
    queryFn: ({ signal }) => api.get('/crm/filter-indexes', { signal }),
  }))
  const nameOf = ({ entity, field }: FilterIndex) => {
    const place = isShown(entity) ? placeOf(entity) : undefined
    const label = fieldName(field)
    return place ? t('indexes.of', { place: placeName(place), field: label }) : label
  }
  const drop = async ({ entity, field }: FilterIndex) => {
    try {
      await api.delete('/crm/filter-indexes/{entity}/{field}', { params: { entity, field } })
      await client.invalidateQueries({ queryKey })
      toast(t('indexes.dropped'))
    } catch (error) {
      toastRefusal(t('indexes.failed'), explain(error))
    }
  }
  return (
    <Card title={t('indexes')} flush>
      <p class="p-4 text-muted">{query.data?.results.length === 0 ? t('indexes.none') : t('indexes.why')}</p>
      <Show when={query.data?.results.length}>
        <RowTable
          label={t('indexes')}
          rows={query.data?.results ?? []}
          floating
          columns={[
            { label: t('indexes.field'), cell: index => nameOf(index) },
            { label: t('operations.state'), cell: index => <State index={index} /> },
            { label: t('indexes.records'), numeric: true, cell: index => format.number(index.records) },
            { label: t('indexes.used'), cell: index => format.relative(index.lastUsedAt) },
          ]}
          acts={index => (
            <Show when={index.state !== 'dropping'}>
              <IconButton
                label={`${t('indexes.drop')}: ${nameOf(index)}`}
                icon={<Trash aria-hidden="true" />}
                onClick={() => drop(index)}
              />
            </Show>
          )}
        />
      </Show>
    </Card>
  )
}

const State = (props: { index: FilterIndex }) => (
  <StatusChip tone={props.index.state === 'ready' ? 'pos' : props.index.state === 'noted' ? 'warn' : 'info'}>
    {t(`indexes.${props.index.state}`, { n: props.index.slow })}
  </StatusChip>
)
