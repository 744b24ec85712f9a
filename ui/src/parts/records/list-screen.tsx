import { useNavigate } from '@solidjs/router'
import Download from 'lucide-solid/icons/download'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, type JSX, lazy, Show, Suspense } from 'solid-js'
import { isShown } from '../../app/record-places'
import { useSession } from '../../app/session'
import { usePageKeys } from '../../app/shell/keys'
import { Page } from '../../app/shell/page'
import { onWantNew } from '../../app/wanted'
import { Button } from '../button/button'
import type { GridProps } from '../grid/grid'
import { exportList, exportSelected } from './export-list'
import type { Rec, RecordKind } from './kind'
import type { ListView } from './list-state'
import { EmptyList, RecordList, type RecordListProps } from './record-list'
import { t as records } from './records.text'
import { useBulk } from './use-bulk'
import { useRecordScreen } from './use-record-screen'

const CreateInList = lazy(() => import('./create-dialog').then(module => ({ default: module.CreateInList })))

/** What a list screen says, from the area's own dictionary. */
type ListText = ((key: 'title' | 'failed' | 'empty' | 'emptyWhy' | 'new' | 'create') => string) &
  ((key: 'total' | 'archived', params: { n: number }) => string)

export interface ListScreenProps {
  kind: RecordKind
  t: ListText
  views: readonly ListView[]
  columns: readonly string[]
  sort: string
  /** Fields of the form for a new one, in order. */
  form: readonly string[]
  /** Values that a field of the form offers in place of all its options. */
  options?: (key: string) => readonly string[] | undefined
  /** Values that a new one starts with. */
  start?: () => Readonly<Record<string, unknown>>
  hidden?: readonly string[]
  /** It can be had as a file, all of it or what is selected. */
  exports?: boolean
  phone: (record: Rec, nameOf: (id: unknown) => string) => ReturnType<GridProps<Rec>['phone']>
  cells?: RecordListProps['cells']
  /** The record whose drawer is open. */
  openId?: string
  /** The drawer, when there is one. */
  children?: JSX.Element
}

/** A screen that is one list of one kind of record: its tabs, filters and table, new ones, the recycle bin, bulk verbs, and a drawer. */
export function ListScreen(props: ListScreenProps) {
  const { kind, t } = props
  const navigate = useNavigate()
  const [creating, setCreating] = createSignal(false)
  const screen = useRecordScreen({ kind, views: () => props.views, columns: props.columns, sort: props.sort })
  const { members, state, list } = screen
  const { can } = useSession()
  const mayExport = () => props.exports === true && can(kind.entity, 'export')
  const bulk = useBulk({
    ...screen,
    hidden: props.hidden,
    more: () => (mayExport() ? exportSelected(screen) : undefined),
    archived: n => t('archived', { n }),
  })
  const create = () => {
    if (screen.mayCreate()) setCreating(true)
  }
  usePageKeys({ n: create })
  if (isShown(kind.entity)) onWantNew(kind.entity, screen.mayCreate, create)
  const open = (id: string) => navigate(`${kind.href(id)}${state.searchText()}`)
  const New = () => (
    <Button
      tone="primary"
      icon={<Plus class="s" aria-hidden="true" />}
      aria-label={t('new')}
      onClick={create}
    >
      <span class="not-phone">{t('new')}</span>
    </Button>
  )
  const nameOf = (id: unknown) =>
    members.nameOf(id) ?? (typeof id === 'string' ? (list.names()[id] ?? '') : '')
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Show when={mayExport()}>
            <Button
              icon={<Download class="s" aria-hidden="true" />}
              aria-label={records('export')}
              onClick={() => exportList(screen)}
            >
              <span class="not-phone">{records('export')}</span>
            </Button>
          </Show>
          <Show when={screen.mayCreate()}>
            <New />
          </Show>
        </>
      }
    >
      <div class="split">
        <RecordList
          {...screen}
          label={t('title')}
          errorTitle={t('failed')}
          totalText={n => t('total', { n })}
          exactTotal={bulk.total}
          views={props.views}
          verbs={bulk.verbs()}
          openId={props.openId}
          onOpen={record => open(record.id)}
          phone={record => props.phone(record, nameOf)}
          cells={props.cells}
          hidden={props.hidden}
          empty={<EmptyList title={t('empty')} why={t('emptyWhy')} />}
        />
        <Suspense>{props.children}</Suspense>
      </div>
      <bulk.Dialog />
      <Show when={creating()}>
        <Suspense>
          <CreateInList
            screen={screen}
            title={t('new')}
            action={t('create')}
            keys={props.form}
            start={props.start?.()}
            options={props.options}
            open={open}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      </Show>
    </Page>
  )
}
