import './leads.css'
import type { ActivityKind } from '@sextant/db/activities/activities.model'
import Archive from 'lucide-solid/icons/archive'
import Restore from 'lucide-solid/icons/archive-restore'
import Calendar from 'lucide-solid/icons/calendar'
import Ellipsis from 'lucide-solid/icons/ellipsis'
import Link from 'lucide-solid/icons/link'
import Mail from 'lucide-solid/icons/mail'
import Note from 'lucide-solid/icons/notebook-pen'
import Phone from 'lucide-solid/icons/phone'
import Check from 'lucide-solid/icons/square-check'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { beside } from '../app/format'
import { usePageKeys } from '../app/shell/keys'
import { Button } from '../parts/button/button'
import { Avatar } from '../parts/chip/avatar'
import { StatusChip } from '../parts/chip/status-chip'
import { FilesSection } from '../parts/files/files-section'
import { Menu, type MenuItem } from '../parts/overlay/menu'
import { Drawer } from '../parts/panel/drawer'
import type { Rec } from '../parts/records/kind'
import { RecordFacts } from '../parts/records/record-facts'
import { RecordTimeline } from '../parts/records/record-timeline'
import { ShareButton } from '../parts/records/share-button'
import { StatusControl } from '../parts/records/status-control'
import { Stays } from '../parts/records/stays'
import { useMayChange } from '../parts/records/use-may'
import { useRecord } from '../parts/records/use-record'
import type { RecordScreen } from '../parts/records/use-record-screen'
import { ScorePanel } from '../parts/score/score-panel'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { factKeys, leadKind } from './lead-kind'
import { LeadTasks } from './lead-tasks'
import { t } from './leads.text'
import { ResponseClock } from './response-clock'

const LogActivity = lazy(() =>
  import('../parts/activity/log-activity').then(module => ({ default: module.LogActivity })),
)
const ConvertDialog = lazy(() =>
  import('./convert-dialog').then(module => ({ default: module.ConvertDialog })),
)

