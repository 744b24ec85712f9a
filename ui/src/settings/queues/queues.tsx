import { useQuery, useQueryClient } from '@tanstack/solid-query'
import Archive from 'lucide-solid/icons/archive'
import Pencil from 'lucide-solid/icons/pencil'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { useSession } from '../../app/session'
import { Button, IconButton } from '../../parts/button/button'
import { Card } from '../../parts/panel/card'
import { EmptyState } from '../../parts/state/empty-state'
import { Loaded } from '../../parts/state/loaded'
import { toast, toastRefusal } from '../../parts/toast/toast'
import { RowTable } from '../row-table'
import type { KnownQueue } from './queue-dialog'
import { t } from './queues.text'

const QueueDialog = lazy(() => import('./queue-dialog').then(module => ({ default: module.QueueDialog })))

/** Where tickets of one sort wait: named once here, and chosen on tickets. */
export function Queues() {
  const { can } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = createSignal<KnownQueue | 'new'>()
  const query = useQuery(() => ({
    queryKey: ['queue', 'all'],
    queryFn: ({ signal }) => api.get('/crm/queues', { query: { sort: 'name', limit: 200 }, signal }),
  }))
  const known = (): KnownQueue[] =>
    (query.data?.results ?? []).map(({ id, version = 0, name = '', note = null }) => ({
      id,
      version,
      name,
      note,
    }))
  const archive = async ({ id, name }: KnownQueue) => {
    try {
      await api.delete('/crm/queues/{id}', { params: { id } })
      await client.invalidateQueries({ queryKey: ['queue'] })
      toast(t('removed', { name }))
    } catch (error) {
      toastRefusal(t('remove.failed'), explain(error))
    }
  }
  const Add = () => (
    <Show when={can('queue', 'create')}>
      <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setOpen('new')}>
        {t('add')}
      </Button>
    </Show>
  )
  const changed = () => {
    const one = open()
    return one === 'new' ? undefined : one
  }
  return (
    <>
      <Loaded query={query} failed={t('failed')}>
        {() => (
          <Show
            when={known().length}
            fallback={<EmptyState title={t('none')} why={t('none.why')} actions={<Add />} />}
          >
            <Card title={t('title')} flush end={<Add />}>
              <RowTable
                label={t('title')}
                rows={known()}
                columns={[
                  { label: t('name'), cell: one => <bdi>{one.name}</bdi> },
                  { label: t('note'), cell: one => <bdi class="cut">{one.note ?? ''}</bdi> },
                ]}
                acts={one => (
                  <>
                    <Show when={can('queue', 'update')}>
                      <IconButton
                        label={t('change', { name: one.name })}
                        icon={<Pencil aria-hidden="true" />}
                        onClick={() => setOpen(one)}
                      />
                    </Show>
                    <Show when={can('queue', 'archive')}>
                      <IconButton
                        label={t('remove', { name: one.name })}
                        icon={<Archive aria-hidden="true" />}
                        onClick={() => void archive(one)}
                      />
                    </Show>
                  </>
                )}
              />
            </Card>
          </Show>
        )}
      </Loaded>
      <Show when={open()}>
        <Suspense>
          <QueueDialog queue={changed()} onClose={() => setOpen(undefined)} />
        </Suspense>
      </Show>
    </>
  )
}
