import { A, useSearchParams } from '@solidjs/router'
import { type JSX, lazy, Show, Suspense } from 'solid-js'
import { format } from '../app/format'
import { useHere } from '../app/here'
import { recordHref } from '../app/record-places'
import { activityKind, subjects } from '../parts/activity/activity-kind'
import { fieldValue, type Rec } from '../parts/records/kind'
import { EmptyList, RecordList } from '../parts/records/record-list'
import { useRecordScreen } from '../parts/records/use-record-screen'
import { t } from './activities.text'

const ActivityDrawer = lazy(() =>
  import('./activity-drawer').then(module => ({ default: module.ActivityDrawer })),
)

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
  const [search, setSearch] = useSearchParams<{ open?: string }>()
  const here = useHere()
  const openId = () => (here() ? search.open : undefined)
  const setOpenId = (open: string | undefined) => setSearch({ open })
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
      <Suspense>
        <Show when={openId()}>{id => <ActivityDrawer id={id()} onClose={() => setOpenId(undefined)} />}</Show>
      </Suspense>
    </div>
  )
}
