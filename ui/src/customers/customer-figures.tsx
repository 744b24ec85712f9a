import type { Money } from '@sextant/db/core/field.model'
import type { Customer } from '@sextant/db/customers/customers.model'
import { createMemo, Show } from 'solid-js'
import { explain } from '../app/explain'
import { beside, format } from '../app/format'
import { dayOf } from '../app/zone'
import { Kpi } from '../parts/panel/card'
import { useDeals } from '../parts/records/related-deals'
import { t } from './customers.text'
import { figuresOf } from './figures.rules'

const most = 200

/** What the customer's deals come to, from the deals themselves; said to be “at least” where there are more than were read. */
export function CustomerFigures(props: { customer: Customer }) {
  const query = useDeals(() => `customerId:eq:${props.customer.id}`, most)
  const figures = createMemo(() => {
    if (!query.isSuccess) return undefined
    return figuresOf(query.data.results, dayOf(new Date()))
  })
  const more = () => query.isSuccess && (query.data.total?.value ?? 0) > most
  const sum = (sums: readonly Money[]) => {
    const [first] = sums
    if (!first) return t('open.none')
    return `${more() ? `${t('atLeast')} ` : ''}${format.moneyShort(first)}`
  }
  /** What the large figure leaves out. */
  const others = (sums: readonly Money[]) => sums.slice(1).map(one => `+ ${format.moneyShort(one)}`)
  return (
    <section class="card flush customer-figures" aria-label={t('figures')} aria-busy={query.isPending}>
      <Show
        when={figures()}
        fallback={<p class="small muted">{query.isError ? explain(query.error) : '…'}</p>}
      >
        {shown => (
          <>
            <Kpi
              label={t('open.label')}
              value={<bdi>{sum(shown().open)}</bdi>}
              note={beside(
                ...others(shown().open),
                shown().openCount > 0 && t('open.note', { n: shown().openCount }),
                shown().nextClose && t('open.next', { date: format.date(shown().nextClose ?? '') }),
              )}
            />
            <Kpi
              label={t('won.label')}
              value={<bdi>{sum(shown().won)}</bdi>}
              note={beside(
                ...others(shown().won),
                shown().lastWon && t('won.last', { date: format.date(shown().lastWon ?? '') }),
              )}
            />
            <Kpi
              label={t('rate.label')}
              value={
                shown().closedCount ? format.percent(shown().wonCount / shown().closedCount) : t('open.none')
              }
              note={
                shown().closedCount
                  ? t('rate.note', { won: shown().wonCount, closed: shown().closedCount })
                  : t('rate.none')
              }
            />
            <Kpi
              label={t('contact.label')}
              value={
                props.customer.lastActivityAt
                  ? format.relative(props.customer.lastActivityAt)
                  : t('contact.none')
              }
              note={props.customer.lastActivityAt ? format.precise(props.customer.lastActivityAt) : undefined}
            />
          </>
        )}
      </Show>
    </section>
  )
}
