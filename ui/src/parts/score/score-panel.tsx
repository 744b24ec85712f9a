import type { AreaName } from '@sextant/db/core/areas.model'
import type { ScoredKind } from '@sextant/db/scoring/score.model'
import type { ScoreAnswer } from '@sextant/db/scoring/score-answer.model'
import { A } from '@solidjs/router'
import { useQuery } from '@tanstack/solid-query'
import Lock from 'lucide-solid/icons/lock'
import { Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../../app/api'
import { explain } from '../../app/explain'
import { format } from '../../app/format'
import { asProblem } from '../../app/problem'
import { t as frame } from '../../app/text'
import { Button } from '../button/button'
import type { RecordKind } from '../records/kind'
import type { FieldSet } from '../records/use-fields'
import { Skeleton } from '../state/skeleton'
import { featureLabel, reasonLabel } from './reason-words'
import { t } from './score.text'
import { ScoreArc } from './score-arc'
import { Delta } from './score-bar'
import { Waterfall } from './waterfall'

const oldAfterMs = 3 * 86_400_000
/** Bounds are told where they are further apart than this. */
const wide = 0.1

/** What screens know of a kind of record that a model scores. */
export type ScoredRecordKind = RecordKind & { entity: ScoredKind; area: AreaName<ScoredKind> }

/** The arc, what it says in a line, and the reasons that add up to it; or why there is none. */
export function ScorePanel(props: { kind: ScoredRecordKind; id: string; fields: FieldSet }) {
  const query = useQuery(() => ({
    queryKey: [props.kind.entity, 'score', props.id],
    enabled: !isServer,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.get(`/crm/${props.kind.area}/{id}/score`, { params: { id: props.id }, signal }),
  }))
  const answer = () => (query.isSuccess ? query.data : undefined)
  return (
    <section aria-label={t('score.title')} aria-busy={query.isPending || undefined}>
      <Switch fallback={<Waiting />}>
        <Match when={query.isError && asProblem(query.error).status === 403}>
          <p class="row faint">
            <Lock class="s" aria-hidden="true" />
            {frame('score.hidden')}
          </p>
        </Match>
        <Match when={query.isError}>
          <p class="row justify-between">
            <span>
              {t('score.failed')} {explain(query.error)}
            </span>
            <Button onClick={() => void query.refetch()}>{frame('retry')}</Button>
          </p>
        </Match>
        <Match when={answer()?.score === null && answer()}>
          {known => <NotScored answer={known()} kind={props.kind} fields={props.fields} />}
        </Match>
        <Match when={answer()}>
          {known => <Scored answer={known()} kind={props.kind} fields={props.fields} />}
        </Match>
      </Switch>
    </section>
  )
}

function Scored(props: { answer: ScoreAnswer; kind: ScoredRecordKind; fields: FieldSet }) {
  const score = () => props.answer.score ?? 0
  const change = () => props.answer.change7d
  const reasons = () =>
    props.answer.reasons.map(reason => ({
      label: reasonLabel(reason, props.kind, props.fields.field, props.answer.asOf),
      points: reason.points,
    }))
  const age = () => {
    const at = props.answer.scoredAt
    return at && Date.now() - Date.parse(at) > oldAfterMs ? format.relative(at) : undefined
  }
  return (
    <>
      <div class="score-head">
        <ScoreArc score={score()} />
        <div>
          <div class="row items-baseline">
            <strong class="figure">{format.number(score())}</strong>
            <span class="muted">{frame('score.of')}</span>
            <Show when={change()}>
              <Delta change={change()} text={frame('score.change', { change: format.change(change()) })} />
            </Show>
          </div>
          <p class="muted small">
            {t(`score.what.${props.kind.entity}`)}
            <Show when={bounds(props.answer)}>
              {text => (
                <>
                  {' · '}
                  <span data-tip={t('score.interval.means')}>{text()}</span>
                </>
              )}
            </Show>
            <Show when={age()}>{old => ` · ${frame('score.age', { age: old() })}`}</Show>
            <Show when={props.answer.version}>
              {version => (
                <>
                  {' · '}
                  <A class="link" href="/models">
                    <bdi>{t('score.version', { n: version() })}</bdi>
                  </A>
                </>
              )}
            </Show>
          </p>
        </div>
      </div>
      <Show when={props.answer.missing}>
        <p class="muted small">{whyNot(props.answer, props.kind, props.fields)}</p>
      </Show>
      <Show when={props.answer.base !== null}>
        <Waterfall
          base={props.answer.base ?? 0}
          reasons={reasons()}
          score={score()}
          othersCount={props.answer.others.count}
        />
        <Show when={asOf(props.answer)}>{text => <p class="faint small mt-1">{text()}</p>}</Show>
      </Show>
    </>
  )
}

const NotScored = (props: { answer: ScoreAnswer; kind: ScoredRecordKind; fields: FieldSet }) => (
  <>
    <p>
      <strong>{frame('score.none')}</strong>
    </p>
    <p class="muted small">
      {whyNot(props.answer, props.kind, props.fields)}
      <Show when={props.answer.probability !== null}>
        {' '}
        {t('score.rate', { rate: format.percent(props.answer.probability ?? 0) })}
      </Show>
      <Show when={['no_model', 'held_back'].includes(props.answer.missing?.rule ?? '')}>
        {' '}
        <A class="link" href="/models">
          {t('score.train')}
        </A>
      </Show>
    </p>
  </>
)

/** What keeps a record from a score, or from a better one, with its figures. */
function whyNot({ missing }: ScoreAnswer, { entity }: ScoredRecordKind, { field }: FieldSet): string {
  if (!missing) return t('score.pending')
  const { rule, params, features } = missing
  if (rule === 'unknown') {
    const names = features.map(one => field(one.key)?.label ?? featureLabel(one))
    return names.length ? t('score.unknown', { names: format.list(names) }) : t('score.unknown.all')
  }
  if (rule === 'no_model' || rule === 'signal') return t(`score.${rule}.${entity}`)
  if (rule !== 'outcomes') return t(`score.${rule}`)
  return t('score.outcomes', {
    won: params.positives ?? 0,
    lost: params.negatives ?? 0,
    n: params.needed ?? 0,
  })
}

/** Up to when what was done with it counts, so that a reason can be checked beside the record. */
function asOf({ asOf, scoredAt, missing }: ScoreAnswer): string | undefined {
  if (!asOf || !scoredAt) return undefined
  const when = format.moment(asOf)
  return missing?.rule === 'closed'
    ? t('score.asOf.closed', { when })
    : t('score.asOf', { when, scored: format.moment(scoredAt) })
}

/** What came to pass of records scored about as high, as far as the chance itself. */
function bounds({ interval }: ScoreAnswer): string | undefined {
  if (!interval || interval.high - interval.low <= wide) return undefined
  return t('score.interval', { low: format.percent(interval.low), high: format.percent(interval.high) })
}

const Waiting = () => (
  <div class="stack" aria-hidden="true">
    <Skeleton n={2} />
    <Skeleton n={1} />
  </div>
)
