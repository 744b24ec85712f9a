import Settings from 'lucide-solid/icons/sliders-horizontal'
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  lazy,
  on,
  onCleanup,
  Show,
  Suspense,
} from 'solid-js'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { usePageKeys } from '../../app/shell/keys'
import { t as frame } from '../../app/text'
import { IconButton } from '../button/button'
import { BulkBar, type BulkVerb } from '../grid/bulk-bar'
import type { Column } from '../grid/column'
import { ColumnPicker } from '../grid/column-picker'
import { Grid, type GridHandle } from '../grid/grid'
import type { Selection } from '../grid/selection'
import { oneStop } from '../one-stop'
import { EmptyState } from '../state/empty-state'
import { ViewTabs } from '../tabs/view-tabs'
import { Cell } from './cell'
import { columnOf, type PhoneLines } from './columns'
import { DensityMenu } from './density-menu'
import { editOf } from './edit'
import { chipPx, figurePx, longestFigures } from './figure-width.rules'
import { fieldValue, type Rec, type RecordKind, titleOf } from './kind'
import { isSame, type ListState, type ListView } from './list-state'
import type { Members } from './members'
import { t } from './records.text'
import { SearchBox } from './search-box'
import { shown } from './shown'
import { useCounts } from './use-counts'
import type { FieldSet } from './use-fields'
import type { RecordListData } from './use-list'
import type { Writes } from './use-writes'

const FilterBar = lazy(() => import('./filter-bar').then(module => ({ default: module.FilterBar })))
const FootSums = lazy(() => import('./foot-sums').then(module => ({ default: module.FootSums })))
const FilteredEmpty = lazy(() =>
  import('./filtered-empty').then(module => ({ default: module.FilteredEmpty })),
)

export interface RecordListProps {
  kind: RecordKind
  /** What is listed, in the reader's words: “Leads”. */
  label: string
  errorTitle: string
  /** “1,284 leads”. */
  totalText: (n: number) => string
  fields: FieldSet
  members: Members
  views: readonly ListView[]
  state: ListState
  list: RecordListData
  writes: Writes
  /** Whether this row may be edited in place. */
  may: (record: Rec) => boolean
  selection?: Selection
  verbs?: readonly BulkVerb[]
  /** How many there are, counted to the end while rows are selected. */
  exactTotal?: () => number | undefined
  openId?: string
  onOpen?: (record: Rec) => void
  phone: PhoneLines
  /** Rows of two lines at every width, without columns. */
  lines?: boolean
  /** Cells that are more than a value, by field; `undefined` leaves the ordinary one. */
  cells?: Record<string, (record: Rec) => JSX.Element>
  /** Changes to a column made from its field. */
  column?: (key: string) => Partial<Omit<Column<Rec>, 'cell'>> | undefined
  /** Fields that are no column. */
  hidden?: readonly string[]
  /** Shown when the view is empty without any filter of the reader's. */
  empty: JSX.Element
  /** In place of the tabs of the views. */
  tabs?: () => JSX.Element
  /** At the end of the tabs. */
  tabsEnd?: JSX.Element
}

