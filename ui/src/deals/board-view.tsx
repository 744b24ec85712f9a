import { useSearchParams } from '@solidjs/router'
import { useQueryClient } from '@tanstack/solid-query'
import { lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { onLive } from '../app/live'
import { readFilter } from '../parts/records/list-address.rules'
import { useMembers } from '../parts/records/members'
import { useFields } from '../parts/records/use-fields'
import { ratesDay, ratesOf, ratesSentence } from '../parts/records/valuation'
import { ErrorState } from '../parts/state/error-state'
import { LoadingNote } from '../parts/state/skeleton'
import { ViewTabs } from '../parts/tabs/view-tabs'
import { Board } from './board'
import { openTotal } from './board.rules'
import { dealKind } from './deal-kind'
import { t } from './deals.text'
import type { PipelineViewProps } from './pipeline-page'
import { useOpenCounts, useSince, useTotals } from './pipelines'
import { missingSentence, plain, weighted } from './sums'

const FilterBar = lazy(() =>
  import('../parts/records/filter-bar').then(module => ({ default: module.FilterBar })),
)

/** Tabs of the pipelines, filters with the sums of what passes them, and the board. */
export function BoardView(props: PipelineViewProps) {
  const [search, setSearch] = useSearchParams<{ filter?: string }>()
  const fields = useFields(dealKind)
  const members = useMembers()
  const filter = () => readFilter(search.filter) || undefined
  const since = useSince()
  const totals = useTotals(() => props.pipeline.id, filter)
  const counts = useOpenCounts(() => props.pipelines.map(({ id }) => id))
  const count = (id: string) => {
    if (counts.isSuccess && id in counts.data) return counts.data[id]
    if (id !== props.pipeline.id || filter() || !totals.isSuccess) return undefined
    return totals.data.stages.reduce((sum, { kind, count: n }) => sum + (kind === 'open' ? n : 0), 0)
  }
  const client = useQueryClient()
  onLive(({ subjectType }) => {
    if (subjectType === 'exchange_rate') void client.invalidateQueries({ queryKey: ['deal', 'board'] })
  })
  const open = () => (totals.isSuccess ? openTotal(totals.data) : undefined)
  const rates = () => (totals.isSuccess ? ratesDay(totals.data.valuation) : undefined)
  const basis = () =>
    [t('sums.basis'), totals.isSuccess ? ratesSentence(totals.data.valuation) : ''].join(' ').trim()
  return (
    <div class="view">
      <ViewTabs
        label={t('tabs.label')}
        tabs={props.pipelines.map(({ id, name }) => ({ value: id, label: name, count: count(id) }))}
        value={props.pipeline.id}
        onChange={props.onPipeline}
        end={props.tabsEnd}
      />
      <div class="filters">
        <Suspense>
          <FilterBar
            kind={dealKind}
            fields={fields}
            members={members}
            filter={filter() ?? ''}
            onChange={text => setSearch({ filter: text || undefined }, { replace: true, scroll: false })}
          />
        </Suspense>
        <Show when={open()}>
          {sum => (
            <span class="end small muted num board-sums" data-tip={basis()}>
              {t('sums.open', { sums: plain(sum()) })}
              {' · '}
              {t('sums.weighted', { sums: weighted(sum()) })}
              <Show when={rates()}>{day => <> · {ratesOf(day())}</>}</Show>
              <Show when={sum().missing}>
                {' · '}
                <span class="text-warn">{missingSentence(sum())}</span>
              </Show>
            </span>
          )}
        </Show>
      </div>
      <Switch fallback={<LoadingNote />}>
        <Match when={totals.data}>
          {data => (
            <Board
              totals={data()}
              readAt={totals.dataUpdatedAt}
              since={since()}
              filter={filter()}
              opened={props.opened}
            />
          )}
        </Match>
        <Match when={totals.isError && totals.error}>
          {error => (
            <ErrorState title={t('board.failed')} error={error()} onRetry={() => void totals.refetch()} />
          )}
        </Match>
      </Switch>
    </div>
  )
}