/** One lead: what it is, what comes next, why it has its score, what happened. */
export function LeadDrawer(props: {
  id: string
  screen: RecordScreen
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}) {
  const query = useRecord(leadKind, () => props.id)
  const row = () => props.screen.list.rows().find(({ id }) => id === props.id)
  // What the list knows is shown while the rest is on its way.
  const lead = (): Rec | undefined => (query.isSuccess ? query.data : row())
  const [logging, setLogging] = createSignal<ActivityKind>()
  const [converting, setConverting] = createSignal(false)
  const may = useMayChange(leadKind, lead)
  const mayConvert = () => may() && lead()?.status !== 'converted'
  usePageKeys({
    c: () => may() && setLogging('call'),
    e: () => may() && setLogging('email'),
    t: () => may() && setLogging('task'),
    arrowup: () => props.onPrevious?.(),
    arrowdown: () => props.onNext?.(),
    k: () => props.onPrevious?.(),
    j: () => props.onNext?.(),
  })
  const archive = async () => {
    const gone = await props.screen.writes.archive({ ids: [props.id] }, n => t('archived', { n }))
    if (gone) props.onClose()
  }
  const more = (): MenuItem[] => [
    {
      label: t('do.note'),
      icon: <Note aria-hidden="true" />,
      disabled: !may() && t('do.off'),
      onSelect: () => setLogging('note'),
    },
    {
      label: t('do.task'),
      icon: <Check aria-hidden="true" />,
      key: 'T',
      disabled: !may() && t('do.off'),
      onSelect: () => setLogging('task'),
    },
    {
      label: t('do.link'),
      icon: <Link aria-hidden="true" />,
      onSelect: () => {
        void navigator.clipboard
          .writeText(`${location.origin}/leads/${props.id}`)
          .then(() => toast(t('link.copied')))
      },
    },
    'separator',
    lead()?.deletedAt
      ? {
          label: t('bulk.restore'),
          icon: <Restore aria-hidden="true" />,
          onSelect: () => void props.screen.writes.restore({ ids: [props.id] }),
        }
      : {
          label: t('bulk.archive'),
          icon: <Archive aria-hidden="true" />,
          danger: true,
          disabled: lead() && props.screen.mayArchive(lead()!) ? false : t('archive.off'),
          onSelect: () => void archive(),
        },
  ]
  const title = () => String(lead()?.name ?? '')
  return (
    <Drawer
      title={title()}
      avatar={<Avatar name={title()} id={props.id} size="l" />}
      chip={
        <Show when={lead()}>
          {known => (
            <Show when={!known().deletedAt} fallback={<StatusChip tone="neg">{t('view.bin')}</StatusChip>}>
              <StatusControl
                kind={leadKind}
                record={known()}
                writes={props.screen.writes}
                may={may()}
                reason={{ field: 'statusReason', of: ['disqualified'] }}
                also={
                  mayConvert() ? [{ label: t('do.convert'), onSelect: () => setConverting(true) }] : undefined
                }
              />
            </Show>
          )}
        </Show>
      }
      support={beside(lead()?.jobTitle, lead()?.company, lead()?.city)}
      onClose={props.onClose}
      onPrevious={props.onPrevious}
      onNext={props.onNext}
      quick={
        <Show when={lead()}>
          <Button
            icon={<Phone aria-hidden="true" />}
            disabled={!may() && t('do.off')}
            onClick={() => setLogging('call')}
          >
            {t('do.call')}
          </Button>
          <Button
            icon={<Mail aria-hidden="true" />}
            disabled={!may() && t('do.off')}
            onClick={() => setLogging('email')}
          >
            {t('do.email')}
          </Button>
          <Button
            icon={<Calendar aria-hidden="true" />}
            disabled={!may() && t('do.off')}
            onClick={() => setLogging('meeting')}
          >
            {t('do.meeting')}
          </Button>
          <Button
            disabled={!mayConvert() && (lead()?.status === 'converted' ? t('convert.done') : t('do.off'))}
            onClick={() => setConverting(true)}
          >
            {t('do.convert')}
          </Button>
          <Show when={lead()}>{known => <ShareButton kind={leadKind} record={known()} />}</Show>
          <Menu
            class="btn square"
            label={t('do.more')}
            placement="bottom-end"
            trigger={<Ellipsis aria-hidden="true" />}
            items={more()}
          />
        </Show>
      }
    >
      <Show
        when={!query.isError || lead()}
        fallback={
          <ErrorState title={t('one.failed')} error={query.error} onRetry={() => void query.refetch()} />
        }
      >
        <Show when={lead()} fallback={<Waiting />}>
          {known => (
            <>
              <section>
                <ResponseClock lead={known()} />
                <Stays of="lead" id={props.id} words={value => leadKind.option?.('status', value) ?? value} />
                <RecordFacts {...props.screen} record={known()} keys={factKeys} may={may()} most={8} />
                <Show when={known().note}>
                  <p class="lead-note" dir="auto">
                    {String(known().note)}
                  </p>
                </Show>
              </section>
              <LeadTasks id={props.id} onAdd={may() ? () => setLogging('task') : undefined} />
              <ScorePanel kind={leadKind} id={props.id} fields={props.screen.fields} />
              <FilesSection entity="lead" id={props.id} />
              <section>
                <h3>{t('timeline')}</h3>
                <RecordTimeline {...props.screen} id={props.id} contactAt={known().lastActivityAt} />
              </section>
            </>
          )}
        </Show>
      </Show>
      <Suspense>
        <Show when={logging()}>
          {activity => (
            <LogActivity
              activity={activity()}
              about={{ leadId: props.id }}
              subject={title()}
              onClose={() => setLogging(undefined)}
            />
          )}
        </Show>
        <Show when={converting() && lead()}>
          {known => (
            <ConvertDialog lead={known()} screen={props.screen} onClose={() => setConverting(false)} />
          )}
        </Show>
      </Suspense>
    </Drawer>
  )
}

const Waiting = () => (
  <section class="stack" aria-hidden="true">
    <Skeleton n={0} />
    <Skeleton n={1} />
    <Skeleton n={2} />
    <Skeleton n={3} />
  </section>
)
