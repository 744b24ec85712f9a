import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import Plus from 'lucide-solid/icons/plus'
import SlidersHorizontal from 'lucide-solid/icons/sliders-horizontal'
import {
  createEffect,
  createSignal,
  type JSX,
  lazy,
  Match,
  type ParentProps,
  Show,
  Suspense,
  Switch,
} from 'solid-js'
import { useSession } from '../app/session'
import { usePageKeys } from '../app/shell/keys'
import { Page } from '../app/shell/page'
import { onWantNew } from '../app/wanted'
import { Button } from '../parts/button/button'
import { Segmented } from '../parts/button/segmented'
import { Menu, type MenuItem } from '../parts/overlay/menu'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { LoadingNote } from '../parts/state/skeleton'
import { closeApproval, wantedApproval } from './asked-approval'
import { t } from './deals.text'
import { usePipelines } from './pipelines'

const BoardView = lazy(() => import('./board-view').then(module => ({ default: module.BoardView })))
const TableView = lazy(() => import('./table-view').then(module => ({ default: module.TableView })))
const NewDeal = lazy(() => import('./new-deal').then(module => ({ default: module.NewDeal })))
const StagesDialog = lazy(() => import('./stages-dialog').then(module => ({ default: module.StagesDialog })))
const StageRulesDialog = lazy(() =>
  import('./stage-rules-dialog').then(module => ({ default: module.StageRulesDialog })),
)
const ApprovalsDialog = lazy(() =>
  import('./approvals-dialog').then(module => ({ default: module.ApprovalsDialog })),
)
const VelocityDialog = lazy(() =>
  import('./velocity-dialog').then(module => ({ default: module.VelocityDialog })),
)
const AskApproval = lazy(() => import('./ask-approval').then(module => ({ default: module.AskApproval })))
const NewPipeline = lazy(() => import('./new-pipeline').then(module => ({ default: module.NewPipeline })))

type Asked = 'deal' | 'stages' | 'rules' | 'approvals' | 'velocity' | 'pipeline'

