import type { AnswerOf } from '@sextant/edge/app/contract'
import { A } from '@solidjs/router'
import { keepPreviousData, useQuery } from '@tanstack/solid-query'
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js'
import { isServer } from 'solid-js/web'
import { api } from '../app/api'
import { format } from '../app/format'
import { Segmented } from '../parts/button/segmented'
import { Dialog } from '../parts/overlay/dialog'
import { ErrorState } from '../parts/state/error-state'
import { Skeleton } from '../parts/state/skeleton'
import { t } from './velocity.text'
import './velocity.css'

const periods = ['30', '90', '365'] as const

type Met = AnswerOf<'get', '/crm/pipelines/{id}/velocity'>['competitors'][number]

/** How closed deals came out that each competitor was in. */
const Against = (props: { competitors: readonly Met[] }) => (
  <section class="scroller" aria-label={t('competitors')} tabindex="0">
    <h3>{t('competitors')}</h3>
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('competitor')}</th>
          <th scope="col" class="num">
            {t('against.won')}
          </th>
          <th scope="col" class="num">
            {t('lost')}
          </th>
          <th scope="col" class="num">
            {t('against.lostTo')}
          </th>
          <th scope="col" class="num">
            {t('winRate')}
          </th>
        </tr>
      </thead>
      <tbody>
        <For each={props.competitors}>
          {met => (
            <tr>
              <th scope="row">
                <bdi>{met.name}</bdi>
              </th>
              <td class="num">{format.number(met.won)}</td>
              <td class="num">{format.number(met.lost)}</td>
              <td class="num">{format.number(met.lostToThem)}</td>
              <td class="num">{met.winRate === null ? t('unknown') : format.percent(met.winRate)}</td>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  </section>
)

/** How much a pipeline brings a day: the formula with its figures, each leading to the deals that it is made of. */
export function VelocityDialog(props: { pipeline: { id: string; name: string }; onClose: () => void }) {
  const [days, setDays] = createSignal<string>('90')
  const query = useQuery(() => ({
    queryKey: ['deal', 'velocity', props.pipeline.id, days()],
    enabled: !isServer,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get('/crm/pipelines/{id}/velocity', {
        params: { id: props.pipeline.id },
        query: { days: Number(days()) },
        signal,
      }),
  }))
  const list = (filter: string) =>
    `/pipeline?${new URLSearchParams({ view: props.pipeline.id, as: 'table', filter })}`
  const Figure = (figure: { label: string; value: JSX.Element; href?: string; note?: string }) => (
    <div class="velocity-figure">
      <dt>{figure.label}</dt>
      <dd>
        <Show when={figure.href} fallback={<bdi class="num">{figure.value}</bdi>}>
          {href => (
            <A class="link num" href={href()} onClick={() => props.onClose()}>
              {figure.value}
            </A>
          )}
        </Show>
      </dd>
      <Show when={figure.note}>
        <dd class="small muted">{figure.note}</dd>
      </Show>
    </div>
  )
  return (
    <Dialog open wide title={t('title', { name: props.pipeline.name })} onClose={props.onClose}>
      <div class="stack">
        <Segmented
          label={t('period')}
          options={periods.map(value => ({ value, label: t('days', { n: Number(value) }) }))}
          value={days()}
          onChange={setDays}
        />
        <Switch fallback={<Skeleton n={3} />}>
          <Match when={query.isError && query.error}>
            {error => <ErrorState title={t('failed')} error={error()} onRetry={() => void query.refetch()} />}
          </Match>
          <Match when={query.isSuccess && query.data}>
            {told => {
              const money = (minor: number | string | null) =>
                minor === null
                  ? t('unknown')
                  : format.moneyShort({ currency: told().currency, minor: Number(minor) })
              return (
                <>
                  <p class="velocity-result" aria-live="polite">
                    <Show
                      when={told().perDayMinor !== null}
                      fallback={<span class="muted">{t('none')}</span>}
                    >
                      {t('perDay', { amount: money(told().perDayMinor) })}
                    </Show>
                  </p>
                  <p class="small muted">{t('formula')}</p>
                  <dl class="velocity-figures">
                    <Figure
                      label={t('open')}
                      value={format.number(told().open.count)}
                      href={list(told().open.filter)}
                      note={told().open.missing ? t('missing', { n: told().open.missing }) : undefined}
                    />
                    <Figure
                      label={t('average')}
                      value={money(told().averageMinor)}
                      note={t('average.of', { n: told().open.valued })}
                    />
                    <Figure
                      label={t('winRate')}
                      value={told().winRate === null ? t('unknown') : format.percent(told().winRate ?? 0)}
                    />
                    <Figure
                      label={t('cycle')}
                      value={
                        told().cycleDays === null
                          ? t('unknown')
                          : t('days', { n: Math.round(told().cycleDays ?? 0) })
                      }
                    />
                    <Figure
                      label={t('won')}
                      value={format.number(told().won.count)}
                      href={list(told().won.filter)}
                    />
                    <Figure
                      label={t('lost')}
                      value={format.number(told().lost.count)}
                      href={list(told().lost.filter)}
                    />
                  </dl>
                  <Show when={told().competitors.length}>
                    <Against competitors={told().competitors} />
                  </Show>
                </>
              )
            }}
          </Match>
        </Switch>
      </div>
    </Dialog>
  )
}
