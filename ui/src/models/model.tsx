import { useParams } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import ChartLine from 'lucide-solid/icons/chart-line'
import Download from 'lucide-solid/icons/download'
import { lazy, Match, Show, Suspense, Switch } from 'solid-js'
import { api } from '../app/api'
import { NotFound } from '../app/not-found'
import { asProblem } from '../app/problem'
import { placeName } from '../app/shell/nav'
import { Page } from '../app/shell/page'
import { Button } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import { EmptyState } from '../parts/state/empty-state'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { saveCard } from './card-file'
import { ChampionCard } from './champion-card'
import { Features } from './features'
import { Limits } from './limits'
import type { ModelDetail } from './model-data'
import { t } from './models.text'
import { modelName } from './names'
import { modelsPlace } from './place'
import { Results } from './results'
import { Suspects } from './suspects'
import { ThresholdCard } from './threshold'
import { TrainingCard } from './training-card'
import { isRunning } from './training-progress.rules'
import { useChoices } from './use-choices'
import { useTraining, useVersionEvents } from './use-training'
import { Versions } from './versions'
import './models.css'

const Charts = lazy(() => import('./charts').then(module => ({ default: module.Charts })))
const runningMs = 2_000

/** One model: its champion, how it did on rows it had not seen, what it looks at, its versions and its training. */
export function Model() {
  const params = useParams<{ model: string }>()
  useVersionEvents()
  const query = useQuery(() => ({
    queryKey: ['training', 'model', params.model],
    queryFn: ({ signal }) => api.get('/crm/models/{model}', { params: { model: params.model }, signal }),
    refetchInterval: ({ state }) => (isRunning(state.data?.trainings[0]) ? runningMs : false),
  }))
  const training = useTraining(
    () => params.model,
    () => query.data?.trainings[0],
  )
  return (
    <Show when={!(query.isError && asProblem(query.error).status === 404)} fallback={<NotFound />}>
      <Page
        title={modelName(params.model)}
        crumbs={[{ label: placeName(modelsPlace), href: '/models' }]}
        scroll
        actions={
          <>
            <Show when={query.data?.card}>
              {card => (
                <Button
                  class="not-phone"
                  icon={<Download aria-hidden="true" />}
                  onClick={() => saveCard(card(), query.data?.champion?.version)}
                >
                  {t('card')}
                </Button>
              )}
            </Show>
            <Show when={query.data}>
              {model => (
                <Button
                  busy={training.busy()}
                  disabled={training.closed()}
                  onClick={() => void training.train()}
                >
                  {model().champion ? t('retrain') : t('train')}
                </Button>
              )}
            </Show>
          </>
        }
      >
        <Switch
          fallback={
            <div class="page">
              <Skeleton />
              <Skeleton n={1} />
            </div>
          }
        >
          <Match when={query.isError && !query.data}>
            <ErrorState title={t('failed')} error={query.error} onRetry={() => void query.refetch()} />
          </Match>
          <Match when={query.data}>{model => <Sheet model={model()} training={training} />}</Match>
        </Switch>
      </Page>
    </Show>
  )
}

function Sheet(props: { model: ModelDetail; training: ReturnType<typeof useTraining> }) {
  const choices = useChoices(() => props.model.model, props.training.running)
  /** Without a champion, of the version that is held back. */
  const shown = () => props.model.card ?? props.model.heldBackCard
  return (
    <div class="page model">
      <ChampionCard model={props.model} />
      <Show
        when={props.model.heldBackCard}
        fallback={
          <Show when={props.model.card?.suspects.length ? props.model.card : null}>
            {card => <Suspects card={card()} choices={choices} />}
          </Show>
        }
      >
        {card => (
          <Suspects
            card={card()}
            choices={choices}
            heldBack={props.model.heldBack?.version}
            champion={props.model.champion?.version}
          />
        )}
      </Show>
      <div class="column">
        <Show
          when={shown()}
          fallback={
            <Card>
              <EmptyState
                icon={<ChartLine aria-hidden="true" />}
                title={t(props.training.running() ? 'results.coming' : 'results.none')}
                why={t(props.training.running() ? 'results.coming.why' : 'results.none.why')}
                actions={
                  <Show when={!props.training.running()}>
                    <Button
                      tone="primary"
                      busy={props.training.busy()}
                      disabled={props.training.closed()}
                      onClick={() => void props.training.train()}
                    >
                      {t('train.name', { name: modelName(props.model.model) })}
                    </Button>
                  </Show>
                }
              />
            </Card>
          }
        >
          {card => (
            <>
              <Results card={card()} />
              <Show when={card().results[0]}>
                {result => (
                  <Suspense fallback={<Skeleton />}>
                    <Charts result={result()} />
                  </Suspense>
                )}
              </Show>
              <Show when={card().state !== 'held_back' && card().thresholds.length}>
                <ThresholdCard card={card()} />
              </Show>
              <Features
                card={card()}
                choices={choices}
                said={props.model.choices}
                onTrain={() => void props.training.train()}
              />
            </>
          )}
        </Show>
        <Versions model={props.model} />
      </div>
      <div class="column">
        <TrainingCard
          training={props.model.trainings[0]}
          onStop={props.training.stop}
          busy={props.training.busy()}
        />
        <Show when={shown()}>{card => <Limits card={card()} />}</Show>
      </div>
    </div>
  )
}