/** Tabs, search, filter chips, columns, the table itself, its foot or the bulk bar: a whole list. Put it in `<div class="split">`. */
export function RecordList(props: RecordListProps) {
  const { session } = useSession()
  const [box, setBox] = createSignal<HTMLElement>()
  // A filter that came with the address is in sight, on a phone too.
  const [filtersOpen, setFiltersOpen] = createSignal(props.state.changed())
  let searchInput: HTMLInputElement | undefined
  let grid: GridHandle | undefined
  usePageKeys({ '/': () => searchInput?.focus() })

  const nameOf = (id: unknown) =>
    props.members.nameOf(id) ?? (typeof id === 'string' ? props.list.names()[id] : undefined)
  const shownKeys = () => props.state.columns()
  /** What the figures and chips of each column need: none is cut, whatever its width is said to be. */
  const needed = createMemo(
    () => {
      const rows = props.list.rows()
      const wanted = shownKeys().flatMap((key): [string, number][] => {
        const info = props.fields.field(key)
        if (!info) return []
        const { kind, options } = info.field
        if (kind === 'select' && options && props.kind.tone?.(key, options[0] ?? ''))
          return [[key, chipPx(options.map(option => props.kind.option?.(key, option) ?? option))]]
        if (!['money', 'integer', 'number'].includes(kind)) return []
        const longest = longestFigures(rows.map(record => fieldValue(record, key)))
        return [[key, figurePx(longest.map(value => shown(props.kind, info, value, nameOf, 'list')))]]
      })
      return new Map(wanted)
    },
    undefined,
    { equals: (a, b) => a.size === b.size && [...a].every(([key, px]) => b.get(key) === px) },
  )
  const atLeast = (key: string, width: number) => {
    const px = needed().get(key) ?? 0
    return px > width ? { width: px } : {}
  }
  const columns = createMemo((): Column<Rec>[] =>
    shownKeys().flatMap((key, at) => {
      const info = props.fields.field(key)
      if (!info) return []
      const own = props.cells?.[key]
      return [
        {
          ...columnOf(info, at),
          ...props.column?.(key),
          ...(props.state.widths()[key] ? { width: props.state.widths()[key], grow: 0 } : {}),
          ...atLeast(
            key,
            props.state.widths()[key] ?? props.column?.(key)?.width ?? columnOf(info, at).width ?? 0,
          ),
          cell: (record: Rec) =>
            own ? own(record) : <Cell kind={props.kind} info={info} record={record} nameOf={nameOf} dense />,
          edit: props.state.view().deleted
            ? undefined
            : editOf({
                kind: props.kind,
                info,
                members: props.members,
                currency: session()?.workspace.currency ?? 'EUR',
                may: props.may,
                save: props.writes.save,
              }),
        },
      ]
    }),
  )
  const pickable = createMemo(() =>
    props.fields
      .own()
      .filter(({ key }) => !props.hidden?.includes(key))
      .toSorted((a, b) => Number(b.key === shownKeys()[0]) - Number(a.key === shownKeys()[0])),
  )
  const { query } = props.list
  const total = () => props.list.total()
  const isTop = () => (box()?.querySelector('.grid-scroll')?.scrollTop ?? 0) < 40
  // What came while the reader is at the top slides in; further down it waits to be asked for.
  createEffect(
    on(props.list.fresh, count => {
      if (count && isTop() && !props.selection?.count()) void props.list.reload()
    }),
  )
  // Another question is another list: its first row is where reading begins. One that is only told anew leaves what is selected.
  const question = createMemo(
    () => [props.state.filter(), props.state.sortText(), props.state.q(), props.state.view().value],
    undefined,
    { equals: isSame },
  )
  createEffect(
    on(
      question,
      () => {
        props.selection?.clear()
        box()?.querySelector('.grid-scroll')?.scrollTo({ top: 0 })
      },
      { defer: true },
    ),
  )
  onCleanup(() => props.selection?.clear())
  // What answers the question no more goes at once, but for the row that the reader is in: it fades, and goes when the focus does.
  const settle = () => {
    const gone = [...props.list.leaving()].filter(
      id => !box()?.querySelector(`tr[data-row="${id}"]`)?.contains(document.activeElement),
    )
    if (!gone.length) return
    props.selection?.drop(gone)
    props.list.drop(gone)
  }
  createEffect(on(props.list.leaving, settle, { defer: true }))
  const showFresh = () => {
    box()?.querySelector('.grid-scroll')?.scrollTo({ top: 0 })
    void props.list.reload()
  }
  return (
    <div class="list" ref={setBox} onFocusOut={() => props.list.leaving().size && queueMicrotask(settle)}>
      <Show when={!props.tabs} fallback={props.tabs?.()}>
        <Tabs {...props} />
      </Show>
      <div class="filters-place">
        <div class="filters" classList={{ open: filtersOpen() }}>
          <SearchBox
            value={props.state.q()}
            onChange={props.state.setQ}
            ref={input => (searchInput = input)}
            onLeave={() => grid?.first()}
          />
          <span class="only-phone">
            <IconButton
              label={t('filter.show')}
              icon={<Settings aria-hidden="true" />}
              aria-expanded={filtersOpen()}
              onClick={() => setFiltersOpen(!filtersOpen())}
            />
          </span>
          <fieldset class="chips" aria-label={t('filter.label')} ref={oneStop}>
            <Suspense>
              <FilterBar
                kind={props.kind}
                fields={props.fields}
                members={props.members}
                filter={props.state.filter()}
                onChange={props.state.setFilter}
                nameOf={nameOf}
              />
            </Suspense>
          </fieldset>
          <Show when={!props.lines}>
            <div class="end not-phone row gap-0">
              <DensityMenu />
              <ColumnPicker
                columns={pickable()}
                shown={shownKeys()}
                onChange={props.state.setColumns}
                onReset={props.state.ownColumns() ? props.state.resetColumns : undefined}
              />
            </div>
          </Show>
        </div>
        <Closed {...props} />
      </div>
      <Grid<Rec>
        label={props.label}
        columns={columns()}
        rows={props.list.places()}
        rowId={record => record.id}
        rowName={record => titleOf(props.kind, record)}
        loading={
          query.isPending || (query.isPlaceholderData && query.isFetching && !props.list.rows().length)
        }
        // Until it is known who reads, nobody knows what is closed to them.
        error={
          query.isError && session() && (!props.list.rows().length || props.state.closedFilter().length)
            ? query.error
            : undefined
        }
        errorTitle={props.errorTitle}
        onRetry={() => void query.refetch()}
        empty={
          <Show when={props.state.narrowed() || props.state.q()} fallback={props.empty}>
            <Suspense>
              <FilteredEmpty {...props} nameOf={nameOf} />
            </Suspense>
          </Show>
        }
        sort={props.state.sort()}
        onSort={props.state.setSort}
        onWidth={props.state.setWidth}
        selection={props.selection}
        openId={props.openId}
        fading={props.list.leaving()}
        onOpen={props.onOpen}
        total={total()?.value}
        onLook={props.list.look}
        moreFailed={props.list.readFailed()}
        onMore={props.list.readAgain}
        handle={handle => (grid = handle)}
        phone={props.phone}
        lines={props.lines}
      />
      <Show when={props.list.fresh()}>
        {count => (
          <button type="button" class="list-fresh" onClick={showFresh}>
            {frame('timeline.new', { n: count() })}
          </button>
        )}
      </Show>
      <Show when={props.selection?.count() ? props.selection : undefined} fallback={<Foot {...props} />}>
        {selection => (
          <BulkBar
            selection={selection()}
            total={props.exactTotal?.()}
            totalText={props.totalText}
            verbs={props.verbs ?? []}
          />
        )}
      </Show>
    </div>
  )
}

