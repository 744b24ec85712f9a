import type { ActivityKind } from '@sextant/db/activities/activities.model'
import type { Customer } from '@sextant/db/customers/customers.model'
import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { onLive } from '../app/live'
import { useSession } from '../app/session'
import { Page } from '../app/shell/page'
import { ActivityList } from '../parts/activity/activity-list'
import { Affiliations } from '../parts/affiliation/affiliations'
import { Button } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import { RelatedQuotes } from '../parts/quotes/related-quotes'
import type { Rec } from '../parts/records/kind'
import { useMembers } from '../parts/records/members'
import { RelatedDeals } from '../parts/records/related-deals'
import { useCounts } from '../parts/records/use-counts'
import { useFields } from '../parts/records/use-fields'
import { useMay, useMayChange } from '../parts/records/use-may'
import { useRecord } from '../parts/records/use-record'
import { useWrites } from '../parts/records/use-writes'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { ViewTabs } from '../parts/tabs/view-tabs'
import { RelatedTickets } from '../parts/tickets/related-tickets'
import { CustomerFacts } from './customer-facts'
import { CustomerFigures } from './customer-figures'
import { CustomerHead } from './customer-head'
import { customerKind } from './customer-kind'
import { CustomerTimeline } from './customer-timeline'
import { t } from './customers.text'
import { Group } from './group'
import { People } from './people'
import './customers.css'

