import type { ObjectName } from '@sextant/db/access/policy.rules'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For } from 'solid-js'
import { api } from '../app/api'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Card } from '../parts/panel/card'
import { t } from './settings.text'

interface Bin {
  object: ObjectName & ('lead' | 'customer' | 'contact' | 'deal' | 'product' | 'activity')
  area: string
  /** The list that shows it. */
  href: string
}
const bins: readonly Bin[] = [
  { object: 'lead', area: 'leads', href: '/leads?view=bin' },
  { object: 'customer', area: 'customers', href: '/customers?view=bin' },
  { object: 'contact', area: 'contacts', href: '/contacts?view=bin' },
  { object: 'deal', area: 'deals', href: '/pipeline?view=bin' },
  { object: 'product', area: 'products', href: '/products?view=bin' },
  { object: 'activity', area: 'activities', href: '/activities?view=bin' },
]

/** Where deleted records wait to be brought back. */
export function RecycleBins() {
  const { can } = useSession()
  return (
    <Card title={t('section.bins')}>
      <p class="mb-3 text-muted">{t('bins.why')}</p>
      <ul class="grid max-w-110 gap-1">
        <For each={bins.filter(({ object }) => can(object, 'read'))}>{bin => <Line bin={bin} />}</For>
      </ul>
    </Card>
  )
}

function Line(props: { bin: Bin }) {
  const query = useQuery(() => ({
    queryKey: [props.bin.object, 'bin', 'count'],
    queryFn: ({ signal }) =>
      api.get<{ total?: { value: number } }>(`/crm/${props.bin.area}`, {
        query: { deleted: 'true', count: 'exact', limit: 1, fields: 'id' },
        signal,
      }),
  }))
  return (
    <li class="flex items-center justify-between gap-3 rounded-control px-2 py-1 hover:bg-hover">
      <A class="link" href={props.bin.href}>
        {common(`nav.${props.bin.object === 'deal' ? 'pipeline' : placeOf[props.bin.object]}`)}
      </A>
      <span class="num text-muted">
        {query.data?.total ? t('bins.n', { n: query.data.total.value }) : ''}
      </span>
    </li>
  )
}

const placeOf = {
  lead: 'leads',
  customer: 'customers',
  contact: 'contacts',
  product: 'products',
  activity: 'activities',
} as const
