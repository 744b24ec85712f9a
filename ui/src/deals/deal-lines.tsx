import type { DealLines, Line } from '@sextant/db/lines/lines.model'
import { useQuery } from '@tanstack/solid-query'
import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { apart, format } from '../app/format'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { DiscountCards } from '../parts/lines/discount-cards'
import { LineSums } from '../parts/lines/line-sums'
import { t } from '../parts/lines/lines.text'
import { Loaded } from '../parts/state/loaded'
import '../parts/lines/lines.css'

const EditLines = lazy(() =>
  import('../parts/lines/edit-lines').then(module => ({ default: module.EditLines })),
)

/** The lines of a deal with their sums, and the way to change them. */
export function DealLinesSection(props: {
  deal: {
    id: string
    name: string
    amount: { currency: string } | null
    tcv: unknown
  }
  may: boolean
}) {
  // Its value over the term is there where there are lines: a deal without them costs no question.
  const has = () => props.deal.tcv !== null
  const [editing, setEditing] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['deal', 'lines', props.deal.id],
    enabled: !isServer && (has() || editing()),
    queryFn: ({ signal }) => api.get('/crm/deals/{id}/lines', { params: { id: props.deal.id }, signal }),
  }))
  return (
    <section class="deal-lines">
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
            <>
              <ul class="lines">
                <For each={told().lines}>{line => <LineRow line={line} of={told()} />}</For>
              </ul>
              <LineSums currency={told().currency ?? ''} totals={told().totals} margin={told().margin} />
              <DiscountCards dealId={props.deal.id} told={told()} may={props.may} />
            </>
          )}
        </Loaded>
      </Show>
      <Show when={editing() && query.data}>
        {told => (
          <Suspense>
            <EditLines deal={props.deal} told={told()} onClose={() => setEditing(false)} />
          </Suspense>
        )}
      </Show>
    </section>
  )
}

const LineRow = (props: { line: Line; of: DealLines }) => {
  const how = () => {
    const { quantity, unitPrice, terms, period, discount } = props.line
    const each = t(`each.${period}`, { quantity: apart(quantity), price: apart(unitPrice), terms })
    return discount === '0' ? each : `${each} · ${t('off', { discount: apart(discount) })}`
  }
  return (
    <li>
      <span class="grow">
        <bdi>{props.line.text ?? props.line.productName}</bdi>
        <span class="small muted num how">{how()}</span>
        <Show when={props.line.approval}>
          {approval => (
            <StatusChip tone={approvalTones[approval()]}>{t(`approval.${approval()}`)}</StatusChip>
          )}
        </Show>
      </span>
      <bdi class="num">
        {format.money({ minor: props.line.netMinor, currency: props.of.currency ?? '' }, 'record')}
      </bdi>
    </li>
  )
}

const approvalTones = { waiting: 'warn', approved: 'pos', declined: 'neg' } as const