/** Says what the list does not go by, as it is closed to the reader. */
function Closed(props: RecordListProps) {
  const labels = (keys: readonly string[]) => format.list(keys.map(key => props.kind.label(key)))
  return (
    <>
      <Show when={props.state.closedFilter().length}>
        <p class="list-closed small" role="status">
          {t('list.closed.filter', { fields: labels(props.state.closedFilter()) })}{' '}
          <button type="button" class="link" onClick={() => props.state.setFilter('')}>
            {t('list.closed.remove')}
          </button>
        </p>
      </Show>
      <Show when={props.state.closedSort().length}>
        <p class="list-closed small text-muted" role="status">
          {t('list.closed.sort', { fields: labels(props.state.closedSort()) })}
        </p>
      </Show>
    </>
  )
}

function Tabs(props: RecordListProps) {
  const { session } = useSession()
  /** The list itself knows the number of its view while nothing narrows it. */
  const told = (view: ListView) =>
    props.state.view().value === view.value && !props.state.changed() && !props.state.q()
  // Asked once all that they need is known, so that it stays one request; which view is open makes no other question of it.
  const counts = useCounts(props.kind.entity, () =>
    !session() || props.state.views().some(({ waits }) => waits)
      ? {}
      : Object.fromEntries(
          props.state
            .views()
            .map(({ value, filter, deleted }) => [
              value,
              { area: props.kind.area, filter: filter || undefined, deleted },
            ]),
        ),
  )
  const count = (view: ListView) => (told(view) ? props.list.total() : undefined) ?? counts(view.value)
  return (
    <ViewTabs
      label={t('list.views')}
      value={props.state.view().value}
      onChange={props.state.setView}
      tabs={props.state.views().map(view => ({
        value: view.value,
        label: view.label,
        count: count(view)?.value,
        isMore: count(view)?.exact === false,
      }))}
      end={props.tabsEnd}
    />
  )
}

function Foot(props: RecordListProps) {
  const text = () => {
    const total = props.list.total()
    if (!total) return ''
    return total.exact
      ? props.totalText(total.value)
      : t('list.about', { total: props.totalText(total.value) })
  }
  return (
    <div class="list-foot">
      <span role="status">{text()}</span>
      <span class="grow" />
      <Suspense>
        <FootSums
          kind={props.kind}
          fields={props.fields}
          state={props.state}
          list={props.list}
          waits={props.openId !== undefined}
        />
      </Suspense>
      <Show when={props.list.isReading()}>
        <span>{frame('loading')}</span>
      </Show>
    </div>
  )
}

/** The empty list of a first day. */
export const EmptyList = (props: {
  title: string
  why: string
  actions?: JSX.Element
  icon?: JSX.Element
}) => <EmptyState {...props} />
