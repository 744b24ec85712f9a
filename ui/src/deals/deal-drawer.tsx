import type { ActivityKind } from '@sextant/db/activities/activities.model'
import type { Deal } from '@sextant/db/deals/deals.model'
import { useNavigate, useParams } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import Check from 'lucide-solid/icons/circle-check-big'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { t as frame } from '../app/text'
import { ActivityList } from '../parts/activity/activity-list'
import { Button, IconButton } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Drawer } from '../parts/panel/drawer'
import type { Rec } from '../parts/records/kind'
import { useMembers } from '../parts/records/members'
import { RecordFacts } from '../parts/records/record-facts'
import { RecordName } from '../parts/records/record-name'
import { RecordTimeline } from '../parts/records/record-timeline'
import { useFields } from '../parts/records/use-fields'
import { useRecord } from '../parts/records/use-record'
import { useWrites } from '../parts/records/use-writes'
import { ScorePanel } from '../parts/score/score-panel'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { dealKind } from './deal-kind'
import { t } from './deals.text'
import { StagePath } from './stage-path'

const LogActivity = lazy(() =>
  import('../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)
const keys = [
  'amount',
  'expectedCloseOn',
  'customerId',
  'contactId',
  'productId',
  'ownerId',
  'source',
  'openedOn',
  'closedOn',
  'closeReason',
  'lastActivityAt',
  'externalId',
]
const places: Record<string, string> = { customer: '/customers', contact: '/contacts', product: '/products' }

/** One deal beside its board or table: facts, its way through the stages, chance with reasons, activities, timeline. */
export function DealDrawer() {
  const params = useParams<{ id: string }>()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { can, session } = useSession()
  const fields = useFields(dealKind)
  const members = useMembers()
  const writes = useWrites(dealKind, fields, members)
  const [logging, setLogging] = createSignal<ActivityKind>()
  const query = useRecord(dealKind, () => params.id)
  const deal = () => (query.isSuccess ? (query.data as Deal & Rec) : undefined)
  const close = () => {
    const { id } = params
    navigate(`/pipeline${location.search}`)
    queueMicrotask(() => document.querySelector<HTMLElement>(`[data-card="${id}"]`)?.focus())
  }
  const may = () => {
    const scope = session()?.permissions.deal?.update
    return (
      can('deal', 'update') &&
      !deal()?.deletedAt &&
      (scope !== 'own' || deal()?.ownerId === session()?.member.id)
    )
  }
  const archive = async (record: Rec) => {
    const gone = await writes.archive([record.id], () => t('archived.one', { name: String(record.name) }))
    if (gone.length) close()
  }
  const restore = async (record: Rec) => {
    await writes.restore([record.id])
    await client.invalidateQueries({ queryKey: ['deal'] })
    toast(t('restored', { name: String(record.name) }))
  }
  const custom = () => fields.own().flatMap(({ key, custom: own }) => (own ? [key] : []))
  const tone = () => dealKind.tone?.('status', deal()?.status ?? '')
  return (
    <Drawer
      title={deal()?.name ?? (query.isError ? t('drawer.failed') : '…')}
      chip={
        <Show when={deal()}>
          {shown => <StatusChip tone={tone()}>{t(`status.${shown().status}`)}</StatusChip>}
        </Show>
      }
      support={
        <Show when={deal()?.customerId}>
          {id => <RecordName entity="customer" id={id()} href={`/customers/${id()}`} />}
        </Show>
      }
      onClose={close}
      quick={
        <Show when={deal() && !deal()?.deletedAt && deal()}>
          {shown => (
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
              <Show when={can('deal', 'archive')}>
                <IconButton
                  tone="plain"
                  label={t('archive')}
                  icon={<Archive class="s" aria-hidden="true" />}
                  onClick={() => void archive(shown())}
                />
              </Show>
            </>
          )}
        </Show>
      }
    >
      <Switch
        fallback={
          <section class="stack">
            <Skeleton n={1} />
            <Skeleton n={2} />
            <Skeleton n={3} />
          </section>
        }
      >
        <Match when={query.isError && query.error}>
          {error => (
            <ErrorState title={t('drawer.failed')} error={error()} onRetry={() => void query.refetch()} />
          )}
        </Match>
        <Match when={deal()}>
          {shown => (
            <>
              <Show when={shown().deletedAt}>
                <section class="row">
                  <p class="grow">{t('drawer.deleted')}</p>
                  <Button onClick={() => void restore(shown())}>{t('drawer.restore')}</Button>
                </section>
              </Show>
              <section aria-label={t('drawer.path')}>
                <StagePath deal={shown()} may={may()} />
                <Show when={shown().stageEnteredAt}>
                  {at => <p class="small muted">{t('drawer.since', { date: format.date(at()) })}</p>}
                </Show>
              </section>
              <section aria-label={t('drawer.facts')}>
                <RecordFacts
                  kind={dealKind}
                  fields={fields}
                  members={members}
                  record={shown()}
                  keys={[...keys, ...custom()]}
                  writes={writes}
                  may={may()}
                  hrefOf={(kind, id) => (places[kind] ? `${places[kind]}/${id}` : undefined)}
                />
                <Show when={shown().note}>
                  {text => (
                    <p class="deal-note" dir="auto">
                      {text()}
                    </p>
                  )}
                </Show>
              </section>
              <ScorePanel kind={dealKind} id={shown().id} fields={fields} />
              <section>
                <h3>{t('drawer.activities')}</h3>
                <ActivityList by="dealId" id={shown().id} most={6} />
              </section>
              <section>
                <h3>{t('drawer.timeline')}</h3>
                <RecordTimeline kind={dealKind} fields={fields} members={members} id={shown().id} />
              </section>
              <Show when={logging()}>
                {kind => (
                  <Suspense>
                    <LogActivity
                      subject={shown().name}
                      activity={kind()}
                      about={aboutOf(shown())}
                      onClose={() => setLogging(undefined)}
                    />
                  </Suspense>
                )}
              </Show>
              <span class="sr" role="status">
                {query.isFetching ? frame('loading') : ''}
              </span>
            </>
          )}
        </Match>
      </Switch>
    </Drawer>
  )
}

const aboutOf = ({ id, customerId, contactId }: Deal): Record<string, string> => ({
  dealId: id,
  ...(customerId ? { customerId } : {}),
  ...(contactId ? { contactId } : {}),
})
