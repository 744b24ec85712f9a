import type { Quote } from '@sextant/db/quotes/quotes.model'
import { useQuery } from '@tanstack/solid-query'
import { Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { useSession } from '../app/session'
import { DiscountCards } from '../parts/lines/discount-cards'

/** What waits of the deal’s discounts, decided here by who may. */
export function QuoteDiscounts(props: { quote: Quote }) {
  const { can } = useSession()
  const lines = useQuery(() => ({
    queryKey: ['deal', 'lines', props.quote.dealId],
    enabled: !isServer && can('deal', 'read'),
    queryFn: ({ signal }) => api.get('/crm/deals/{id}/lines', { params: { id: props.quote.dealId }, signal }),
  }))
  return (
    <Show when={lines.data}>
      {told => <DiscountCards dealId={props.quote.dealId} told={told()} may={can('deal', 'update')} />}
    </Show>
  )
}
