import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { beside } from '../app/format'
import { useSession } from '../app/session'
import { StatusChip } from '../parts/chip/status-chip'
import { ListScreen } from '../parts/records/list-screen'
import { TicketDrawer } from './ticket-drawer'
import { ticketKind } from './ticket-kind'
import { t } from './tickets.text'

const open = 'status:in:new,open,waiting_customer,waiting_elsewhere'

/** What customers want to be helped with. A ticket's drawer stands beside the list. */
export function TicketsPage() {
  const params = useParams<{ id?: string }>()
  const { session } = useSession()
  const me = () => session()?.member.id
  return (
    <ListScreen
      kind={ticketKind}
      t={t}
      views={[
        { value: 'open', label: t('view.open'), filter: open },
        { value: 'mine', label: t('view.mine'), filter: `${open};ownerId:eq:${me() ?? ''}`, waits: !me() },
        { value: 'unassigned', label: t('view.unassigned'), filter: `${open};ownerId:unknown` },
        { value: 'all', label: t('view.all') },
        { value: 'bin', label: t('view.bin'), deleted: true },
      ]}
      columns={['name', 'number', 'status', 'priority', 'customerId', 'queueId', 'ownerId', 'createdAt']}
      sort="-createdAt"
      form={[
        'name',
        'customerId',
        'contactId',
        'priority',
        'type',
        'queueId',
        'channel',
        'ownerId',
        'description',
      ]}
      phone={(record, nameOf) => ({
        title: <bdi>{String(record.name)}</bdi>,
        support: <bdi>{beside(record.number, nameOf(record.customerId))}</bdi>,
        chip: (
          <StatusChip tone={ticketKind.tone?.('status', String(record.status))}>
            {ticketKind.option?.('status', String(record.status))}
          </StatusChip>
        ),
      })}
      openId={params.id}
    >
      <Show when={params.id}>{id => <TicketDrawer id={id()} />}</Show>
    </ListScreen>
  )
}
