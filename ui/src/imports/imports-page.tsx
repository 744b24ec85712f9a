import type { Import } from '@sextant/db/imports/import.model'
import { hasStarted } from '@sextant/db/imports/import-life.rules'
import { useNavigate } from '@solidjs/router'
import Upload from 'lucide-solid/icons/upload'
import { createMemo, Show } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Page } from '../app/shell/page'
import { Avatar } from '../parts/chip/avatar'
import type { Column } from '../parts/grid/column'
import { Grid } from '../parts/grid/grid'
import { useMembers } from '../parts/records/members'
import { EmptyState } from '../parts/state/empty-state'
import { Progress } from '../parts/state/progress'
import { ChooseFiles, DropArea } from './drop-zone'
import { useImports } from './import-data'
import './imports.css'
import { entityName } from '../parts/mapping/names'
import { t } from './imports.text'
import { shareRead } from './progress.rules'
import { StateChip } from './state-chip'
import { stepOf, undoUntil } from './steps.rules'
import { UploadList } from './upload-list'
import { takeFiles } from './upload-queue'

/** All imports, and the place to begin one: files may be dropped anywhere on it. */
export function ImportsPage() {
  const navigate = useNavigate()
  const { session, can } = useSession()
  const members = useMembers()
  const query = useImports()
  const rows = createMemo(() => (query.isSuccess ? query.data.pages.flatMap(page => page.results) : []))
  const may = () => can('import', 'create')
  const refused = () => session() !== undefined && !may() && t('drop.forbidden')
  const take = (files: File[]) => {
    const [only] = files.length === 1 ? files : []
    takeFiles(files, only ? id => navigate(`/imports/${id}/settings`) : undefined)
  }
  const nameOf = (one: Import) => members.nameOf(one.createdBy) ?? ''
  const columns = createMemo(() => columnsOf(nameOf))
  return (
    <Page
      title={t('list.title')}
      actions={
        <Show when={rows().length}>
          <ChooseFiles tone="primary" label={t('list.choose')} several disabled={refused()} onFiles={take} />
        </Show>
      }
    >
      <DropArea onFiles={take} disabled={!may()} class="imports-list">
        <UploadList />
        <Grid<Import>
          label={t('list.label')}
          columns={columns()}
          rows={rows()}
          rowId={one => one.id}
          rowName={one => one.name}
          loading={query.isPending}
          error={query.isError && !rows().length ? query.error : undefined}
          errorTitle={t('list.failed')}
          onRetry={() => void query.refetch()}
          onOpen={one => navigate(`/imports/${one.id}/${stepOf(one)}`)}
          hasMore={query.hasNextPage}
          onMore={() => void (query.isFetchingNextPage || query.fetchNextPage())}
          moreFailed={query.isFetchNextPageError}
          empty={
            <EmptyState
              first
              icon={<Upload aria-hidden="true" />}
              title={t('list.empty')}
              why={
                <span class="prose-width">
                  {t('list.empty.why')}
                  <br />
                  <span class="small">{t('drop.hint')}</span>
                </span>
              }
              actions={
                <ChooseFiles
                  tone="primary"
                  size="lg"
                  label={t('list.choose')}
                  several
                  disabled={refused()}
                  onFiles={take}
                />
              }
            />
          }
          phone={one => ({
            title: one.name,
            end: <StateChip one={one} />,
            support: `${entityName(one.entity)} · ${t('rows', { n: one.counts.read || one.rowsTotal || 0 })}`,
            chip: <time class="small muted">{format.relative(one.createdAt)}</time>,
          })}
        />
      </DropArea>
    </Page>
  )
}

const count = (n: number) => <span class={n ? '' : 'faint'}>{format.number(n)}</span>

const columnsOf = (nameOf: (one: Import) => string): Column<Import>[] => [
  {
    key: 'name',
    label: t('list.name'),
    width: 164,
    cell: one => <bdi data-tip-cut={one.name}>{one.name}</bdi>,
  },
  { key: 'entity', label: t('list.entity'), width: 110, grow: 0, cell: one => entityName(one.entity) },
  { key: 'state', label: t('list.state'), width: 112, grow: 0, cell: one => <StateChip one={one} /> },
  {
    key: 'when',
    label: t('list.when'),
    width: 88,
    grow: 0,
    support: true,
    cell: one => <time data-tip={format.full(one.createdAt)}>{format.relative(one.createdAt)}</time>,
  },
  {
    key: 'by',
    label: t('list.by'),
    width: 64,
    grow: 0,
    cell: one => (
      <Show when={nameOf(one)}>{name => <Avatar name={name()} id={one.createdBy ?? name()} alone />}</Show>
    ),
  },
  {
    key: 'progress',
    label: t('list.progress'),
    width: 176,
    grow: 0,
    cell: one => (
      <Show
        when={hasStarted(one)}
        fallback={
          <span class="muted num">
            {t(one.rowsTotalExact || one.bytes <= 1_048_576 ? 'rows' : 'rows.about', {
              n: one.rowsTotal ?? 0,
            })}
          </span>
        }
      >
        <span class="bar-and-figure">
          <Progress
            share={shareRead(one)}
            label={t('list.progress')}
            tone={one.state === 'done' ? 'pos' : one.state === 'failed' ? 'neg' : undefined}
          />
          <span class="num">
            {t('run.rows.short', {
              n: one.counts.read,
              total: Math.max(one.rowsTotal ?? 0, one.counts.read),
            })}
          </span>
        </span>
      </Show>
    ),
  },
  {
    key: 'created',
    label: t('run.created'),
    width: 76,
    numeric: true,
    cell: one => (hasStarted(one) ? count(one.counts.created) : ''),
  },
  {
    key: 'updated',
    label: t('run.updated'),
    width: 76,
    numeric: true,
    cell: one => (hasStarted(one) ? count(one.counts.updated) : ''),
  },
  {
    key: 'skipped',
    label: t('run.skipped'),
    width: 76,
    numeric: true,
    cell: one => (hasStarted(one) ? count(one.counts.skipped) : ''),
  },
  {
    key: 'refused',
    label: t('run.refused'),
    width: 76,
    numeric: true,
    cell: one =>
      hasStarted(one) ? (
        <span class={one.counts.refused ? 'neg' : 'faint'}>{format.number(one.counts.refused)}</span>
      ) : (
        ''
      ),
  },
  {
    key: 'undo',
    label: t('list.undo'),
    width: 108,
    numeric: true,
    support: true,
    cell: one => (
      <Show when={undoUntil(one)}>
        {until => <time data-tip={format.full(until())}>{format.date(until())}</time>}
      </Show>
    ),
  },
]
