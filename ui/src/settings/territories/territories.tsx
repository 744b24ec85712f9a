import type { KnownTerritory, TerritoryTree } from '@sextant/db/territories/territory-setup.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import Pencil from 'lucide-solid/icons/pencil'
import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { fieldName } from '../../parts/mapping/names'
import { Card } from '../../parts/panel/card'
import { useMembers } from '../../parts/records/members'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { CellSelect } from '../cell-select'
import { RowTable } from '../row-table'
import { possibleParents, type TeamRow, teamRows } from '../team-tree.rules'
import { NewTerritory } from './new-territory'
import { t } from './territories.text'

const Confirm = lazy(() => import('../confirm').then(module => ({ default: module.Confirm })))
const TerritoryDialog = lazy(() =>
  import('./territory-dialog').then(module => ({ default: module.TerritoryDialog })),
)

type Row = TeamRow<KnownTerritory>

/** Territories as a tree, with who is in them and how many records lie in each. */
export function Territories() {
  const { can } = useSession()
  const client = useQueryClient()
  const [edited, edit] = createSignal<KnownTerritory>()
  const [leaving, setLeaving] = createSignal<KnownTerritory>()
  const query = useQuery(() => ({
    queryKey: ['territory', 'tree'],
    enabled: !isServer,
    queryFn: ({ signal }) => api.get('/crm/territory-tree', { signal }),
    refetchInterval: ({ state }: { state: { data?: TerritoryTree } }) =>
      isUnderWay(state.data?.placing ?? null) ? 2000 : false,
  }))
  const refresh = () => client.invalidateQueries({ queryKey: ['territory'] })
  const mayChange = () => can('territory', 'update')
  const move = async (territory: KnownTerritory, parentId: string | null) => {
    const put = (to: string | null) =>
      api.patch('/crm/territories/{id}', { parentId: to }, { params: { id: territory.id } }).then(refresh)
    const refuse = (error: unknown) =>
      void toastRefusal(t('unmoved', { name: territory.name }), explain(error))
    try {
      await put(parentId)
      toast(t('moved', { name: territory.name }), {
        label: t('undo'),
        onPress: () => put(territory.parentId).catch(refuse),
      })
    } catch (error) {
      refuse(error)
    }
  }
  const archive = async ({ id, name }: KnownTerritory) => {
    await api.delete('/crm/territories/{id}', { params: { id } })
    await refresh()
    toast(t('archived', { name }))
  }
  return (
    <Loaded query={query} failed={t('failed')}>
      {known => (
        <>
          <p class="muted">{t('why')}</p>
          <Progress tree={known()} mayChange={mayChange()} onAgain={refresh} />
          <Show
            when={known().territories.length}
            fallback={<EmptyState title={t('none')} why={t('none.why')} />}
          >
            <Card title={t('title')} flush>
              <Tree
                tree={known()}
                mayChange={mayChange()}
                onMove={move}
                onEdit={edit}
                onArchive={can('territory', 'archive') ? setLeaving : undefined}
              />
            </Card>
          </Show>
          <Show when={can('territory', 'create')}>
            <Card title={t('new')}>
              <NewTerritory onMade={refresh} />
            </Card>
          </Show>
          <Suspense>
            <Show when={edited()} keyed>
              {territory => (
                <TerritoryDialog territory={territory} onSaved={refresh} onClose={() => edit(undefined)} />
              )}
            </Show>
            <Show when={leaving()} keyed>
              {territory => (
                <Confirm
                  title={t('archive', { name: territory.name })}
                  why={t('archive.why')}
                  verb={t('archive.verb')}
                  act={() => archive(territory)}
                  onClose={() => setLeaving(undefined)}
                />
              )}
            </Show>
          </Suspense>
        </>
      )}
    </Loaded>
  )
}

const isUnderWay = (placing: TerritoryTree['placing']): boolean =>
  placing?.state === 'queued' || placing?.state === 'running'

