import { A, useSearchParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Avatar } from '../parts/chip/avatar'
import { Card } from '../parts/panel/card'
import { openSort } from '../parts/records/closed-fields.rules'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './customers.text'

/** The customer's contacts, those last spoken with first. */
export function People(props: { id: string; most: number }) {
  const [, setSearch] = useSearchParams<{ tab?: string }>()
  const { session } = useSession()
  const sort = () => openSort('-lastActivityAt', session()?.closed.contact ?? [])
  const query = useQuery(() => ({
    queryKey: ['contact', 'of', props.id, props.most, sort()],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get('/crm/contacts', {
        query: {
          filter: `customerId:eq:${props.id}`,
          sort: sort(),
          fields: 'name,jobTitle,lastActivityAt',
          limit: props.most,
          count: 'estimate',
        },
        signal,
      }),
  }))
  const total = () => (query.isSuccess ? (query.data.total?.value ?? 0) : 0)
  return (
    <Card
      title={t('people')}
      end={
        <Show when={total() > props.most}>
          <button type="button" class="link" onClick={() => setSearch({ tab: 'contacts' })}>
            {t('people.all', { n: total() })}
          </button>
        </Show>
      }
    >
      <Switch fallback={<Skeleton n={2} />}>
        <Match when={query.isError}>
          <p class="small muted">{explain(query.error)}</p>
        </Match>
        <Match when={query.isSuccess && query.data}>
          {page => (
            <Show when={page().results.length} fallback={<p class="small faint">{t('people.none')}</p>}>
              <ul class="people">
                <For each={page().results}>
                  {person => (
                    <li>
                      <Avatar name={person.name ?? ''} id={person.id} size="m" />
                      <A href={`/contacts/${person.id}`} class="grow">
                        <span class="cut name">
                          <bdi>{person.name}</bdi>
                        </span>
                        <span class="small muted cut">
                          <bdi>{person.jobTitle ?? ''}</bdi>
                        </span>
                      </A>
                      <Show when={person.lastActivityAt}>
                        {at => (
                          <time class="small faint" dateTime={at()} data-tip={format.full(at())}>
                            {format.relative(at())}
                          </time>
                        )}
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Match>
      </Switch>
    </Card>
  )
}
