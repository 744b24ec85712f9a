import { beside } from '../app/format'
import { ActivityList } from '../parts/activity/activity-list'
import { RecordDrawer } from '../parts/records/record-drawer'
import { StatusControl } from '../parts/records/status-control'
import { RelatedTickets } from '../parts/tickets/related-tickets'
import { ticketKind } from './ticket-kind'
import { t } from './tickets.text'

const keys = [
  'priority',
  'ownerId',
  'queueId',
  'customerId',
  'contactId',
  'type',
  'channel',
  'dealId',
  'productId',
  'parentTicketId',
  'language',
  'solvedAt',
  'externalId',
  'createdAt',
]

/** One ticket beside the list. */
export function TicketDrawer(props: { id: string }) {
  return (
    <RecordDrawer
      kind={ticketKind}
      id={props.id}
      t={t}
      back="/tickets"
      keys={keys}
      note="description"
      chip={open => (
        <StatusControl kind={ticketKind} record={open.record} writes={open.writes} may={open.may} />
      )}
      support={open => <bdi>{beside(open.record.number)}</bdi>}
      sections={open => (
        <>
          <section>
            <h3>{t('drawer.parts')}</h3>
            <RelatedTickets filter={`parentTicketId:eq:${open.record.id}`} limit={10} />
          </section>
          <section>
            <ActivityList by="ticketId" id={open.record.id} most={6} />
          </section>
        </>
      )}
    />
  )
}
