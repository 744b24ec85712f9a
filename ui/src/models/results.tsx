import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { format } from '../app/format'
import { useSession } from '../app/session'
import { Card } from '../parts/panel/card'
import { EmptyState } from '../parts/state/empty-state'
import { inWords, withError } from './card-words'
import type { Evaluation, Card as ModelCard, Result } from './model-data'
import { t } from './models.text'

const judges = ['model', 'logistic', 'baseRate'] as const
const metrics = [
  { key: 'auc', write: ({ auc, error }: Evaluation) => withError(auc, error), of: ['model', 'logistic'] },
  { key: 'brier', write: ({ brier }: Evaluation) => format.fixed(brier, 4), of: judges },
  { key: 'logLoss', write: ({ logLoss }: Evaluation) => format.fixed(logLoss, 4), of: judges },
  { key: 'ece', write: ({ ece }: Evaluation) => format.fixed(ece, 3), of: judges },
] as const

/** The model on rows it had not seen, beside a plain logistic regression and beside saying the base rate of all. */
export function Results(props: { card: ModelCard }) {
  const { can } = useSession()
  const splits = () => props.card.results.toSorted((a, b) => a.split.localeCompare(b.split))
  return (
    <Card title={t('heldOut')} flush end={props.card.results.length > 0 && t('heldOut.error')}>
      <Show
        when={props.card.results.length}
        fallback={
          <EmptyState
            title={t('heldOut.none')}
            why={inWords(props.card.stateReason)}
            actions={
              <Show when={props.card.state === 'cold_start' && can('import', 'create')}>
                <A class="btn" href="/imports/new">
                  {t('heldOut.import')}
                </A>
              </Show>
            }
          />
        }
      >
        <section class="scroller" aria-label={t('table.of', { name: t('heldOut') })} tabindex="0">
          <table class="plain-table results">
            <thead>
              <tr>
                <td />
                <For each={splits()}>
                  {result => (
                    <th scope="colgroup" colspan="3" class="group">
                      {t(`split.${result.split}`)}
                    </th>
                  )}
                </For>
              </tr>
              <tr>
                <th scope="col">{t('metric')}</th>
                <For each={splits()}>
                  {() => (
                    <For each={judges}>
                      {judge => (
                        <th scope="col" class="num">
                          {t(`judge.${judge}`)}
                        </th>
                      )}
                    </For>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={metrics}>
                {metric => (
                  <tr>
                    <th scope="row" data-tip={t(`metric.${metric.key}.means`)}>
                      {t(`metric.${metric.key}`)}
                    </th>
                    <For each={splits()}>
                      {result => (
                        <For each={judges}>
                          {judge => (
                            <td class="num" classList={{ 'text-muted': judge !== 'model' }}>
                              <Show
                                when={metric.of.some(one => one === judge)}
                                fallback={t('metric.noRanking')}
                              >
                                <bdi dir="ltr">{metric.write(result[judge])}</bdi>
                              </Show>
                            </td>
                          )}
                        </For>
                      )}
                    </For>
                  </tr>
                )}
              </For>
              <tr>
                <th scope="row">{t('metric.rows')}</th>
                <Across results={splits()} write={result => format.number(result.rows.holdout)} />
              </tr>
              <Show when={props.card.heldOutFrom}>
                {from => (
                  <tr>
                    <th scope="row">{t('metric.from')}</th>
                    <Across
                      results={splits()}
                      write={({ split }) =>
                        split === 'time' ? format.date(new Date(from())) : t('metric.from.random')
                      }
                    />
                  </tr>
                )}
              </Show>
              <tr>
                <th scope="row">{t('metric.baseRate')}</th>
                <Across results={splits()} write={result => format.percent(result.model.baseRate, 1)} />
              </tr>
              <tr>
                <th scope="row">{t('metric.against')}</th>
                <Across results={splits()} write={difference} />
              </tr>
            </tbody>
          </table>
        </section>
      </Show>
    </Card>
  )
}

/** A figure of the whole split, under the model's column. */
const Across = (props: { results: readonly Result[]; write: (result: Result) => string }) => (
  <For each={props.results}>
    {result => (
      <>
        <td class="num">{props.write(result)}</td>
        <td />
        <td />
      </>
    )}
  </For>
)

function difference({ againstLogistic: { auc, aucError, clear } }: Result): string {
  if (auc === null) return t('notMeasured')
  const sign = auc > 0 ? '+' : ''
  const figure = `${sign}${withError(auc, aucError)}`
  // Isolated as left-to-right: in an Arabic sentence a formula would be turned round.
  const isolated = `\u2066${figure}\u2069`
  return clear ? isolated : t('notClear', { figure: isolated })
}
