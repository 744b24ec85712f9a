import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { ApprovalCard } from './approval-card'
import { t } from './approvals.text'

/** Approvals asked for one deal: what waits, and the last ones that were decided. Nothing where none ever was. */
export function DealApprovals(props: { dealId: string }) {
  const query = useQuery(() => ({
    queryKey: ['deal', 'approvals', props.dealId],
    enabled: !isServer,
    queryFn: ({ signal }) =>
      api.get('/crm/deals/{id}/approvals', { params: { id: props.dealId }, query: { limit: 5 }, signal }),
  }))
  const all = () => (query.isSuccess ? query.data.results : [])
  return (
    <Show when={all().length}>
      <section>
        <h3>{t('section')}</h3>
        <div class="stack">
          <For each={all()}>{approval => <ApprovalCard approval={approval} />}</For>
        </div>
      </section>
    </Show>
  )
}
