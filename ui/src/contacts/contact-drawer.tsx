import type { ActivityKind } from '@sextant/db/activities/activities.model'
import { useParams } from '@solidjs/router'
import Archive from 'lucide-solid/icons/archive'
import Check from 'lucide-solid/icons/circle-check-big'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { useSession } from '../app/session'
import { ActivityList } from '../parts/activity/activity-list'
import { Button, IconButton } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { RecordDrawer } from '../parts/records/record-drawer'
import { RecordName } from '../parts/records/record-name'
import { RelatedDeals } from '../parts/records/related-deals'
import { contactKind } from './contact-kind'
import { t } from './contacts.text'

const LogActivity = lazy(() =>
  import('../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)
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
  const [logging, setLogging] = createSignal<ActivityKind>()
  return (
    <RecordDrawer
      kind={contactKind}
      id={params.id}
      back="/contacts"
      words={{
        failed: t('drawer.failed'),
        deleted: t('drawer.deleted'),
        restore: t('restore'),
        facts: t('drawer.facts'),
        timeline: t('drawer.timeline'),
        archived: name => t('archived.one', { name }),
      }}
      keys={keys}
      avatar={open => <Avatar name={String(open.record.name)} id={open.record.id} size="l" />}
      support={open => (
        <Show when={typeof open.record.customerId === 'string' && open.record.customerId}>
          {id => <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />}
        </Show>
      )}
      hrefOf={(kind, id) => (kind === 'customer' ? `/customers/${id}` : undefined)}
      quick={open => (
        <>
          <Show when={can('activity', 'create')}>
            <Button icon={<Phone class="s" aria-hidden="true" />} onClick={() => setLogging('call')}>
              {t('quick.call')}
            </Button>
            <Button icon={<Note class="s" aria-hidden="true" />} onClick={() => setLogging('note')}>
              {t('quick.note')}
            </Button>
            <Button icon={<Check class="s" aria-hidden="true" />} onClick={() => setLogging('task')}>
              {t('quick.task')}
            </Button>
          </Show>
          <Show when={open.may && can('contact', 'archive')}>
            <IconButton
              tone="plain"
              label={t('archive')}
              icon={<Archive class="s" aria-hidden="true" />}
              onClick={() => void open.archive()}
            />
          </Show>
        </>
      )}
      sections={open => (
        <>
          <Show when={typeof open.record.note === 'string' && open.record.note}>
            {text => (
              <section aria-label={t('field.note')}>
                <p class="record-note">{text()}</p>
              </section>
            )}
          </Show>
          <section>
            <h3>{t('drawer.deals')}</h3>
            <RelatedDeals
              filter={`contactId:eq:${open.record.id};status:eq:open`}
              limit={5}
              none={t('drawer.deals.none')}
            />
          </section>
          <section>
            <h3>{t('drawer.activities')}</h3>
            <ActivityList by="contactId" id={open.record.id} most={5} />
          </section>
          <Show when={logging()}>
            {kind => (
              <Suspense>
                <LogActivity
                  activity={kind()}
                  subject={String(open.record.name)}
                  about={{
                    contactId: open.record.id,
                    ...(open.record.customerId ? { customerId: String(open.record.customerId) } : {}),
                  }}
                  onClose={() => setLogging(undefined)}
                />
              </Suspense>
            )}
          </Show>
        </>
      )}
    />
  )
}
