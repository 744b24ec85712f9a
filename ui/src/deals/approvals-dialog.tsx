import { useInfiniteQuery } from '@tanstack/solid-query'
import { For, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { Button } from '../parts/button/button'
import { Dialog } from '../parts/overlay/dialog'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { ApprovalCard } from './approval-card'
import { t } from './approvals.text'

const pageSize = 20

/** All moves that wait for an approval, those that the reader decides first. */
export function ApprovalsDialog(props: { onClose: () => void }) {
  const query = useInfiniteQuery(() => ({
    queryKey: ['deal', 'approvals', 'pending'],
    enabled: !isServer,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.get('/crm/approvals', { query: { pending: 'true', limit: pageSize, after: pageParam }, signal }),
    getNextPageParam: last => last.paging?.next.after,
  }))
  const all = () => {
    const found = query.isSuccess ? query.data.pages.flatMap(({ results }) => results) : []
    return [...found.filter(one => one.mayDecide), ...found.filter(one => !one.mayDecide)]
  }
  return (
    <Dialog open title={t('waiting')} onClose={props.onClose}>
      <Switch fallback={<Skeleton n={3} />}>
        <Match when={query.isError && query.error}>
          {error => (
            <ErrorState title={t('loadFailed')} error={error()} onRetry={() => void query.refetch()} />
          )}
        </Match>
        <Match when={query.isSuccess && all().length === 0}>
          <EmptyState title={t('none')} why={t('none.why')} />
        </Match>
        <Match when={query.isSuccess}>
          <div class="stack">
            <For each={all()}>{approval => <ApprovalCard named approval={approval} />}</For>
            <Show when={query.hasNextPage}>
              <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('more')}
              </Button>
            </Show>
          </div>
        </Match>
      </Switch>
    </Dialog>
  )
}
