import type { ActivityKind } from '@sextant/db/activities/activities.model'
import { A } from '@solidjs/router'
import Down from 'lucide-solid/icons/arrow-down'
import Up from 'lucide-solid/icons/arrow-up'
import Check from 'lucide-solid/icons/check'
import ChevronDown from 'lucide-solid/icons/chevron-down'
import Back from 'lucide-solid/icons/chevron-left'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal, type JSX, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { format } from '../app/format'
import { useIsPhone } from '../app/media'
import { useSession } from '../app/session'
import { usePageKeys } from '../app/shell/keys'
import { Button, IconButton } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { StatusChip } from '../parts/chip/status-chip'
import { FilesSection } from '../parts/files/files-section'
import { Menu, type MenuItem } from '../parts/overlay/menu'
import type { Rec } from '../parts/records/kind'
import { RecordFacts } from '../parts/records/record-facts'
import { RecordName } from '../parts/records/record-name'
import { RecordTimeline } from '../parts/records/record-timeline'
import { RelatedDeals } from '../parts/records/related-deals'
import { StatusControl } from '../parts/records/status-control'
import { useMayChange } from '../parts/records/use-may'
import { useRecord } from '../parts/records/use-record'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { ViewTabs } from '../parts/tabs/view-tabs'
import { RelatedTickets } from '../parts/tickets/related-tickets'
import { dueState } from './clock-words'
import { NoteBox } from './note-box'
import { ServiceClock } from './service-clock'
import { ticketKind } from './ticket-kind'
import { TicketMessages } from './ticket-messages'
import { t } from './tickets.text'