const LogActivity = lazy(() =>
  import('../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)
const EditCustomer = lazy(() => import('./edit-customer').then(module => ({ default: module.EditCustomer })))
const RecordFiles = lazy(() =>
  import('../parts/files/record-files').then(module => ({ default: module.RecordFiles })),
)
const tabs = ['overview', 'deals', 'quotes', 'tickets', 'contacts', 'activities', 'files'] as const

/** One customer as a page: who they are, what they buy, everything that happened with them. */
export function CustomerPage() {
  const params = useParams<{ id: string }>()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams<{ tab?: string }>()
  const { can } = useSession()
  const fields = useFields(customerKind)
  const members = useMembers()
  const writes = useWrites(customerKind, fields, members)
  const query = useRecord(customerKind, () => params.id)
  const [logging, setLogging] = createSignal<ActivityKind>()
  const [editing, setEditing] = createSignal(false)
  const customer = () => (query.isSuccess ? (query.data as Rec & Customer) : undefined)
  const offered = () =>
    tabs.filter(
      one =>
        (one !== 'quotes' || can('quote', 'read')) &&
        (one !== 'tickets' || can('ticket', 'read')) &&
        (one !== 'files' || can('attachment', 'read')),
    )
  const tab = () => tabs.find(one => one === search.tab) ?? 'overview'
  const mayDo = useMay(customerKind)
  const may = useMayChange(customerKind, customer)
  const counts = useTotals(() => params.id)
  const archive = async () => {
    const now = customer()
    if (!now) return
    const gone = await writes.archive({ ids: [now.id] }, () => t('archived.one', { name: now.name }))
    if (gone) navigate('/customers')
  }
  return (
    <Page
      scroll
      title={customer()?.name ?? (query.isError ? t('page.failed') : '…')}
      crumbs={[{ label: t('title'), href: '/customers' }]}
    >
      <div class="page customer-page">
        <Switch fallback={<Waiting />}>
          <Match when={query.isError && query.error}>
            {error => (
              <ErrorState title={t('page.failed')} error={error()} onRetry={() => void query.refetch()} />
            )}
          </Match>
          <Match when={customer()}>
            {shown => (
              <>
                <Show when={shown().deletedAt}>
                  <div class="notice warn row">
                    <span class="grow">{t('page.deleted')}</span>
                    <Button onClick={() => void writes.restore({ ids: [shown().id] })}>{t('restore')}</Button>
                  </div>
                </Show>
                <CustomerHead
                  customer={shown()}
                  members={members}
                  writes={writes}
                  may={may()}
                  mayArchive={mayDo('archive', shown())}
                  onLog={setLogging}
                  onEdit={() => setEditing(true)}
                  onArchive={() => void archive()}
                />
                <ViewTabs
                  bare
                  label={t('tabs.label')}
                  value={tab()}
                  onChange={value =>
                    setSearch({ tab: value === 'overview' ? undefined : value }, { scroll: false })
                  }
                  tabs={offered().map(value => ({
                    value,
                    label: t(`tab.${value}`),
                    count: value === 'overview' || value === 'files' ? undefined : counts(value)?.value,
                    isMore: value !== 'overview' && value !== 'files' && counts(value)?.exact === false,
                  }))}
                />
                <Switch>
                  <Match when={tab() === 'overview'}>
                    <div class="customer-columns">
                      <div class="stack gap-4">
                        <CustomerFigures customer={shown()} />
                        <CustomerTimeline
                          id={shown().id}
                          contactAt={shown().lastActivityAt}
                          fields={fields}
                          members={members}
                        />
                      </div>
                      <aside class="stack gap-4">
                        <CustomerFacts
                          customer={shown()}
                          fields={fields}
                          members={members}
                          writes={writes}
                          may={may()}
                          onEdit={() => setEditing(true)}
                        />
                        <People id={shown().id} most={6} />
                        <Show when={shown().parentId || counts('customers')?.value}>
                          <Group id={shown().id} />
                        </Show>
                      </aside>
                    </div>
                  </Match>
                  <Match when={tab() === 'deals'}>
                    <div class="customer-columns even">
                      <Card title={t('deals.open')}>
                        <RelatedDeals
                          filter={`customerId:eq:${shown().id};status:eq:open`}
                          limit={200}
                          none={t('deals.none')}
                        />
                      </Card>
                      <Card title={t('deals.closed')}>
                        <RelatedDeals
                          filter={`customerId:eq:${shown().id};status:in:won,lost`}
                          limit={200}
                          none={t('deals.none')}
                        />
                      </Card>
                    </div>
                  </Match>
                  <Match when={tab() === 'quotes'}>
                    <Card title={t('tab.quotes')}>
                      <RelatedQuotes filter={`customerId:eq:${shown().id}`} limit={200} />
                    </Card>
                  </Match>
                  <Match when={tab() === 'tickets'}>
                    <Card title={t('tab.tickets')}>
                      <RelatedTickets filter={`customerId:eq:${shown().id}`} limit={200} />
                    </Card>
                  </Match>
                  <Match when={tab() === 'contacts'}>
                    <People id={shown().id} most={200} />
                    <Card>
                      <Affiliations by="customerId" id={shown().id} name={shown().name} />
                    </Card>
                  </Match>
                  <Match when={tab() === 'files' && can('attachment', 'read')}>
                    <Card>
                      <Suspense fallback={<Skeleton n={2} />}>
                        <RecordFiles entity="customer" id={shown().id} heading="h2" />
                      </Suspense>
                    </Card>
                  </Match>
                  <Match when={tab() === 'activities'}>
                    <Card title={t('tab.activities')}>
                      <ActivityList by="customerId" id={shown().id} most={200} />
                    </Card>
                  </Match>
                </Switch>
                <Suspense>
                  <Show when={logging()}>
                    {kind => (
                      <LogActivity
                        activity={kind()}
                        subject={shown().name}
                        about={{ customerId: shown().id }}
                        onClose={() => setLogging(undefined)}
                      />
                    )}
                  </Show>
                  <Show when={editing()}>
                    <EditCustomer
                      customer={shown()}
                      fields={fields}
                      writes={writes}
                      onClose={() => setEditing(false)}
                    />
                  </Show>
                </Suspense>
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  )
}

const Waiting = () => (
  <div class="stack">
    <Skeleton n={1} />
    <Skeleton n={2} />
    <Skeleton n={3} />
  </div>
)

/** How many deals, contacts, activities and companies belong to a customer, told by one request. */
function useTotals(id: () => string) {
  const { can } = useSession()
  const counts = useCounts('customer', () => {
    const filter = `customerId:eq:${id()}`
    return {
      ...Object.fromEntries(
        countedAreas
          .filter(area => area !== 'quotes' || can('quote', 'read'))
          .filter(area => area !== 'tickets' || can('ticket', 'read'))
          .map(area => [area, { area, filter, most }]),
      ),
      customers: { area: 'customers', filter: `parentId:eq:${id()}`, most: 1 },
    }
  })
  const client = useQueryClient()
  onLive(({ subjectType }) => {
    if (['deal', 'quote', 'ticket', 'contact', 'activity'].includes(subjectType))
      void client.invalidateQueries({ queryKey: ['counts', 'customer'] })
  })
  return (area: (typeof countedAreas)[number] | 'customers') => counts(area)
}
/** A tab tells up to so many: a customer of many years has more activities than anybody would count. */
const most = 1000
const countedAreas = ['deals', 'quotes', 'tickets', 'contacts', 'activities'] as const
