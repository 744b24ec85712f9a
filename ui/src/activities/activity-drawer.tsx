import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import CalendarDown from 'lucide-solid/icons/calendar-arrow-down'
import Pencil from 'lucide-solid/icons/pencil'
import { createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { useSession } from '../app/session'
import { readerZone } from '../app/zone'
import { activityKind } from '../parts/activity/activity-kind'
import { inviteeKey, inviteesQuery } from '../parts/activity/invitees'
import { t as people } from '../parts/activity/invitees.text'
import { ruleText, seriesQuery, type Which } from '../parts/activity/series'
import { t as series } from '../parts/activity/series.text'
import { Button, IconButton } from '../parts/button/button'
import { FilesSection } from '../parts/files/files-section'
import { Drawer } from '../parts/panel/drawer'
import { useMembers } from '../parts/records/members'
import { RecordFacts } from '../parts/records/record-facts'
import { RecordTimeline } from '../parts/records/record-timeline'
import { useFields } from '../parts/records/use-fields'
import { useMay, useMayChange } from '../parts/records/use-may'
import { useRecord } from '../parts/records/use-record'
import { useWrites } from '../parts/records/use-writes'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast, toastRefusal } from '../parts/toast/toast'
import { t } from './activities.text'

const WhichDialog = lazy(() =>
  import('../parts/activity/which-dialog').then(module => ({ default: module.WhichDialog })),
)
const EditActivity = lazy(() =>
  import('../parts/activity/edit-activity').then(module => ({ default: module.EditActivity })),
)

const keys = [
  'kind',
  'ownerId',
  'leadId',
  'customerId',
  'contactId',
  'dealId',
  'direction',
  'outcome',
  'startsAt',
  'endsAt',
  'location',
  'durationMinutes',
  'recordingUrl',
  'occurredAt',
  'dueOn',
  'remindAt',
  'repeats',
  'doneAt',
]

/** One activity beside the list or the calendar: its facts, its people, its texts, and what happened to it. */
export function ActivityDrawer(props: { id: string; onClose: () => void }) {
  const query = useRecord(activityKind, () => props.id)
  const record = () => (query.isSuccess ? query.data : undefined)
  const fields = useFields(activityKind)
  const members = useMembers()
  const writes = useWrites(activityKind, fields, members)
  const mayDo = useMay(activityKind)
  const may = useMayChange(activityKind, record)
  const [editing, setEditing] = createSignal(false)
  const isMeeting = () => record()?.kind === 'meeting'
  const client = useQueryClient()
  const [cancelling, setCancelling] = createSignal(false)
  /** One of several that are still to come: which are meant has to be asked. */
  const isOneOfMany = () => Boolean(record()?.seriesId) && !record()?.occurredAt
  const cancel = async (name: string, which: Which) => {
    if (which === 'one') {
      setCancelling(false)
      return archive(name)
    }
    try {
      const { cancelled, kept } = await api.post(
        '/crm/activities/{id}/series/cancel',
        { which },
        { params: { id: props.id } },
      )
      toast(series('cancelled.many', { n: cancelled, name }))
      if (kept) toast(series('kept.many', { n: kept }))
      for (const queryKey of [['activity'], ['lists', 'activity']])
        void client.invalidateQueries({ queryKey })
      props.onClose()
    } catch (error) {
      setCancelling(false)
      toastRefusal(t('kept', { name }), explain(error))
    }
  }
  const archive = async (name: string) => {
    if (await writes.archive({ ids: [props.id] }, () => t('archived.one', { name }))) props.onClose()
  }
  return (
    <Drawer
      title={query.isError ? t('drawer.failed') : String(record()?.name ?? '…')}
      support={record() && activityKind.option?.('kind', String(record()?.kind))}
      quick={
        <Show when={record() && !record()?.deletedAt && record()}>
          {shown => (
            <>
              <Show when={may()}>
                <Button icon={<Pencil class="s" aria-hidden="true" />} onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
              </Show>
              <Show when={shown().startsAt}>
                <a class="btn plain" href={`/crm/activities/${shown().id}/calendar.ics`} download="">
                  <CalendarDown class="s" aria-hidden="true" />
                  <span>{t('file')}</span>
                </a>
              </Show>
              <Show when={mayDo('archive', shown())}>
                <IconButton
                  tone="plain"
                  label={t('archive')}
                  icon={<Archive class="s" aria-hidden="true" />}
                  onClick={() => (isOneOfMany() ? setCancelling(true) : void archive(String(shown().name)))}
                />
              </Show>
            </>
          )}
        </Show>
      }
      onClose={props.onClose}
    >
      <Switch
        fallback={
          <section class="stack">
            <Skeleton n={1} />
            <Skeleton n={2} />
          </section>
        }
      >
        <Match when={query.isError && query.error}>
          {error => (
            <ErrorState title={t('drawer.failed')} error={error()} onRetry={() => void query.refetch()} />
          )}
        </Match>
        <Match when={record()}>
          {shown => (
            <>
              <Show when={shown().deletedAt}>
                <section class="row">
                  <p class="grow">{t('drawer.deleted')}</p>
                  <Button onClick={() => void writes.restore({ ids: [shown().id] })}>{t('restore')}</Button>
                </section>
              </Show>
              <section aria-label={t('drawer.facts')}>
                <RecordFacts
                  kind={activityKind}
                  fields={fields}
                  members={members}
                  record={shown()}
                  keys={keys}
                  writes={writes}
                  may={may()}
                />
              </section>
              <Show when={shown().seriesId}>
                <Repeats id={props.id} />
              </Show>
              <Show when={isMeeting()}>
                <Invited id={props.id} />
              </Show>
              <For each={['body', 'transcript'] as const}>
                {key => (
                  <Show when={shown()[key]}>
                    {text => (
                      <section>
                        <h3>{activityKind.label(key)}</h3>
                        <p class="record-note" dir="auto">
                          {String(text())}
                        </p>
                      </section>
                    )}
                  </Show>
                )}
              </For>
              <FilesSection entity="activity" id={shown().id} />
              <section>
                <h3>{t('drawer.timeline')}</h3>
                <RecordTimeline kind={activityKind} fields={fields} members={members} id={shown().id} />
              </section>
              <Suspense>
                <Show when={cancelling()}>
                  <WhichDialog
                    act="cancel"
                    name={String(shown().name)}
                    onChoose={which => cancel(String(shown().name), which)}
                    onClose={() => setCancelling(false)}
                  />
                </Show>
                <Show when={editing()}>
                  <EditActivity record={shown()} onClose={() => setEditing(false)} />
                </Show>
              </Suspense>
            </>
          )}
        </Match>
      </Switch>
    </Drawer>
  )
}

