import { useNavigate, useParams } from '@solidjs/router'
import Target from 'lucide-solid/icons/disc-2'
import Plus from 'lucide-solid/icons/plus'
import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js'
import { beside, format } from '../app/format'
import { useSession } from '../app/session'
import { usePageKeys } from '../app/shell/keys'
import { Page } from '../app/shell/page'
import { onWantNew } from '../app/wanted'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { exportSelected } from '../parts/records/export-list'
import type { Rec } from '../parts/records/kind'
import { EmptyList, RecordList } from '../parts/records/record-list'
import { useBulk } from '../parts/records/use-bulk'
import { useRecordScreen } from '../parts/records/use-record-screen'
import { ScoreBar } from '../parts/score/score-bar'
import { quickFields } from './lead-bulk'
import { createKeys, leadKind } from './lead-kind'
import { leadViews } from './lead-views'
import { t } from './leads.text'

const LeadDrawer = lazy(() => import('./lead-drawer').then(module => ({ default: module.LeadDrawer })))
const CreateInList = lazy(() =>
  import('../parts/records/create-dialog').then(module => ({ default: module.CreateInList })),
)

const firstColumns = ['name', 'company', 'status', 'score', 'value', 'ownerId', 'lastActivityAt']

/** Together with the boxes not wider than the list beside an open drawer at 1440 px, a scroll bar included. */
const widths: Record<string, { width: number; numeric?: boolean; support?: boolean }> = {
  // The widest status and amount have room beside an open drawer, too.
  name: { width: 110 },
  company: { width: 88 },
  status: { width: 98, support: false },
  score: { width: 106, numeric: false, support: false },
  value: { width: 106 },
  ownerId: { width: 64 },
  lastActivityAt: { width: 102 },
}

/** All leads, and the one that is open beside them. */
export function Leads() {
  const params = useParams<{ id?: string }>()
  const navigate = useNavigate()
  const { session, can } = useSession()
  const views = createMemo(() => leadViews(session()?.member.id))
  const screen = useRecordScreen({ kind: leadKind, views, columns: firstColumns, sort: '-score' })
  const { state, list } = screen
  const [creating, setCreating] = createSignal(false)

  const open = (id: string | undefined) =>
    navigate(`/leads${id ? `/${id}` : ''}${state.searchText()}`, {
      scroll: false,
      replace: Boolean(params.id && id),
    })
  // A lead that has left the list, as a converted one does, leaves its place: the one after it has taken it.
  const at = createMemo<{ place: number; isThere: boolean }>((last = { place: -1, isThere: false }) => {
    const place = list.places().findIndex(record => record?.id === params.id)
    return place < 0 ? { place: params.id ? last.place : -1, isThere: false } : { place, isThere: true }
  })
  const neighbour = (by: 1 | -1): Rec | undefined =>
    at().place < 0 ? undefined : list.places()[at().place + (by > 0 && !at().isThere ? 0 : by)]
  const step = (by: 1 | -1) => {
    const next = neighbour(by)
    if (next) open(next.id)
  }
  const create = () => screen.mayCreate() && setCreating(true)
  usePageKeys({ n: create })
  onWantNew('lead', screen.mayCreate, create)

  const status = (record: Rec) => {
    const value = String(record.status)
    return (
      <StatusChip tone={leadKind.tone?.('status', value)}>{leadKind.option?.('status', value)}</StatusChip>
    )
  }
  const score = (record: Rec) => (
    <ScoreBar score={record.score as number | null} change={record.scoreChange as number | null} />
  )
  const bulk = useBulk({
    ...screen,
    quick: quickFields,
    more: () => (can('lead', 'export') ? exportSelected(screen) : undefined),
    archived: n => t('archived', { n }),
  })
  return (
    <Page
      title={t('title')}
      actions={
        <Show when={screen.mayCreate()}>
          <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setCreating(true)}>
            {t('create')}
          </Button>
        </Show>
      }
    >
      <div class="split">
        <RecordList
          {...screen}
          views={views()}
          label={t('title')}
          errorTitle={t('failed')}
          totalText={n => t('total', { n })}
          verbs={bulk.verbs()}
          exactTotal={bulk.total}
          openId={params.id}
          onOpen={record => open(record.id)}
          cells={{
            score,
            name: record => <span data-tip-cut={String(record.name)}>{String(record.name)}</span>,
          }}
          column={key => widths[key]}
          phone={record => ({
            title: String(record.name),
            end: score(record),
            support: beside(
              record.company,
              record.lastActivityAt && format.relative(String(record.lastActivityAt)),
            ),
            chip: status(record),
          })}
          empty={
            <Show
              when={state.view().deleted}
              fallback={
                <EmptyList
                  icon={<Target aria-hidden="true" />}
                  title={t('empty.title')}
                  why={t('empty.why')}
                  actions={
                    <Show when={screen.mayCreate()}>
                      <Button onClick={() => setCreating(true)}>{t('create')}</Button>
                    </Show>
                  }
                />
              }
            >
              <EmptyList title={t('bin.title')} why={t('bin.why')} />
            </Show>
          }
        />
        <Show when={params.id}>
          {id => (
            <Suspense>
              <LeadDrawer
                id={id()}
                screen={screen}
                onClose={() => open(undefined)}
                onPrevious={neighbour(-1) ? () => step(-1) : undefined}
                onNext={neighbour(1) ? () => step(1) : undefined}
              />
            </Suspense>
          )}
        </Show>
      </div>
      <Suspense>
        <Show when={creating()}>
          <CreateInList
            screen={screen}
            title={t('create')}
            action={t('create.action')}
            keys={createKeys}
            start={{ status: 'new', ownerId: session()?.member.id ?? null }}
            options={key => (key === 'status' ? ['new', 'working', 'qualified', 'nurture'] : undefined)}
            open={open}
            onClose={() => setCreating(false)}
          />
        </Show>
      </Suspense>
      <bulk.Dialog />
    </Page>
  )
}
