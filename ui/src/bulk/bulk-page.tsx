import { A, useParams } from '@solidjs/router'
import Layers from 'lucide-solid/icons/layers'
import { For, Match, Show, Switch } from 'solid-js'
import { Page } from '../app/shell/page'
import { Button } from '../parts/button/button'
import { useMembers } from '../parts/records/members'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import './bulk.css'
import { t } from './bulk.text'
import { BulkCard } from './bulk-card'
import { useBulkChange, useBulks, useOwnLabels } from './bulk-data'

/** What was done with many records at once, newest first; or one of them, where a message leads to it. */
export function BulkPage() {
  const params = useParams<{ id?: string }>()
  const members = useMembers()
  const known = { nameOf: members.nameOf, labelOf: useOwnLabels() }
  const list = useBulks(() => !params.id)
  const single = useBulkChange(() => params.id)
  const query = () => (params.id ? single : list)
  const all = () =>
    params.id
      ? single.isSuccess
        ? [single.data]
        : []
      : list.isSuccess
        ? list.data.pages.flatMap(page => page.results)
        : []
  return (
    <Page scroll title={t('title')}>
      <div class="page bulk-page">
        <Show when={params.id}>
          <p>
            <A class="link" href="/bulk">
              {t('all')}
            </A>
          </p>
        </Show>
        <Switch>
          <Match when={query().isError && query().error}>
            {error => (
              <ErrorState
                title={t(params.id ? 'one.failed' : 'failed')}
                error={error()}
                onRetry={() => void query().refetch()}
              />
            )}
          </Match>
          <Match when={query().isPending}>
            <Skeleton n={1} />
            <Skeleton n={2} />
          </Match>
          <Match when={all().length === 0}>
            <EmptyState icon={<Layers aria-hidden="true" />} title={t('empty')} why={t('empty.why')} />
          </Match>
          <Match when={all().length}>
            <For each={all().map(({ id }) => id)}>
              {id => (
                <Show when={all().find(one => one.id === id)}>
                  {one => <BulkCard one={one()} known={known} open={params.id === id} />}
                </Show>
              )}
            </For>
            <Show when={!params.id && list.hasNextPage}>
              <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('older')}
              </Button>
            </Show>
          </Match>
        </Switch>
      </div>
    </Page>
  )
}
