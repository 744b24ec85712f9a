import Download from 'lucide-solid/icons/download'
import { Show } from 'solid-js'
import { format } from '../app/format'
import { Card } from '../parts/panel/card'
import { inWords } from './card-words'
import type { Card as ModelCard, ModelDetail } from './model-data'
import { ModelState } from './model-state'
import { t } from './models.text'
import { modelPredicts } from './names'

/** Which version scores the records now, from what it was learnt, and how far it can be trusted. */
export const ChampionCard = (props: { model: ModelDetail }) => (
  <Card class="whole" label={t('champion')}>
    <div class="versus">
      <div class="stack gap-1">
        <span class="small text-muted">{t(`champion.${props.model.subject}`)}</span>
        <div class="row">
          <Show when={props.model.champion} fallback={<strong class="text-20">{t('none')}</strong>}>
            {version => <strong class="num text-20">{t('version', { n: version().version })}</strong>}
          </Show>
          <ModelState state={props.model.state} />
        </div>
        <p class="small text-muted">{meaning(props.model)}</p>
      </div>
      <Show when={props.model.card}>
        {card => (
          <>
            <div class="stack gap-1">
              <span class="small text-muted">{t('learnt')}</span>
              <strong class="num text-16">{t('rows', { n: card().data.rows })}</strong>
              <span class="small text-muted">
                {t('positives', {
                  n: format.number(card().data.positives),
                  share: format.percent(card().data.baseRate, 1),
                })}
                {period(card())}
              </span>
            </div>
            <div class="stack gap-1">
              <span class="small text-muted">{t('scores')}</span>
              <a class="link row" href={`/crm/models/${props.model.model}/scores.csv`} download="">
                <Download class="s" aria-hidden="true" />
                {t('scores.download')}
              </a>
              <span class="small text-muted">{t('scores.hint')}</span>
            </div>
          </>
        )}
      </Show>
    </div>
  </Card>
)

function meaning({ model, state, card, champion }: ModelDetail): string {
  const why = state === 'cold_start' && card ? inWords(card.stateReason) : t(`state.${state}.means`)
  const since = champion ? ` ${t('trainedOn', { date: format.longDate(champion.createdAt) })}` : ''
  return `${modelPredicts(model)} ${why}${since}`
}

function period({ data }: ModelCard): string {
  if (data.from === null || data.to === null) return ''
  const [from, to] = [data.from, data.to].map(at => format.date(new Date(at)))
  if (from === to) return ` · ${from ?? ''}`
  return ` · ${t('period', { from: from ?? '', to: to ?? '' })}`
}