/** How it repeats, and in whose time. */
function Repeats(props: { id: string }) {
  const query = useQuery(() => ({ ...seriesQuery(props.id), enabled: !isServer }))
  return (
    <section aria-label={series('repeats')}>
      <h3>{series('repeats')}</h3>
      <Show when={query.isError}>
        <p class="small muted">{series('failed')}</p>
      </Show>
      <Show when={query.isSuccess && query.data}>
        {one => (
          <>
            <p>{ruleText(one().rule, one().firstDay)}</p>
            <Show when={one().timeZone !== readerZone()}>
              <p class="small muted">{series('zone', { zone: one().timeZone.replaceAll('_', ' ') })}</p>
            </Show>
            <p class="small muted">{series('left', { n: one().coming })}</p>
          </>
        )}
      </Show>
    </section>
  )
}

function Invited(props: { id: string }) {
  const { can } = useSession()
  const query = useQuery(() => ({ ...inviteesQuery(props.id), enabled: !isServer }))
  const mail = async () => {
    try {
      const { mailed } = await api.post('/crm/activities/{id}/invitees/mail', undefined, {
        params: { id: props.id },
      })
      toast(people(mailed ? 'mailed' : 'mailed.before', { n: mailed }))
    } catch (error) {
      toastRefusal(people('mail.failed'), explain(error))
    }
  }
  return (
    <section aria-label={people('label')}>
      <h3>{people('label')}</h3>
      <Show when={query.isError}>
        <p class="small muted">{people('failed')}</p>
      </Show>
      <Show when={query.isSuccess && query.data}>
        {all => (
          <Show when={all().length} fallback={<p class="small faint">{people('none')}</p>}>
            <ul class="stack gap-1">
              <For each={all()}>
                {one => (
                  <li data-key={inviteeKey(one)}>
                    <bdi>{one.name ?? one.email ?? people('unknown')}</bdi>{' '}
                    <Show when={one.name && one.email}>
                      <bdi class="small muted">{one.email}</bdi>
                    </Show>
                  </li>
                )}
              </For>
            </ul>
            <Show when={can('activity', 'update') && all().some(({ email }) => email)}>
              <Button class="mt-2" onClick={() => void mail()}>
                {people('mail')}
              </Button>
            </Show>
          </Show>
        )}
      </Show>
    </section>
  )
}
