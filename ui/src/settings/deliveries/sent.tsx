import type { Delivery } from '@sextant/db/deliveries/deliveries.model'
import { purposeNames, type StateGroup, stateGroups } from '@sextant/db/deliveries/deliveries.rules'
import { useSearchParams } from '@solidjs/router'
import { useInfiniteQuery } from '@tanstack/solid-query'
import { createSignal, lazy, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button } from '../../parts/button/button'
import { t as events } from '../../parts/deliveries/delivery-events.text'
import { DeliveryState } from '../../parts/deliveries/delivery-state'
import { SelectField } from '../../parts/field/select-field'
import { TextField } from '../../parts/field/text-field'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { ErrorState } from '../../parts/state/error-state'
import { Skeleton } from '../../parts/state/skeleton'
import { RowTable } from '../row-table'
import { t } from './sent.text'
import { SuppressedAddresses } from './suppressed-addresses'
import './sent.css'

const DeliveryDialog = lazy(() =>
  import('./delivery-dialog').then(module => ({ default: module.DeliveryDialog })),
)

const groups = Object.keys(stateGroups) as StateGroup[]
const pageSize = 50
/** While a message waits, what is known of it changes by itself. */
const everyMs = 3_000

/** Every message that leaves, with what is known of it; without a mail server, the development mailbox. */
export function SentMessages() {
  const { can } = useSession()
  const [params, setParams] = useSearchParams<{ state?: string; purpose?: string; message?: string }>()
  const [words, setWords] = createSignal('')
  const state = () => groups.find(one => one === params.state)
  const purpose = () => purposeNames.find(one => one === params.purpose)
  const asked = () => ({ state: state(), purpose: purpose(), words: words().trim() || undefined })
  const query = useInfiniteQuery(() => ({
    queryKey: ['deliveries', asked()],
    enabled: !isServer,
    staleTime: 0,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      api.get('/crm/deliveries', { query: { ...asked(), limit: pageSize, after: pageParam }, signal }),
    getNextPageParam: last => last.paging?.next.after,
    refetchInterval: found => {
      const rows = found.state.data?.pages.flatMap(({ results }) => results) ?? []
      return rows.some(row => stateGroups.waiting.some(one => one === row.state)) ? everyMs : false
    },
  }))
  const rows = () => (query.isSuccess ? query.data.pages.flatMap(({ results }) => results) : [])
  const isNarrowed = () => Object.values(asked()).some(Boolean)
  const clear = () => {
    setWords('')
    setParams({ state: undefined, purpose: undefined })
  }
  return (
    <>
      <p class="muted">{t('why')}</p>
      <Card title={t('title')} flush>
        <div class="sent-filters">
          <SelectField
            label={t('state')}
            options={[
              { value: 'all', label: t('state.all') },
              ...groups.map(value => ({ value, label: t(`state.${value}`) })),
            ]}
            value={state() ?? 'all'}
            onChange={value => setParams({ state: groups.find(one => one === value) })}
          />
          <SelectField
            label={t('purpose')}
            options={[
              { value: 'all', label: t('purpose.all') },
              ...purposeNames.map(value => ({ value, label: events(`purpose.${value}`) })),
            ]}
            value={purpose() ?? 'all'}
            onChange={value => setParams({ purpose: purposeNames.find(one => one === value) })}
          />
          <TextField label={t('words')} type="search" value={words()} onChange={setWords} />
        </div>
        <Switch fallback={<Skeleton n={3} />}>
          <Match when={query.isError && query.error}>
            {error => <ErrorState title={t('failed')} error={error()} onRetry={() => void query.refetch()} />}
          </Match>
          <Match when={query.isSuccess && rows().length === 0}>
            <EmptyState
              title={t(isNarrowed() ? 'none.found' : 'none')}
              why={t(isNarrowed() ? 'none.found.why' : 'none.why')}
              actions={
                <Show when={isNarrowed()}>
                  <Button onClick={clear}>{t('clear')}</Button>
                </Show>
              }
            />
          </Match>
          <Match when={query.isSuccess}>
            <RowTable
              label={t('title')}
              rows={rows()}
              columns={[
                {
                  label: t('subject'),
                  cell: row => <Opened row={row} onOpen={() => setParams({ message: row.id })} />,
                },
                {
                  label: t('to'),
                  cell: row => <bdi class="sent-to">{format.list(row.to.map(({ address }) => address))}</bdi>,
                },
                { label: t('purpose'), cell: row => events(`purpose.${row.purpose}`), class: 'nowrap' },
                { label: t('state'), cell: row => <DeliveryState state={row.state} /> },
                { label: t('when'), cell: row => <When at={row.since} />, class: 'nowrap' },
              ]}
            />
            <Show when={query.hasNextPage}>
              <div class="p-4">
                <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            </Show>
          </Match>
        </Switch>
      </Card>
      <Show when={can('workspace', 'update')}>
        <SuppressedAddresses />
      </Show>
      <Show when={params.message}>
        {id => (
          <DeliveryDialog
            id={id()}
            onChange={() => void query.refetch()}
            onClose={() => setParams({ message: undefined })}
          />
        )}
      </Show>
    </>
  )
}

const Opened = (props: { row: Delivery; onOpen: () => void }) => (
  <button
    type="button"
    class="link sent-subject"
    aria-label={t('open', { subject: props.row.subject })}
    onClick={() => props.onOpen()}
  >
    <bdi>{props.row.subject}</bdi>
  </button>
)

const When = (props: { at: string }) => (
  <time dateTime={props.at} data-tip={format.full(props.at)}>
    {format.precise(props.at)}
  </time>
)
