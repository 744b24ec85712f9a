import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { format } from '../app/format'
import { Button } from '../parts/button/button'
import { Card } from '../parts/panel/card'
import { Progress } from '../parts/state/progress'
import type { ModelLine } from './model-data'
import { ModelState } from './model-state'
import { t } from './models.text'
import { modelName, modelPredicts } from './names'
import { isRunning, shareOf } from './training-progress.rules'
import { useTraining } from './use-training'

export function ModelTile(props: { model: ModelLine }) {
  const training = useTraining(
    () => props.model.model,
    () => props.model.training,
  )
  const running = () => {
    const last = props.model.training
    return last && isRunning(last) ? last : undefined
  }
  return (
    <Card label={modelName(props.model.model)}>
      <div class="row mb-1">
        <h2 class="text-16">
          <A class="link" href={`/models/${props.model.model}`}>
            {modelName(props.model.model)}
          </A>
        </h2>
        <ModelState state={props.model.state} />
      </div>
      <p class="text-muted">{modelPredicts(props.model.model)}</p>
      <p class="mt-2">{t(`state.${props.model.state}.means`)}</p>
      <dl class="figures">
        <div>
          <dt>{t('champion')}</dt>
          <dd>
            <Show when={props.model.champion} fallback={t('none')}>
              {version => (
                <>
                  <strong class="num">{t('version', { n: version().version })}</strong>{' '}
                  <span class="text-muted">{t('since', { date: format.date(version().createdAt) })}</span>
                </>
              )}
            </Show>
          </dd>
        </div>
        <div>
          <dt>{t('heldOut.auc')}</dt>
          <dd class="num">
            {props.model.champion?.holdout?.auc == null
              ? t('notMeasured')
              : format.fixed(props.model.champion.holdout.auc, 3)}
          </dd>
        </div>
        <div>
          <dt>{t(`scored.${props.model.subject}`)}</dt>
          <dd class="num">
            {t('scored.of', {
              n: format.number(props.model.scored),
              total: format.number(props.model.toScore),
            })}
          </dd>
        </div>
      </dl>
      <Show when={props.model.champion && props.model.heldBack}>
        {version => <p class="small mb-3">{t('heldBack', { n: version().version })}</p>}
      </Show>
      <Show when={running()}>
        {last => (
          <div class="stack mb-3">
            <span class="small" role="status">
              {t(`training.${last().state}`)}
            </span>
            <Progress
              share={shareOf(last())}
              label={t('training.of', { name: modelName(props.model.model) })}
            />
          </div>
        )}
      </Show>
      <div class="row">
        <Button
          tone={props.model.state === 'untrained' ? 'primary' : 'plain'}
          busy={training.busy()}
          disabled={training.closed()}
          aria-label={t(props.model.champion ? 'retrain.name' : 'train.name', {
            name: modelName(props.model.model),
          })}
          onClick={() => void training.train()}
        >
          {props.model.champion ? t('retrain') : t('train')}
        </Button>
        <A class="btn" href={`/models/${props.model.model}`}>
          {t('open')}
        </A>
      </div>
    </Card>
  )
}
