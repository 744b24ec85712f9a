import type { DealSplits } from '@sextant/db/splits/splits.model'
import { percentOf } from '@sextant/db/splits/splits.rules'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { beside, format } from '../app/format'
import { Button } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { Loaded } from '../parts/state/loaded'
import { t } from './splits.text'
import './splits.css'

const EditSplits = lazy(() => import('./edit-splits').then(module => ({ default: module.EditSplits })))

/** Between whom a deal is split, with what each has of its amount, and the way to change it. */
export function DealSplitsSection(props: {
  deal: { id: string; name: string; ownerId: string | null; split: unknown }
  may: boolean
}) {
  // It says in words whether it is split: a deal that is not costs no question.
  const has = () => props.deal.split !== null
  const [editing, setEditing] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['deal', 'splits', props.deal.id],
    enabled: !isServer && (has() || editing()),
    queryFn: ({ signal }) => api.get('/crm/deals/{id}/splits', { params: { id: props.deal.id }, signal }),
  }))
  return (
    <section class="deal-splits">
      <div class="row">
        <h3 class="grow">{t('section')}</h3>
        <Show when={props.may}>
          <Button busy={editing() && query.isPending} onClick={() => setEditing(true)}>
            {t('edit')}
          </Button>
        </Show>
      </div>
      <Show when={has()} fallback={<p class="small muted">{t('none')}</p>}>
        <Loaded query={query} failed={t('failed')}>
          {told => (
            <ul class="lines">
              <For each={told().splits}>{split => <Person split={split} currency={told().currency} />}</For>
            </ul>
          )}
        </Loaded>
      </Show>
      <Show when={editing() && query.data}>
        {told => (
          <Suspense>
            <EditSplits deal={props.deal} told={told()} onClose={() => setEditing(false)} />
          </Suspense>
        )}
      </Show>
    </section>
  )
}

const Person = (props: { split: DealSplits['splits'][number]; currency: string | null }) => (
  <li>
    <Avatar id={props.split.memberId} name={props.split.name} />
    <span class="grow">
      <bdi>{props.split.name}</bdi>
      <span class="small muted how">{beside(props.split.role, props.split.left && t('left'))}</span>
    </span>
    <Show when={props.split.amountMinor !== null && props.currency}>
      {currency => (
        <bdi class="num">
          {format.money({ minor: props.split.amountMinor ?? 0, currency: currency() }, 'record')}
        </bdi>
      )}
    </Show>
    <bdi class="num of-deal">{format.percent(Number(percentOf(props.split.points)) / 100, 2)}</bdi>
  </li>
)