/** How far records are placed by the rules, and what lies nowhere. */
function Progress(props: { tree: TerritoryTree; mayChange: boolean; onAgain: () => unknown }) {
  const again = async () => {
    try {
      await api.post('/crm/territory-tree/place')
      await props.onAgain()
    } catch (error) {
      void toastRefusal(t('again'), explain(error))
    }
  }
  return (
    <div class="row wrap gap-2">
      <p class="grow" role="status">
        <Show
          when={isUnderWay(props.tree.placing) && props.tree.placing}
          fallback={
            <Show when={props.tree.outside}>
              {outside => (
                <span class="muted">
                  {t('outside', {
                    customers: format.number(outside().customer),
                    leads: format.number(outside().lead),
                  })}
                </span>
              )}
            </Show>
          }
        >
          {placing =>
            t('placing', { done: format.number(placing().done), total: format.number(placing().total) })
          }
        </Show>
        <Show when={props.tree.placing?.state === 'failed' && props.tree.placing?.failure}>
          {why => <span class="text-warn"> {t('placing.failed', { why: why() })}</span>}
        </Show>
      </p>
      <Show when={props.mayChange && props.tree.territories.length && !isUnderWay(props.tree.placing)}>
        <Button onClick={again}>{t('again')}</Button>
      </Show>
    </div>
  )
}

function Tree(props: {
  tree: TerritoryTree
  mayChange: boolean
  onMove: (territory: KnownTerritory, parentId: string | null) => unknown
  onEdit: (territory: KnownTerritory) => void
  onArchive: ((territory: KnownTerritory) => void) | undefined
}) {
  const members = useMembers()
  const rows = createMemo(() => teamRows(props.tree.territories))
  const people = ({ team }: Row) =>
    team.memberIds.length
      ? format.list(team.memberIds.map(id => members.nameOf(id) ?? t('left')))
      : t('people.none')
  const count = (kind: 'customer' | 'lead' | 'deal' | 'contact', label: string) => ({
    label,
    numeric: true,
    cell: ({ team }: Row) => format.number(team.records?.[kind] ?? 0),
  })
  return (
    <RowTable
      floating
      label={t('title')}
      rows={rows()}
      columns={[
        { label: t('name'), cell: row => <Name row={row} /> },
        { label: t('people'), cell: row => <bdi>{people(row)}</bdi> },
        ...(props.mayChange
          ? [
              count('customer', t('customers')),
              count('lead', t('leads')),
              count('deal', t('deals')),
              count('contact', t('contacts')),
            ]
          : []),
        {
          label: t('under'),
          cell: row => (
            <Show
              when={props.mayChange}
              fallback={<bdi>{parentOf(rows(), row)?.team.name ?? t('under.none')}</bdi>}
            >
              <CellSelect
                label={t('under.of', { name: row.team.name })}
                options={[
                  { value: '', label: t('under.none') },
                  ...possibleParents(rows(), row).map(({ team }) => ({ value: team.id, label: team.name })),
                ]}
                value={row.team.parentId ?? ''}
                onChange={value => props.onMove(row.team, value || null)}
              />
            </Show>
          ),
        },
      ]}
      acts={
        props.mayChange
          ? row => (
              <>
                <IconButton
                  label={t('edit', { name: row.team.name })}
                  icon={<Pencil aria-hidden="true" />}
                  onClick={() => props.onEdit(row.team)}
                />
                <Show when={props.onArchive}>
                  {onArchive => (
                    <IconButton
                      label={t('archive', { name: row.team.name })}
                      icon={<Archive aria-hidden="true" />}
                      onClick={() => onArchive()(row.team)}
                    />
                  )}
                </Show>
              </>
            )
          : undefined
      }
    />
  )
}

const parentOf = (rows: readonly Row[], { team }: Row) => rows.find(row => row.team.id === team.parentId)

const Name = (props: { row: Row }) => (
  <span class="team" style={{ '--depth': props.row.depth }}>
    <bdi>{props.row.team.name}</bdi>
    <Show when={props.row.team.byHand}>
      {n => <span class="small font-normal text-muted">{t('byHand', { n: n() })}</span>}
    </Show>
    <For each={props.row.team.faults}>
      {({ field }) => (
        <span class="small row gap-1 font-normal text-warn">
          <TriangleAlert class="s" aria-hidden="true" />
          {t('fault.field_gone', { field: fieldName(field) })}
        </span>
      )}
    </For>
  </span>
)
