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
import type { KnownCompetitor } from './competitor-dialog'
import { t } from './competitors.text'

const CompetitorDialog = lazy(() =>
  import('./competitor-dialog').then(module => ({ default: module.CompetitorDialog })),
)

/** Who else deals are won by: named once here, and chosen on deals. */
export function Competitors() {
  const { can } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = createSignal<KnownCompetitor | 'new'>()
  const query = useQuery(() => ({
    queryKey: ['competitor', 'all'],
    queryFn: ({ signal }) => api.get('/crm/competitors', { query: { sort: 'name', limit: 200 }, signal }),
  }))
  const known = (): KnownCompetitor[] =>
    (query.data?.results ?? []).map(({ id, version = 0, name = '', website = null, note = null }) => ({
      id,
      version,
      name,
      website,
      note,
    }))
  const archive = async ({ id, name }: KnownCompetitor) => {
    try {
      await api.delete('/crm/competitors/{id}', { params: { id } })
      await client.invalidateQueries({ queryKey: ['competitor'] })
      toast(t('removed', { name }))
    } catch (error) {
      toastRefusal(t('remove.failed'), explain(error))
    }
  }
  const Add = () => (
    <Show when={can('competitor', 'create')}>
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
                  { label: t('website'), cell: one => <Website url={one.website} /> },
                  { label: t('note'), cell: one => <bdi class="cut">{one.note ?? ''}</bdi> },
                ]}
                acts={one => (
                  <>
                    <Show when={can('competitor', 'update')}>
                      <IconButton
                        label={t('change', { name: one.name })}
                        icon={<Pencil aria-hidden="true" />}
                        onClick={() => setOpen(one)}
                      />
                    </Show>
                    <Show when={can('competitor', 'archive')}>
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
          <CompetitorDialog competitor={changed()} onClose={() => setOpen(undefined)} />
        </Suspense>
      </Show>
    </>
  )
}

const Website = (props: { url: string | null }) => (
  <Show when={props.url}>
    {url => (
      <a class="link" href={url()} rel="noreferrer" target="_blank" dir="ltr">
        {url()}
      </a>
    )}
  </Show>
)
