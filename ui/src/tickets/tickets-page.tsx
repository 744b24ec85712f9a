import { useNavigate, useParams } from '@solidjs/router'
import Mail from 'lucide-solid/icons/mail'
import Chat from 'lucide-solid/icons/message-square-text'
import Form from 'lucide-solid/icons/panel-top'
import Hand from 'lucide-solid/icons/pencil'
import Phone from 'lucide-solid/icons/phone'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, lazy, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { onLive } from '../app/live'
import { useSession } from '../app/session'
import { usePageKeys } from '../app/shell/keys'
import { Page } from '../app/shell/page'
import { onWantNew } from '../app/wanted'
import { Button } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { StatusChip } from '../parts/chip/status-chip'
import type { Rec } from '../parts/records/kind'
import { EmptyList, RecordList } from '../parts/records/record-list'
import { useBulk } from '../parts/records/use-bulk'
import { useRecordScreen } from '../parts/records/use-record-screen'
import { EmptyState } from '../parts/state/empty-state'
import { DueMark } from './due-mark'
import { ticketKind } from './ticket-kind'
import { t } from './tickets.text'
import './tickets.css'

const TicketPane = lazy(() => import('./ticket-pane').then(module => ({ default: module.TicketPane })))
const CreateInList = lazy(() =>
  import('../parts/records/create-dialog').then(module => ({ default: module.CreateInList })),
)

const open = 'status:in:new,open,waiting_customer,waiting_elsewhere'
/** Whatever was due within ten years. */
const late = `${open};dueAt:in_last:3650d`
const form = [
  'name',
  'customerId',
  'contactId',
  'priority',
  'type',
  'queueId',
  'channel',
  'ownerId',
  'description',
]
const channels = { email: Mail, phone: Phone, chat: Chat, whatsapp: Chat, form: Form, hand: Hand } as const

/** What customers want to be helped with: the queue by what is due next, and the ticket that is open beside it. */
export function TicketsPage() {
  const params = useParams<{ id?: string }>()
  const navigate = useNavigate()
  const { session } = useSession()
  const me = () => session()?.member.id
  const views = createMemo(() => [
    { value: 'open', label: t('view.open'), filter: open },
    { value: 'mine', label: t('view.mine'), filter: `${open};ownerId:eq:${me() ?? ''}`, waits: !me() },
    { value: 'late', label: t('view.late'), filter: late },
    { value: 'unassigned', label: t('view.unassigned'), filter: `${open};ownerId:unknown` },
    { value: 'all', label: t('view.all'), sort: '-createdAt' },
    { value: 'bin', label: t('view.bin'), deleted: true, sort: '-createdAt' },
  ])
  const screen = useRecordScreen({
    kind: ticketKind,
    views,
    columns: ['name', 'priority', 'customerId', 'ownerId', 'dueAt', 'leftMinutes'],
    sort: 'dueAt',
  })
  const { list, members, state } = screen
  const bulk = useBulk({ ...screen, archived: n => t('archived', { n }) })
  const [creating, setCreating] = createSignal(false)
  const [now, setNow] = createSignal(Date.now())
  // The pane is loaded by itself, and by then its ticket may be there, which the server's page has not: it begins when the page is the browser's.
  const [isOurs, setOurs] = createSignal(false)
  onMount(() => {
    setOurs(true)
    const timer = setInterval(() => setNow(Date.now()), 20_000)
    onCleanup(() => clearInterval(timer))
  })
  // What is due has moved without anybody having edited the ticket.
  onLive(event => {
    if (event.subjectType === 'ticket_clock') void list.reload()
  })
  const show = (id: string | undefined) =>
    navigate(`/tickets${id ? `/${id}` : ''}${state.searchText()}`, {
      scroll: false,
      replace: Boolean(params.id && id),
    })
  const place = () => list.places().findIndex(record => record?.id === params.id)
  const neighbour = (by: 1 | -1): Rec | undefined =>
    params.id ? (place() < 0 ? undefined : list.places()[place() + by]) : list.places()[0]
  const step = (by: 1 | -1) => {
    const next = neighbour(by)
    if (next) show(next.id)
  }
  const create = () => screen.mayCreate() && setCreating(true)
  usePageKeys({
    n: create,
    t: create,
  })
  onWantNew('ticket', screen.mayCreate, create)
  return (
    <Page
      title={t('title')}
      actions={
        <Show when={screen.mayCreate()}>
          <Button
            tone="primary"
            icon={<Plus class="s" aria-hidden="true" />}
            aria-label={t('new')}
            onClick={create}
          >
            <span class="not-phone">{t('new')}</span>
          </Button>
        </Show>
      }
    >
      <div class="tickets-desk" classList={{ opened: Boolean(params.id) }}>
        <RecordList
          {...screen}
          lines
          label={t('title')}
          errorTitle={t('failed')}
          totalText={n => t('total', { n })}
          exactTotal={bulk.total}
          views={views()}
          verbs={bulk.verbs()}
          openId={params.id}
          onOpen={record => show(record.id)}
          phone={record => ({
            title: String(record.name),
            end: <DueMark record={record} now={now()} />,
            support: (
              <span class="row gap-1">
                <Dynamic
                  component={channels[String(record.channel) as keyof typeof channels] ?? Hand}
                  class="s"
                  aria-hidden="true"
                />
                <bdi class="cut">{list.names()[String(record.customerId)] ?? t('customer.none')}</bdi>
              </span>
            ),
            chip: <Urgency record={record} owner={members.nameOf(record.ownerId)} />,
          })}
          empty={
            <EmptyList
              title={t('empty')}
              why={t('emptyWhy')}
              actions={
                <Show when={screen.mayCreate()}>
                  <Button onClick={create}>{t('new')}</Button>
                </Show>
              }
            />
          }
        />
        <Show
          when={params.id}
          fallback={
            <div class="ticket-none not-phone">
              <EmptyState title={t('choose')} why={t('choose.why')} />
            </div>
          }
        >
          {id => (
            <Suspense>
              <Show when={isOurs()}>
                <TicketPane
                  id={id()}
                  screen={screen}
                  now={now()}
                  onClose={() => show(undefined)}
                  onPrevious={neighbour(-1) ? () => step(-1) : undefined}
                  onNext={neighbour(1) ? () => step(1) : undefined}
                />
              </Show>
            </Suspense>
          )}
        </Show>
      </div>
      <Show when={creating()}>
        <Suspense>
          <CreateInList
            screen={screen}
            title={t('new')}
            action={t('create')}
            keys={form}
            start={{ ownerId: me() }}
            open={show}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      </Show>
    </Page>
  )
}

function Urgency(props: { record: Rec; owner: string | undefined }) {
  const priority = () => String(props.record.priority ?? '')
  const tone = () => ticketKind.tone?.('priority', priority())
  return (
    <span class="row gap-1">
      <Show
        when={tone()}
        fallback={<span class="small muted">{ticketKind.option?.('priority', priority())}</span>}
      >
        <StatusChip tone={tone()}>{ticketKind.option?.('priority', priority())}</StatusChip>
      </Show>
      <Show
        when={props.owner}
        fallback={<span class="nobody" role="img" aria-label={t('owner.none')} data-tip={t('owner.none')} />}
      >
        {name => <Avatar name={name()} id={String(props.record.ownerId)} alone />}
      </Show>
    </span>
  )
}
