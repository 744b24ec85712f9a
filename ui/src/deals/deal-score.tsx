import type { Deal } from '@sextant/db/deals/deals.model'
import type { ScoreAnswer } from '@sextant/db/scoring/score-answer.model'
import { useQuery } from '@tanstack/solid-query'
import { Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { explain } from '../app/explain'
import { format } from '../app/format'
import { asProblem } from '../app/problem'
import type { FieldSet } from '../parts/records/use-fields'
import { ScoreArc } from '../parts/score/score-arc'
import { Waterfall } from '../parts/score/waterfall'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './deals.text'

/** The model's chance of a win, and what moved it: the reasons add up to it. */
export function DealScore(props: { deal: Deal; fields: FieldSet }) {
  const query = useQuery(() => ({
    queryKey: ['deal', 'score', props.deal.id, props.deal.scoredAt],
    enabled: !isServer && props.deal.score !== null,
    queryFn: ({ signal }) => api.get<ScoreAnswer>(`/crm/deals/${props.deal.id}/score`, { signal }),
  }))
  /** A feature named after a field is called as the field is. */
  const reasons = (answer: ScoreAnswer) =>
    answer.reasons.map(({ feature, label, points, value }) => ({
      label: `${props.fields.field(feature)?.label ?? label}${valueText(value)}`,
      points,
    }))
  return (
    <Show when={props.deal.score !== null} fallback={<p class="small muted">{t('drawer.score.none')}</p>}>
      <div class="row deal-chance">
        <ScoreArc score={props.deal.score ?? 0} />
        <strong class="num">{format.percent((props.deal.score ?? 0) / 100)}</strong>
        <Show when={props.deal.scoredAt}>
          {at => (
            <span class="small muted" data-tip={format.full(at())}>
              {t('drawer.scored', { ago: format.relative(at()) })}
            </span>
          )}
        </Show>
      </div>
      <Switch fallback={<Skeleton n={2} />}>
        <Match when={query.isError}>
          <Show when={asProblem(query.error).status !== 404}>
            <p class="small muted">
              {t('drawer.score.failed')}. {explain(query.error)}
            </p>
          </Show>
        </Match>
        <Match when={query.isSuccess && query.data.base !== null && query.data}>
          {answer => (
            <Waterfall
              base={answer().base ?? 0}
              reasons={reasons(answer())}
              score={answer().score ?? 0}
              othersCount={answer().others.count}
            />
          )}
        </Match>
      </Switch>
    </Show>
  )
}

const valueText = (value: string | number | boolean | null) =>
  value === null || typeof value === 'boolean'
    ? ''
    : `: ${typeof value === 'number' ? format.number(value, 2) : value}`
