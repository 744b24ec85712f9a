import { A } from '@solidjs/router'
import { createSignal, type JSX, Show } from 'solid-js'
import { format } from '../app/format'
import { recordHref } from '../app/record-places'
import { activityKind, subjects } from '../parts/activity/activity-kind'
import { Drawer } from '../parts/panel/drawer'
import { fieldValue, type Rec } from '../parts/records/kind'
import { RecordFacts } from '../parts/records/record-facts'
import { EmptyList, RecordList } from '../parts/records/record-list'
import { RecordTimeline } from '../parts/records/record-timeline'
import { useRecordScreen } from '../parts/records/use-record-screen'
import { t } from './activities.text'

const columns = ['name', 'kind', 'leadId', 'customerId', 'ownerId', 'occurredAt', 'dueOn']

/** Everything that was done or planned, as a list like any other. */
export function ActivityList(props: { tabs: () => JSX.Element }) {
  const views = () => [{ value: 'all', label: t('view.all') }]
  // Nothing is done with many activities at once, so none can be selected.
  const { selection: _, ...screen } = useRecordScreen({
    kind: activityKind,
    views,
    columns,
    sort: '-occurredAt',
  })
  const [openId, setOpenId] = createSignal<string>()
  const opened = () => screen.list.rows().find(({ id }) => id === openId())
  const link = (field: (typeof subjects)[number]['field']) => (record: Rec) => {
    const id = fieldValue(record, field)
    const subject = subjects.find(one => one.field === field)
    return (
      <Show when={typeof id === 'string' && subject}>
        {known => (
          <A
            class="link"
            href={recordHref(known().entity, String(id))}
            onClick={event => event.stopPropagation()}
          >
            {screen.list.names()[String(id)] ?? t('about.unknown')}
          </A>
        )}
      </Show>
    )
  }
  return (
    <div class="split">
      <RecordList
        {...screen}
        views={views()}
        tabs={props.tabs}
        label={t('view.all')}
        errorTitle={t('failed.all')}
        totalText={n => t('total', { n })}
        openId={openId()}
        onOpen={record => setOpenId(record.id)}
        cells={{
          leadId: link('leadId'),
          customerId: link('customerId'),
          dealId: link('dealId'),
          contactId: link('contactId'),
        }}
        phone={record => ({
          title: String(record.name),
          end: record.occurredAt ? format.relative(String(record.occurredAt)) : undefined,
          support: activityKind.option?.('kind', String(record.kind)),
        })}
        empty={<EmptyList title={t('all.none')} why={t('all.why')} />}
      />
      <Show when={opened()}>
        {record => (
          <Drawer
            title={String(record().name)}
            support={activityKind.option?.('kind', String(record().kind))}
            onClose={() => setOpenId(undefined)}
          >
            <section>
              <RecordFacts
                {...screen}
                record={record()}
                keys={[
                  'kind',
                  'ownerId',
                  'leadId',
                  'customerId',
                  'contactId',
                  'dealId',
                  'direction',
                  'outcome',
                  'durationMinutes',
                  'occurredAt',
                  'dueOn',
                  'doneAt',
                ]}
                may={screen.may(record())}
              />
            </section>
            <section>
              <RecordTimeline {...screen} id={record().id} />
            </section>
          </Drawer>
        )}
      </Show>
    </div>
  )
}
