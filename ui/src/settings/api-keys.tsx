import type { ApiKey } from '@sextant/db/access/access.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import KeyRound from 'lucide-solid/icons/key-round'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { toast } from '../parts/toast/toast'
import { useMemberList } from './people'
import { Scroller } from './scroller'
import { t } from './settings.text'

const Confirm = lazy(() => import('./confirm').then(module => ({ default: module.Confirm })))
const NewKey = lazy(() => import('./new-key').then(module => ({ default: module.NewKey })))

/** Keys with which programs come in. */
export function ApiKeys() {
  const { can } = useSession()
  const [making, setMaking] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['api_key', 'all'],
    queryFn: ({ signal }) => api.get<{ items: readonly ApiKey[] }>('/crm/api-keys', { signal }),
  }))
  const Make = () => (
    <Show when={can('api_key', 'create')}>
      <Button tone="primary" icon={<Plus aria-hidden="true" />} onClick={() => setMaking(true)}>
        {t('keys.make')}
      </Button>
    </Show>
  )
  return (
    <>
      <Switch fallback={<Skeleton />}>
        <Match when={query.isError && !query.data}>
          <ErrorState title={t('keys.failed')} error={query.error} onRetry={() => void query.refetch()} />
        </Match>
        <Match when={query.data && !query.data.items.length}>
          <EmptyState
            icon={<KeyRound aria-hidden="true" />}
            title={t('keys.none')}
            why={t('keys.none.why')}
            actions={<Make />}
          />
        </Match>
        <Match when={query.data}>
          {list => (
            <Card title={t('keys.title', { n: list().items.length })} flush end={<Make />}>
              <KeyTable keys={list().items} />
            </Card>
          )}
        </Match>
      </Switch>
      <Show when={making()}>
        <Suspense>
          <NewKey onClose={() => setMaking(false)} />
        </Suspense>
      </Show>
    </>
  )
}

function KeyTable(props: { keys: readonly ApiKey[] }) {
  const client = useQueryClient()
  const members = useMemberList()
  const [ending, setEnding] = createSignal<ApiKey>()
  const revoke = async ({ id, name }: ApiKey) => {
    await api.delete(`/crm/api-keys/${id}`)
    await client.invalidateQueries({ queryKey: ['api_key'] })
    toast(t('keys.revoked', { name }))
  }
  const maker = ({ memberId }: ApiKey) =>
    memberId ? members.data?.items.find(({ id }) => id === memberId)?.name : t('keys.system')
  return (
    <>
      <Scroller label={t('section.keys')}>
        <table class="plain-table rows">
          <thead>
            <tr>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('keys.begins')}</th>
              <th scope="col">{t('role')}</th>
              <th scope="col">{t('keys.by')}</th>
              <th scope="col">{t('keys.used')}</th>
              <th scope="col">{t('keys.ends')}</th>
              <th scope="col">
                <span class="sr">{t('acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={props.keys}>
              {key => (
                <tr>
                  <th scope="row">
                    <bdi>{key.name}</bdi>
                  </th>
                  <td data-label={t('keys.begins')}>
                    <code class="mono" dir="ltr">
                      {key.prefix}…
                    </code>
                  </td>
                  <td data-label={t('role')}>{common(`role.${key.role}`)}</td>
                  <td data-label={t('keys.by')}>
                    <bdi>{maker(key)}</bdi>
                  </td>
                  <td data-label={t('keys.used')}>
                    {key.lastUsedAt ? format.relative(key.lastUsedAt) : t('keys.unused')}
                  </td>
                  <td data-label={t('keys.ends')}>
                    <End at={key.expiresAt} />
                  </td>
                  <td>
                    <div class="acts">
                      <Button
                        aria-label={t('keys.revoke.name', { name: key.name })}
                        onClick={() => setEnding(key)}
                      >
                        {t('keys.revoke')}
                      </Button>
                    </div>
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </Scroller>
      <Show when={ending()} keyed>
        {key => (
          <Suspense>
            <Confirm
              title={t('keys.revoke.name', { name: key.name })}
              why={t('keys.revoke.why')}
              verb={t('keys.revoke')}
              act={() => revoke(key)}
              onClose={() => setEnding(undefined)}
            />
          </Suspense>
        )}
      </Show>
    </>
  )
}

const End = (props: { at: string | null }) => (
  <Show when={props.at} fallback={t('keys.never')}>
    {at => (
      <Show when={new Date(at()) < new Date()} fallback={format.date(at())}>
        <StatusChip tone="neg">{t('keys.over')}</StatusChip>
      </Show>
    )}
  </Show>
)
