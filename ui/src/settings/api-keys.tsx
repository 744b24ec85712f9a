import type { ApiKey } from '@sextant/db/access/access.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import KeyRound from 'lucide-solid/icons/key-round'
import Plus from 'lucide-solid/icons/plus'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../app/api'
import { format } from '../app/format'
import { roleName } from '../app/role-name'
import { useSession } from '../app/session'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { EmptyState } from '../parts/state/empty-state'
import { Loaded } from '../parts/state/loaded'
import { toast } from '../parts/toast/toast'
import { useMemberList, useRoleList } from './people'
import { sectionName } from './place'
import { RowTable } from './row-table'
import { t } from './settings.text'

const Confirm = lazy(() => import('./confirm').then(module => ({ default: module.Confirm })))
const KeyLook = lazy(() => import('./key-look').then(module => ({ default: module.KeyLook })))
const NewKey = lazy(() => import('./new-key').then(module => ({ default: module.NewKey })))

/** Keys with which programs come in. */
export function ApiKeys() {
  const { can } = useSession()
  const [making, setMaking] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['api_key', 'all'],
    queryFn: ({ signal }) => api.get('/crm/api-keys', { signal }),
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
      <Loaded query={query} failed={t('keys.failed')}>
        {list => (
          <Show
            when={list().results.length}
            fallback={
              <EmptyState
                icon={<KeyRound aria-hidden="true" />}
                title={t('keys.none')}
                why={t('keys.none.why')}
                actions={
                  <>
                    <Make />
                    <Reference />
                  </>
                }
              />
            }
          >
            <Card
              title={t('keys.title', { n: list().results.length })}
              flush
              end={
                <>
                  <Reference />
                  <Make />
                </>
              }
            >
              <KeyTable keys={list().results} />
            </Card>
          </Show>
        )}
      </Loaded>
      <Show when={making()}>
        <Suspense>
          <NewKey onClose={() => setMaking(false)} />
        </Suspense>
      </Show>
    </>
  )
}

/** How programs ask, with this server's own fields. It is no page of this application. */
const Reference = () => (
  <a class="link" href="/docs" rel="external">
    {t('keys.docs')}
  </a>
)

function KeyTable(props: { keys: readonly ApiKey[] }) {
  const client = useQueryClient()
  const members = useMemberList()
  const roles = useRoleList()
  const [ending, setEnding] = createSignal<ApiKey>()
  const [looked, setLooked] = createSignal<ApiKey>()
  const revoke = async ({ id, name }: ApiKey) => {
    await api.delete('/crm/api-keys/{id}', { params: { id } })
    await client.invalidateQueries({ queryKey: ['api_key'] })
    toast(t('keys.revoked', { name }))
  }
  const maker = ({ memberId }: ApiKey) =>
    memberId ? members.data?.results.find(({ id }) => id === memberId)?.name : t('keys.system')
  return (
    <>
      <RowTable
        label={sectionName('keys')}
        rows={props.keys}
        columns={[
          { label: t('name'), cell: key => <bdi>{key.name}</bdi> },
          {
            label: t('keys.begins'),
            cell: key => (
              <code class="mono" dir="ltr">
                {key.prefix}…
              </code>
            ),
          },
          {
            label: t('role'),
            cell: key => (
              <span class="row wrap gap-2">
                {roleName(key.role, roles.data?.results)}
                <Show when={key.grants}>
                  <button
                    type="button"
                    class="link small"
                    aria-label={t('keys.less.see', { name: key.name })}
                    onClick={() => setLooked(key)}
                  >
                    {t('keys.less')}
                  </button>
                </Show>
              </span>
            ),
          },
          { label: t('keys.by'), cell: key => <bdi>{maker(key)}</bdi> },
          {
            label: t('keys.used'),
            cell: key => (key.lastUsedAt ? format.relative(key.lastUsedAt) : t('keys.unused')),
          },
          { label: t('keys.ends'), cell: key => <End at={key.expiresAt} /> },
        ]}
        acts={key => (
          <Button aria-label={t('keys.revoke.name', { name: key.name })} onClick={() => setEnding(key)}>
            {t('keys.revoke')}
          </Button>
        )}
      />
      <Show when={looked()} keyed>
        {key => (
          <Suspense>
            <KeyLook
              name={key.name}
              grants={key.grants ?? {}}
              role={roles.data?.results.find(one => one.key === key.role)?.grants ?? {}}
              onClose={() => setLooked(undefined)}
            />
          </Suspense>
        )}
      </Show>
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
