import type { Names } from '@sextant/db/core/page.model'
import type { AnswerOf } from '@sextant/edge/app/contract'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Skeleton } from '../state/skeleton'

import { openSort } from './closed-fields.rules'
import './related.css'

type Deal = AnswerOf<'get', '/crm/deals'>['results'][number]
const fields = 'name,customerId,amount,stageId,status,expectedCloseOn,closedOn,score'

/** Deals that pass a filter, by their close date: those of a customer, a contact or a product. */
export function useDeals(filter: () => string, limit: number) {
  const { session } = useSession()
  const sort = () => openSort('expectedCloseOn', session()?.closed.deal ?? [])
  return useQuery(() => ({
    queryKey: ['deal', 'related', filter(), limit, sort()],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/deals', {
        query: { filter: filter(), sort: sort(), fields, limit, count: 'estimate' },
        signal,
      }),
  }))
}

/** A short list of deals, each with its stage, amount and close date; opens on the board. */
export function RelatedDeals(props: { filter: string; limit: number; none: string }) {
  const query = useDeals(() => props.filter, props.limit)
  return (
    <Switch fallback={<Skeleton n={2} />}>
      <Match when={query.isError}>
        <p class="small muted">{explain(query.error)}</p>
      </Match>
      <Match when={query.isSuccess && query.data}>
        {page => (
          <Show when={page().results.length} fallback={<p class="small faint">{props.none}</p>}>
            <ul class="related-deals">
              <For each={page().results}>{deal => <Line deal={deal} names={page().names} />}</For>
            </ul>
          </Show>
        )}
      </Match>
    </Switch>
  )
}

const Line = (props: { deal: Deal; names: Names }) => (
  <li>
    <A href={`/pipeline/deals/${props.deal.id}`} class="grow">
      <span class="cut name" data-tip-cut={props.deal.name}>
        <bdi>{props.deal.name}</bdi>
      </span>
      <span class="small muted cut">{props.names[props.deal.stageId ?? ''] ?? ''}</span>
    </A>
    <div class="figures num">
      <Show when={props.deal.amount}>{amount => <bdi>{format.money(amount())}</bdi>}</Show>
      <Show when={props.deal.closedOn ?? props.deal.expectedCloseOn}>
        {day => <time class="small muted">{format.date(day())}</time>}
      </Show>
    </div>
  </li>
)
