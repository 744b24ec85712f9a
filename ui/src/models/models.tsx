import { useQuery } from '@tanstack/solid-query'
import { For, Match, Switch } from 'solid-js'
import { api } from '../app/api'
import { placeName } from '../app/shell/nav'
import { Page } from '../app/shell/page'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { ModelTile } from './model-tile'
import { t } from './models.text'
import { modelsPlace } from './place'
import { isRunning } from './training-progress.rules'
import { useVersionEvents } from './use-training'
import './models.css'

const runningMs = 2_000

/** Every model of the workspace: what it says, how far it can be trusted, how many records it scores. */
export function Models() {
  useVersionEvents()
  const query = useQuery(() => ({
    queryKey: ['training', 'models'],
    queryFn: ({ signal }) => api.get('/crm/models', { signal }),
    refetchInterval: ({ state }) =>
      state.data?.results.some(({ training }) => isRunning(training)) ? runningMs : false,
  }))
  return (
    <Page title={placeName(modelsPlace)} scroll>
      <div class="page models">
        <p class="max-w-160 text-muted">{t('about')}</p>
        <Switch
          fallback={
            <>
              <Skeleton />
              <Skeleton n={1} />
            </>
          }
        >
          <Match when={query.isError && !query.data}>
            <ErrorState title={t('failed')} error={query.error} onRetry={() => void query.refetch()} />
          </Match>
          <Match when={query.data}>
            {list => (
              <div class="tiles">
                <For each={list().results}>{model => <ModelTile model={model} />}</For>
              </div>
            )}
          </Match>
        </Switch>
      </div>
    </Page>
  )
}