/** The deals of one pipeline, as a board or a table. A deal's drawer is the route inside. */
export function PipelinePage(props: ParentProps) {
  const { can } = useSession()
  const navigate = useNavigate()
  const params = useParams<{ id?: string }>()
  const [search, setSearch] = useSearchParams<{ view?: string; as?: string; new?: string }>()
  const [asked, ask] = createSignal<Asked>()
  const pipelines = usePipelines()
  const all = () => (pipelines.isSuccess ? pipelines.data : [])
  const here = () =>
    all().find(({ id }) => id === search.view) ?? all().find(({ isDefault }) => isDefault) ?? all()[0]
  /** `?new=<customer>` asks for a new deal of that customer: how other screens begin one. */
  const [customerId, setCustomerId] = createSignal<string>()
  createEffect(() => {
    if (!search.new || !here()) return
    setCustomerId(search.new)
    ask('deal')
    setSearch({ new: undefined }, { replace: true })
  })
  const mayCreate = () => can('deal', 'create') && here() !== undefined
  usePageKeys({ n: () => mayCreate() && ask('deal') })
  onWantNew('deal', mayCreate, () => ask('deal'))
  const close = () => {
    ask(undefined)
    setCustomerId(undefined)
  }
  const show = (id: string) => setSearch({ view: id, filter: undefined, q: undefined }, { scroll: false })
  const settings = (): MenuItem[] => [
    ...(can('stage', 'update') ? [{ label: t('pipeline.manage'), onSelect: () => ask('stages') }] : []),
    ...(can('pipeline', 'update') ? [{ label: t('pipeline.rules'), onSelect: () => ask('rules') }] : []),
    ...(can('deal', 'update') ? [{ label: t('pipeline.approvals'), onSelect: () => ask('approvals') }] : []),
    ...(here() ? [{ label: t('pipeline.velocity'), onSelect: () => ask('velocity') }] : []),
    ...(can('pipeline', 'create') ? [{ label: t('pipeline.new'), onSelect: () => ask('pipeline') }] : []),
  ]
  const tabsEnd = () => (
    <>
      <Segmented
        label={t('view.label')}
        options={[
          { value: 'board', label: t('view.board') },
          { value: 'table', label: t('view.table') },
        ]}
        value={search.as === 'table' ? 'table' : 'board'}
        onChange={value => setSearch({ as: value === 'table' ? 'table' : undefined }, { replace: true })}
      />
      <Show when={settings().length}>
        <Menu
          class="btn ghost square"
          label={t('pipeline.menu')}
          trigger={<SlidersHorizontal class="s" aria-hidden="true" />}
          items={settings()}
          placement="bottom-end"
        />
      </Show>
    </>
  )
  return (
    <Page
      title={t('title')}
      actions={
        <Show when={can('deal', 'create') && here()}>
          <Button tone="primary" icon={<Plus class="s" aria-hidden="true" />} onClick={() => ask('deal')}>
            <span class="not-phone">{t('newDeal')}</span>
            <span class="sr only-phone">{t('newDeal')}</span>
          </Button>
        </Show>
      }
    >
      <div class="split">
        <Switch fallback={<LoadingNote />}>
          <Match when={pipelines.isError && pipelines.error}>
            {error => (
              <ErrorState
                title={t('pipeline.failed')}
                error={error()}
                onRetry={() => void pipelines.refetch()}
              />
            )}
          </Match>
          <Match when={pipelines.isSuccess && !all().length}>
            <EmptyState
              first
              title={t('pipeline.none')}
              why={t('pipeline.none.why')}
              actions={
                <Show when={can('pipeline', 'create')}>
                  <Button tone="primary" onClick={() => ask('pipeline')}>
                    {t('pipeline.new')}
                  </Button>
                </Show>
              }
            />
          </Match>
          <Match when={here()}>
            {pipeline => (
              <Suspense fallback={<LoadingNote />}>
                <Show
                  when={search.as === 'table'}
                  fallback={
                    <BoardView
                      pipeline={pipeline()}
                      pipelines={all()}
                      opened={params.id}
                      onPipeline={show}
                      tabsEnd={tabsEnd()}
                    />
                  }
                >
                  <TableView
                    pipeline={pipeline()}
                    pipelines={all()}
                    opened={params.id}
                    onPipeline={show}
                    tabsEnd={tabsEnd()}
                  />
                </Show>
              </Suspense>
            )}
          </Match>
        </Switch>
        <Suspense>{props.children}</Suspense>
      </div>
      <Suspense>
        <Show when={asked() === 'deal' && here()}>
          {pipeline => (
            <NewDeal
              pipelineId={pipeline().id}
              start={customerId() ? { customerId: customerId() } : undefined}
              onClose={close}
              onCreated={id => navigate(`/pipeline/deals/${id}${location.search}`)}
            />
          )}
        </Show>
        <Show when={asked() === 'stages' && here()}>
          {pipeline => <StagesDialog pipeline={pipeline()} onClose={close} />}
        </Show>
        <Show when={asked() === 'rules' && here()}>
          {pipeline => <StageRulesDialog pipeline={pipeline()} onClose={close} />}
        </Show>
        <Show when={asked() === 'velocity' && here()}>
          {pipeline => <VelocityDialog pipeline={pipeline()} onClose={close} />}
        </Show>
        <Show when={asked() === 'approvals'}>
          <ApprovalsDialog onClose={close} />
        </Show>
        <Show when={wantedApproval()}>{move => <AskApproval move={move()} onClose={closeApproval} />}</Show>
        <Show when={asked() === 'pipeline'}>
          <NewPipeline onClose={close} onCreated={show} />
        </Show>
      </Suspense>
    </Page>
  )
}

/** What both ways of seeing a pipeline are given. */
export interface PipelineViewProps {
  pipeline: { id: string; name: string }
  pipelines: readonly { id: string; name: string }[]
  /** The deal whose drawer is open. */
  opened: string | undefined
  onPipeline: (id: string) => void
  tabsEnd: JSX.Element
}
