import type { Affiliation } from '@sextant/db/affiliations/affiliations.model'
import { A } from '@solidjs/router'
import { useQuery, useQueryClient } from '@tanstack/solid-query'
import X from 'lucide-solid/icons/x'
import { createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { beside, format } from '../../app/format'
import { useSession } from '../../app/session'
import { t as frame } from '../../app/text'
import { Button, IconButton } from '../button/button'
import { askList } from '../records/list-together'
import { Skeleton } from '../state/skeleton'
import { toast, toastRefusal } from '../toast/toast'
import { t } from './affiliation.text'
import { roleWords } from './role-words'
import './affiliation.css'

const NewAffiliation = lazy(() =>
  import('./new-affiliation').then(module => ({ default: module.NewAffiliation })),
)

type Line = Pick<Affiliation, 'id' | 'role' | 'contactId' | 'customerId' | 'since' | 'until'>

/** What a contact is at other companies, or who else is something at a company: those that hold first, then those that are over. */
export function Affiliations(props: { by: 'contactId' | 'customerId'; id: string; name: string }) {
  const client = useQueryClient()
  const { can } = useSession()
  const [adding, setAdding] = createSignal(false)
  const query = useQuery(() => ({
    queryKey: ['affiliation', 'of', props.by, props.id],
    enabled: !isServer,
    queryFn: () =>
      askList({
        area: 'affiliations',
        filter: `${props.by}:eq:${props.id}`,
        sort: '-since',
        fields: 'role,contactId,customerId,since,until',
        limit: 100,
      }),
  }))
  const lines = () => (query.isSuccess ? (query.data.results as unknown as readonly Line[]) : [])
  const other = (line: Line) => (props.by === 'contactId' ? line.customerId : line.contactId)
  const nameOf = (id: string) => (query.isSuccess ? query.data.names[id] : undefined)
  const renew = () => client.invalidateQueries({ queryKey: ['affiliation'] })
  async function remove({ id }: Line) {
    try {
      await api.delete('/crm/affiliations/{id}', { params: { id } })
      await renew()
      toast(t('removed'), {
        label: frame('undo'),
        onPress: () => api.post('/crm/affiliations/{id}/restore', undefined, { params: { id } }).then(renew),
      })
    } catch (error) {
      toastRefusal(t('remove.failed'), explain(error))
    }
  }
  return (
    <section class="affiliations" aria-label={t(`title.${props.by}`)}>
      <header class="row">
        <h3 class="grow">{t(`title.${props.by}`)}</h3>
        <Show when={can('affiliation', 'create')}>
          <Button tone="ghost" onClick={() => setAdding(true)}>
            {t('add')}
          </Button>
        </Show>
      </header>
      <Switch fallback={<Skeleton n={1} />}>
        <Match when={query.isError}>
          <p class="small muted">{explain(query.error)}</p>
        </Match>
        <Match when={query.isSuccess && lines().length === 0}>
          <p class="small faint">{t(`none.${props.by}`)}</p>
        </Match>
        <Match when={query.isSuccess}>
          <ul>
            <For each={lines()}>
              {line => (
                <li class="row">
                  <span class="grow">
                    <Show when={nameOf(other(line))} fallback={<span class="muted">{t('unknown')}</span>}>
                      {name => (
                        <A
                          class="link"
                          href={`/${props.by === 'contactId' ? 'customers' : 'contacts'}/${other(line)}`}
                        >
                          <bdi>{name()}</bdi>
                        </A>
                      )}
                    </Show>
                    <span class="small muted">{beside(roleWords(line.role), timeOf(line))}</span>
                  </span>
                  <Show when={can('affiliation', 'archive')}>
                    <IconButton
                      label={t('remove', { name: nameOf(other(line)) ?? '' })}
                      icon={<X class="s" aria-hidden="true" />}
                      onClick={() => void remove(line)}
                    />
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Match>
      </Switch>
      <Show when={adding()}>
        <Suspense>
          <NewAffiliation
            by={props.by}
            id={props.id}
            name={props.name}
            onClose={() => setAdding(false)}
            onAdded={() => {
              setAdding(false)
              void renew()
            }}
          />
        </Suspense>
      </Show>
    </section>
  )
}

function timeOf({ since, until }: Line): string {
  if (since && until) return t('time.both', { since: format.date(since), until: format.date(until) })
  if (since) return t('time.since', { since: format.date(since) })
  return until ? t('time.until', { until: format.date(until) }) : ''
}
