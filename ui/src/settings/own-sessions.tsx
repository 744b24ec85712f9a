import type { OwnSession } from '@sextant/db/access/own-sessions.model'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { leaveFor } from '../app/leave'
import { signOut } from '../app/sign-out'
import { t as common } from '../app/text'
import { Button } from '../parts/button/button'
import { StatusChip } from '../parts/chip/status-chip'
import { Card } from '../parts/panel/card'
import { Loaded } from '../parts/state/loaded'
import { toast, toastRefusal } from '../parts/toast/toast'
import { RowTable } from './row-table'
import { t } from './settings.text'

const Confirm = lazy(() => import('./confirm').then(module => ({ default: module.Confirm })))

/** Where one is signed in, and what ends it: there, everywhere else, or everywhere. */
export function OwnSessions() {
  const client = useQueryClient()
  const query = useQuery(() => ({
    queryKey: ['session', 'own'],
    enabled: !isServer,
    queryFn: ({ signal }) => api.get('/auth/sessions', { signal }),
  }))
  const [asking, setAsking] = createSignal<'everywhere' | 'elsewhere'>()
  const read = () => client.invalidateQueries({ queryKey: ['session', 'own'] })
  const end = async (session: OwnSession) => {
    try {
      await api.delete('/auth/sessions/{id}', { params: { id: session.id } })
      toast(t('sessions.ended', { name: nameOf(session) }))
    } catch (error) {
      toastRefusal(t('sessions.end.failed'), explain(error))
    }
    await read()
  }
  const elsewhere = async () => {
    const { ended } = await api.post('/auth/sign-out-elsewhere')
    await read()
    toast(t('sessions.ended.n', { n: ended }))
  }
  const everywhere = async () => {
    await api.post('/auth/sign-out-everywhere')
    await leaveFor('/sign-in')
  }
  const others = () => query.isSuccess && query.data.results.some(({ current }) => !current)
  return (
    <Card title={t('profile.sessions')} flush>
      <Loaded query={query} failed={t('sessions.failed')}>
        {list => (
          <RowTable
            label={t('profile.sessions')}
            rows={list().results}
            columns={[
              {
                label: t('sessions.where'),
                cell: session => (
                  <span class="row wrap gap-2">
                    <bdi>{nameOf(session)}</bdi>
                    <Show when={session.current}>
                      <StatusChip tone="pos">{t('sessions.current')}</StatusChip>
                    </Show>
                  </span>
                ),
              },
              { label: t('sessions.workspace'), cell: session => <bdi>{session.workspace}</bdi> },
              {
                label: t('sessions.address'),
                cell: session => (
                  <code class="mono" dir="ltr">
                    {session.address}
                  </code>
                ),
              },
              {
                label: t('sessions.since'),
                class: 'num text-start',
                cell: session => format.moment(session.signedInAt),
              },
              {
                label: t('keys.used'),
                class: 'num text-start',
                cell: session => format.date(session.lastUsedAt),
              },
            ]}
            acts={session => (
              <Show when={!session.current}>
                <Button
                  aria-label={t('sessions.end.name', { name: nameOf(session) })}
                  onClick={() => void end(session)}
                >
                  {common('user.signOut')}
                </Button>
              </Show>
            )}
          />
        )}
      </Loaded>
      <div class="card-foot inset">
        <Button onClick={() => void signOut()}>{t('sessions.signOut')}</Button>
        <Show when={others()}>
          <Button onClick={() => setAsking('elsewhere')}>{t('sessions.elsewhere')}</Button>
        </Show>
        <Button tone="danger" onClick={() => setAsking('everywhere')}>
          {t('profile.everywhere')}
        </Button>
      </div>
      <Suspense>
        <Show when={asking()} keyed>
          {which => (
            <Confirm
              title={which === 'everywhere' ? t('profile.everywhere') : t('sessions.elsewhere')}
              why={which === 'everywhere' ? t('profile.everywhere.why') : t('sessions.elsewhere.why')}
              verb={which === 'everywhere' ? t('profile.everywhere') : t('sessions.elsewhere')}
              act={which === 'everywhere' ? everywhere : elsewhere}
              onClose={() => setAsking(undefined)}
            />
          )}
        </Show>
      </Suspense>
    </Card>
  )
}

/** “Firefox, Windows”, or what kind of device it is. */
const nameOf = ({ browser, system, device }: OwnSession): string =>
  browser || system
    ? format.listed([browser, system].filter(name => name !== null))
    : t(device ? `sessions.device.${device}` : 'sessions.device.unknown')
