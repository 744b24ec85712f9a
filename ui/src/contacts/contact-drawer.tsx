import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { useSession } from '../app/session'
import { ActivityList } from '../parts/activity/activity-list'
import { Affiliations } from '../parts/affiliation/affiliations'
import { Avatar } from '../parts/chip/avatar'
import { QuickLog } from '../parts/records/quick-log'
import { RecordDrawer } from '../parts/records/record-drawer'
import { RecordName } from '../parts/records/record-name'
import { RelatedDeals } from '../parts/records/related-deals'
import { RelatedTickets } from '../parts/tickets/related-tickets'
import { contactKind } from './contact-kind'
import { t } from './contacts.text'

const keys = [
  'jobTitle',
  'customerId',
  'email',
  'phone',
  'ownerId',
  'country',
  'language',
  'emailConsent',
  'lastActivityAt',
  'externalId',
]

/** One person beside the list: how to reach them, their deals, activities, timeline. */
export function ContactDrawer() {
  const params = useParams<{ id: string }>()
  const { can } = useSession()
  return (
    <RecordDrawer
      kind={contactKind}
      id={params.id}
      t={t}
      back="/contacts"
      keys={keys}
      note="note"
      avatar={open => <Avatar name={String(open.record.name)} id={open.record.id} size="l" />}
      support={open => (
        <Show when={typeof open.record.customerId === 'string' && open.record.customerId}>
          {id => <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />}
        </Show>
      )}
      quick={open => (
        <QuickLog
          t={t}
          subject={String(open.record.name)}
          about={{ contactId: open.record.id, customerId: open.record.customerId }}
        />
      )}
      sections={open => (
        <>
          <Affiliations by="contactId" id={open.record.id} name={String(open.record.name)} />
          <section>
            <h3>{t('drawer.deals')}</h3>
            <RelatedDeals
              filter={`contactId:eq:${open.record.id};status:eq:open`}
              limit={5}
              none={t('drawer.deals.none')}
            />
          </section>
          <Show when={can('ticket', 'read')}>
            <section>
              <h3>{t('drawer.tickets')}</h3>
              <RelatedTickets filter={`contactId:eq:${open.record.id}`} limit={5} />
            </section>
          </Show>
          <section>
            <h3>{t('drawer.activities')}</h3>
            <ActivityList by="contactId" id={open.record.id} most={5} />
          </section>
        </>
      )}
    />
  )
}
