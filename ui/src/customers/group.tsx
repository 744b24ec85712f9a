import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { beside, format } from '../app/format'
import { Card } from '../parts/panel/card'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './customers.text'

/** The companies that belong together with this one, with what the group comes to. */
export function Group(props: { id: string }) {
  const query = useQuery(() => ({
    queryKey: ['customer', 'tree', props.id],
    enabled: !isServer,
    queryFn: ({ signal }) => api.get('/crm/customers/{id}/tree', { params: { id: props.id }, signal }),
  }))
  const sum = (currency: string, { minor, missing }: { minor: number | string; missing: number }) => [
    format.moneyShort({ currency, minor: Number(minor) }),
    missing && t('group.missing', { n: missing }),
  ]
  return (
    <Card title={t('group')} class="customer-group">
      <Switch fallback={<Skeleton n={2} />}>
        <Match when={query.isError}>
          <p class="small muted">{explain(query.error)}</p>
        </Match>
        <Match when={query.isSuccess && query.data}>
          {tree => (
            <>
              <ul class="group-tree">
                <For each={tree().nodes}>
                  {node => (
                    <li
                      style={{ '--depth': String(Math.min(node.depth, 8)) }}
                      aria-current={node.id === props.id ? 'true' : undefined}
                    >
                      <Show when={node.id !== props.id} fallback={<bdi class="cut name">{node.name}</bdi>}>
                        <A class="link cut" href={`/customers/${node.id}`}>
                          <bdi>{node.name}</bdi>
                        </A>
                      </Show>
                      <Show when={node.openDeals}>
                        <span class="small muted num">{t('group.open', { n: node.openDeals })}</span>
                      </Show>
                    </li>
                  )}
                </For>
              </ul>
              <Show when={!tree().whole}>
                <p class="small muted">{t('group.more', { n: tree().nodes.length })}</p>
              </Show>
              <dl class="group-totals small">
                <dt>{t('group.totals')}</dt>
                <dd>
                  {beside(
                    t('group.companies', { n: tree().totals.customers }),
                    t('group.contacts', { n: tree().totals.contacts }),
                  )}
                </dd>
                <dt>{t('group.openDeals')}</dt>
                <dd>
                  {beside(
                    format.number(tree().totals.openDeals),
                    ...sum(tree().totals.currency, tree().totals.open),
                  )}
                </dd>
                <dt>{t('group.wonDeals')}</dt>
                <dd>
                  {beside(
                    format.number(tree().totals.wonDeals),
                    ...sum(tree().totals.currency, tree().totals.won),
                  )}
                </dd>
              </dl>
            </>
          )}
        </Match>
      </Switch>
    </Card>
  )
}