const LogActivity = lazy(() =>
  import('../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)

const WriteCustomer = lazy(() =>
  import('./write-customer').then(module => ({ default: module.WriteCustomer })),
)

const facts = [
  'queueId',
  'type',
  'channel',
  'contactId',
  'dealId',
  'productId',
  'parentTicketId',
  'language',
  'solvedAt',
  'reopenings',
  'externalId',
  'createdAt',
]
const parts = ['thread', 'clock', 'customer', 'deals'] as const
type Part = (typeof parts)[number]

/** One ticket: its head, what was said and what happened, and at its side the clocks and whom it is about. */
export function TicketPane(props: {
  id: string
  screen: RecordScreen
  now: number
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}) {
  const query = useRecord(ticketKind, () => props.id)
  const row = () => props.screen.list.rows().find(({ id }) => id === props.id)
  const ticket = (): Rec | undefined => (query.isSuccess ? query.data : row())
  const may = useMayChange(ticketKind, ticket)
  const isPhone = useIsPhone()
  const [part, setPart] = createSignal<Part>('thread')
  const [logging, setLogging] = createSignal<ActivityKind>()
  const [writing, setWriting] = createSignal(false)
  const { can } = useSession()
  const save = (values: Record<string, unknown>) => {
    const known = ticket()
    if (known) void props.screen.writes.save(known, values).catch(() => undefined)
  }
  usePageKeys({
    j: () => props.onNext?.(),
    k: () => props.onPrevious?.(),
    escape: () => props.onClose(),
    c: () => can('activity', 'create') && setLogging('call'),
    e: () => can('activity', 'create') && setLogging('email'),
  })
  const shows = (one: Part) => !isPhone() || part() === one
  return (
    <div class="ticket-pane">
      <Switch
        fallback={
          <div class="stack p-4">
            <Skeleton n={1} />
            <Skeleton n={3} />
          </div>
        }
      >
        <Match when={query.isError && !ticket() && query.error}>
          {error => (
            <ErrorState title={t('drawer.failed')} error={error()} onRetry={() => void query.refetch()} />
          )}
        </Match>
        <Match when={ticket()}>
          {known => (
            <>
              <div class="ticket-main">
                <Head {...props} ticket={known()} may={may()} onSave={save} onLog={setLogging} />
                <Show when={isPhone()}>
                  <ViewTabs
                    label={t('parts')}
                    value={part()}
                    onChange={value => setPart(parts.find(one => one === value) ?? 'thread')}
                    tabs={parts.map(value => ({ value, label: t(`part.${value}`) }))}
                  />
                </Show>
                <Show when={known().deletedAt}>
                  <div class="notice warn row">
                    <span class="grow">{t('drawer.deleted')}</span>
                    <Button onClick={() => void props.screen.writes.restore({ ids: [props.id] })}>
                      {t('restore')}
                    </Button>
                  </div>
                </Show>
                <Show when={shows('thread')}>
                  <TicketMessages
                    id={props.id}
                    history={
                      <>
                        <Show when={known().description}>
                          <article class="said">
                            <header class="row small muted">
                              <Show
                                when={typeof known().contactId === 'string' && String(known().contactId)}
                                fallback={<span>{t('field.description')}</span>}
                              >
                                {id => <RecordName entity="contact" id={id()} href={`/contacts/${id()}`} />}
                              </Show>
                              <time class="end">{format.moment(String(known().createdAt))}</time>
                            </header>
                            <p dir="auto">{String(known().description)}</p>
                          </article>
                        </Show>
                        <RecordTimeline {...props.screen} kind={ticketKind} id={props.id} />
                      </>
                    }
                    alone={
                      <Show when={can('activity', 'create') && !known().deletedAt}>
                        <NoteBox
                          id={props.id}
                          onLog={setLogging}
                          onWrite={can('conversation', 'create') ? () => setWriting(true) : undefined}
                        />
                      </Show>
                    }
                  />
                </Show>
              </div>
              <aside class="ticket-side">
                <Show when={shows('clock')}>
                  <ServiceClock id={props.id} />
                </Show>
                <Show when={shows('customer')}>
                  <section>
                    <h3>{t('drawer.facts')}</h3>
                    <RecordFacts
                      {...props.screen}
                      kind={ticketKind}
                      record={known()}
                      keys={facts}
                      may={may()}
                      most={8}
                      one
                    />
                  </section>
                  <Show when={typeof known().customerId === 'string' && String(known().customerId)}>
                    {id => (
                      <section>
                        <div class="row">
                          <h3 class="grow">
                            <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />
                          </h3>
                          <A class="link small" href={`/customers/${id()}`}>
                            {t('customer.open')}
                          </A>
                        </div>
                        <RelatedTickets
                          filter={`customerId:eq:${id()};status:in:new,open,waiting_customer,waiting_elsewhere;id:neq:${props.id}`}
                          limit={4}
                          none={t('customer.others.none')}
                        />
                      </section>
                    )}
                  </Show>
                  <FilesSection entity="ticket" id={props.id} />
                </Show>
                <Show when={shows('deals') && can('deal', 'read')}>
                  <section>
                    <h3>{t('part.deals')}</h3>
                    <Show
                      when={typeof known().customerId === 'string' && String(known().customerId)}
                      fallback={<p class="small muted">{t('deals.none')}</p>}
                    >
                      {id => (
                        <RelatedDeals
                          filter={`customerId:eq:${id()};status:eq:open`}
                          limit={5}
                          none={t('deals.none')}
                        />
                      )}
                    </Show>
                  </section>
                </Show>
              </aside>
            </>
          )}
        </Match>
      </Switch>
      <Suspense>
        <Show when={writing() && ticket()}>
          {known => <WriteCustomer ticket={known()} onClose={() => setWriting(false)} />}
        </Show>
        <Show when={logging()}>
          {kind => (
            <LogActivity
              activity={kind()}
              subject={String(ticket()?.name ?? '')}
              about={{
                ticketId: props.id,
                ...(typeof ticket()?.customerId === 'string'
                  ? { customerId: String(ticket()?.customerId) }
                  : {}),
              }}
              onClose={() => setLogging(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </div>
  )
}

function Head(props: {
  ticket: Rec
  screen: RecordScreen
  now: number
  may: boolean
  onSave: (values: Record<string, unknown>) => void
  onLog: (kind: ActivityKind) => void
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}) {
  const { members, writes } = props.screen
  const isPhone = useIsPhone()
  const status = () => String(props.ticket.status ?? '')
  const priority = () => String(props.ticket.priority ?? '')
  const owner = () => members.nameOf(props.ticket.ownerId)
  const isOver = () => status() === 'solved' || status() === 'closed'
  const archive = async () => {
    const gone = await writes.archive({ ids: [props.ticket.id] }, n => t('archived', { n }))
    if (gone) props.onClose()
  }
  const more = (): MenuItem[] => [
    ...(['call', 'email', 'task'] as const).map(kind => ({
      label: t(`log.${kind}`),
      onSelect: () => props.onLog(kind),
    })),
    'separator',
    {
      label: t('archive'),
      danger: true,
      disabled: !props.screen.mayArchive(props.ticket) && t('archive.off'),
      onSelect: () => void archive(),
    },
  ]
  return (
    <header class="ticket-head">
      <div class="row">
        <span class="only-phone">
          <IconButton
            tone="plain"
            label={t('back')}
            icon={<Back class="flip" aria-hidden="true" />}
            onClick={props.onClose}
          />
        </span>
        <h2 class="grow">
          <bdi>{String(props.ticket.name)}</bdi>{' '}
          <Show when={!isOver() && dueState(props.ticket, props.now).state === 'late'}>
            <StatusChip tone="neg">{t('view.late')}</StatusChip>
          </Show>
        </h2>
        <Show when={!isPhone()}>
          <Step label={t('previous')} icon={<Up class="s" aria-hidden="true" />} onClick={props.onPrevious} />
          <Step label={t('next')} icon={<Down class="s" aria-hidden="true" />} onClick={props.onNext} />
        </Show>
      </div>
      <p class="small muted row gap-1 wrap">
        <span class="num">{String(props.ticket.number ?? '')}</span>
        <Show when={typeof props.ticket.customerId === 'string' && String(props.ticket.customerId)}>
          {id => (
            <>
              <span aria-hidden="true">·</span>
              <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />
            </>
          )}
        </Show>
        <span aria-hidden="true">·</span>
        <span>{t('opened', { at: format.moment(String(props.ticket.createdAt)) })}</span>
      </p>
      <div class="row acts">
        <StatusControl kind={ticketKind} record={props.ticket} writes={writes} may={props.may} />
        <Choice
          label={t('priority.change', { priority: ticketKind.option?.('priority', priority()) ?? '' })}
          trigger={
            <StatusChip tone={ticketKind.tone?.('priority', priority())}>
              {ticketKind.option?.('priority', priority())}
            </StatusChip>
          }
          may={props.may}
          items={['urgent', 'high', 'normal', 'low'].map(value => ({
            label: ticketKind.option?.('priority', value) ?? value,
            onSelect: () => props.onSave({ priority: value }),
          }))}
        />
        <Choice
          label={t('owner.change', { name: owner() ?? t('owner.none') })}
          trigger={
            <span class="row gap-1">
              <Show when={owner()} fallback={<span class="nobody" aria-hidden="true" />}>
                {name => <Avatar name={name()} id={String(props.ticket.ownerId)} />}
              </Show>
              <bdi class="cut">{owner() ?? t('owner.none')}</bdi>
            </span>
          }
          may={props.may}
          items={[
            ...members
              .all()
              .map(({ id, name }) => ({ label: name, onSelect: () => props.onSave({ ownerId: id }) })),
            'separator' as const,
            { label: t('owner.none'), onSelect: () => props.onSave({ ownerId: null }) },
          ]}
        />
        <span class="grow" />
        <Show when={props.may && !isOver()}>
          <Button
            icon={<Check class="s" aria-hidden="true" />}
            onClick={() => props.onSave({ status: 'solved' })}
          >
            {t('solve')}
          </Button>
        </Show>
        <Show when={props.may && isOver()}>
          <Button onClick={() => props.onSave({ status: 'open' })}>{t('reopen')}</Button>
        </Show>
        <Menu
          class="btn square"
          label={t('more')}
          placement="bottom-end"
          trigger={<Ellipsis aria-hidden="true" />}
          items={more()}
        />
      </div>
    </header>
  )
}

const Step = (props: { label: string; icon: JSX.Element; onClick?: () => void }) => (
  <IconButton
    tone="plain"
    label={props.label}
    icon={props.icon}
    disabled={!props.onClick && t('step.off')}
    onClick={() => props.onClick?.()}
  />
)

/** A value that a menu changes; the value alone for who may not. */
const Choice = (props: { label: string; trigger: JSX.Element; may: boolean; items: readonly MenuItem[] }) => (
  <Show when={props.may} fallback={props.trigger}>
    <Menu
      class="status-control"
      label={props.label}
      trigger={
        <>
          {props.trigger}
          <ChevronDown class="s" aria-hidden="true" />
        </>
      }
      items={props.items}
    />
  </Show>
)
