import type { Names } from '@sextant/db/core/page.model'
import type { AnswerOf } from '@sextant/edge/app/contract'
import { A, useNavigate } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, Show } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { beside, format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button } from '../button/button'
import { StatusChip } from '../chip/status-chip'
import { askList } from '../records/list-together'
import { Loaded } from '../state/loaded'
import { Skeleton } from '../state/skeleton'
import { toastRefusal } from '../toast/toast'
import { t } from './related-quotes.text'
import '../records/related.css'

type Quote = AnswerOf<'get', '/crm/quotes'>['results'][number]
const fields = 'name,number,status,total,validUntil,dealId'
const tones = {
  draft: 'slate',
  waiting: 'warn',
  sent: 'info',
  viewed: 'info',
  changes_asked: 'warn',
  accepted: 'pos',
  declined: 'neg',
  expired: 'plum',
  withdrawn: 'slate',
} as const

/** Quotes of a deal or a customer, the newest first. `dealId`: one is begun from that deal with a press. */
export function RelatedQuotes(props: { filter: string; limit: number; dealId?: string }) {
  const { can } = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [busy, setBusy] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['quote', 'related', props.filter, props.limit],
    enabled: !isServer,
    // Together with the other lists of the page.
    queryFn: () =>
      askList({ area: 'quotes', filter: props.filter, sort: '-createdAt', fields, limit: props.limit }),
  }))
  const begin = async () => {
    if (busy() || !props.dealId) return
    setBusy(true)
    try {
      const { id } = await api.post('/crm/quotes', { dealId: props.dealId })
      void client.invalidateQueries({ queryKey: ['quote'] })
      navigate(`/quotes/${id}`)
    } catch (error) {
      toastRefusal(t('failed.new'), explain(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-label={t('title')}>
      <Show when={props.dealId}>
        <div class="row">
          <h3 class="grow">{t('title')}</h3>
          <Show when={can('quote', 'create')}>
            <Button busy={busy()} icon={<Plus class="s" aria-hidden="true" />} onClick={() => void begin()}>
              {t('new')}
            </Button>
          </Show>
        </div>
      </Show>
      <Loaded query={query} failed={t('failed')} waiting={<Skeleton n={2} />}>
        {page => (
          <Show when={page().results.length} fallback={<p class="small muted">{t('none')}</p>}>
            <ul class="related-deals">
              <For each={page().results as readonly Quote[]}>
                {quote => <Line quote={quote} names={page().names} ofDeal={props.dealId !== undefined} />}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
    </section>
  )
}

const Line = (props: { quote: Quote; names: Names; ofDeal: boolean }) => {
  const status = () => props.quote.status ?? 'draft'
  const support = () =>
    beside(
      props.quote.number ?? t('unnumbered'),
      !props.ofDeal && props.names[props.quote.dealId ?? ''],
      props.quote.validUntil && t('until', { date: format.date(props.quote.validUntil) }),
    )
  return (
    <li>
      <A href={`/quotes/${props.quote.id}`} class="grow">
        <span class="cut name" data-tip-cut={props.quote.name}>
          <bdi>{props.quote.name}</bdi>
        </span>
        <span class="small muted cut">{support()}</span>
      </A>
      <div class="figures num">
        <Show when={props.quote.total}>{total => <bdi>{format.money(total())}</bdi>}</Show>
        <StatusChip tone={tones[status()]}>{t(`status.${status()}`)}</StatusChip>
      </div>
    </li>
  )
}
