import type { AnswerOf } from '@sextant/edge/app/contract'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { beside, format } from '../../app/format'
import { StatusChip } from '../chip/status-chip'
import { askList } from '../records/list-together'
import { Loaded } from '../state/loaded'
import { Skeleton } from '../state/skeleton'
import { t } from './related-tickets.text'
import '../records/related.css'

type Ticket = AnswerOf<'get', '/crm/tickets'>['results'][number]
const fields = 'name,number,status,priority,createdAt'
const tones = {
  new: 'info',
  open: 'slate',
  waiting_customer: 'plum',
  waiting_elsewhere: 'plum',
  solved: 'pos',
  closed: 'slate',
} as const

/** Tickets of a customer, a contact or a deal, or the parts of one, the newest first. */
export function RelatedTickets(props: { filter: string; limit: number; none?: string }) {
  const query = useQuery(() => ({
    queryKey: ['ticket', 'related', props.filter, props.limit],
    enabled: !isServer,
    // Together with the other lists of the page.
    queryFn: () =>
      askList({ area: 'tickets', filter: props.filter, sort: '-createdAt', fields, limit: props.limit }),
  }))
  return (
    <section aria-label={t('title')}>
      <Loaded query={query} failed={t('failed')} waiting={<Skeleton n={2} />}>
        {page => (
          <Show when={page().results.length} fallback={<p class="small muted">{props.none ?? t('none')}</p>}>
            <ul class="related-deals">
              <For each={page().results as readonly Ticket[]}>{ticket => <Line ticket={ticket} />}</For>
            </ul>
          </Show>
        )}
      </Loaded>
    </section>
  )
}

const Line = (props: { ticket: Ticket }) => {
  const status = () => props.ticket.status ?? 'new'
  return (
    <li>
      <A href={`/tickets/${props.ticket.id}`} class="grow">
        <span class="cut name" data-tip-cut={props.ticket.name}>
          <bdi>{props.ticket.name}</bdi>
        </span>
        <span class="small muted cut">
          {beside(props.ticket.number, props.ticket.createdAt && format.date(props.ticket.createdAt))}
        </span>
      </A>
      <div class="figures">
        <StatusChip tone={tones[status()]}>{t(`state.${status()}`)}</StatusChip>
      </div>
    </li>
  )
}
