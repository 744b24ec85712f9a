import { format } from '../app/format'
import { BarChart } from '../parts/chart/bar-chart'
import { LineChart } from '../parts/chart/line-chart'
import { decimals, ticks } from '../parts/chart/scale.rules'
import { Card } from '../parts/panel/card'
import type { Result } from './model-data'
import { t } from './models.text'

const percent = (share: number, step = 0.01) => format.percent(share, decimals(step * 100))
const times = (value: number) => `${format.number(value, 1)}×`

/** What was promised against what came, and how much richer the best tenths are than the average. */
export function Charts(props: { result: Result }) {
  return (
    <div class="charts">
      <Card title={t('reliability')}>
        <Reliability result={props.result} />
      </Card>
      <Card title={t('lift')}>
        <Lift result={props.result} />
      </Card>
    </div>
  )
}

function Reliability(props: { result: Result }) {
  const bins = () => props.result.model.reliability.filter(({ rows }) => rows > 0)
  const worst = () => Math.max(0, ...bins().map(bin => Math.abs(bin.predicted - bin.observed)))
  const points = (of: 'model' | 'logistic') =>
    props.result[of].reliability
      .filter(({ rows }) => rows > 0)
      .map(({ predicted, observed }) => ({ x: predicted, y: observed }))
  /** As far as there are predictions, the same on both axes: a model of rare outcomes is not drawn in a corner. */
  const end = () => ticks(0, Math.max(0.2, ...bins().flatMap(bin => [bin.predicted, bin.high]))).at(-1) ?? 1
  return (
    <LineChart
      summary={t('reliability.says', {
        bins: bins().length,
        worst: format.number(worst() * 100, 1),
      })}
      series={[
        { label: t('judge.logistic'), tone: 5, points: points('logistic') },
        {
          label: t('judge.model'),
          tone: 1,
          marks: true,
          points: points('model'),
          band: bins().map(({ predicted, low, high }) => ({ x: predicted, low, high })),
        },
      ]}
      xLabel={t('reliability.predicted')}
      xRange={[0, end()]}
      yRange={[0, end()]}
      writeX={percent}
      writeY={percent}
      diagonal
    />
  )
}

const Lift = (props: { result: Result }) => (
  <BarChart
    summary={t('lift.says', {
      first: times(props.result.model.lift[0] ?? 0),
      logistic: times(props.result.logistic.lift[0] ?? 0),
    })}
    groups={props.result.model.lift.map((_, index) => format.number(index + 1))}
    groupLabel={t('lift.tenth')}
    series={[
      { label: t('judge.logistic'), tone: 5, values: props.result.logistic.lift },
      { label: t('judge.model'), tone: 1, values: props.result.model.lift },
    ]}
    write={times}
    target={{
      value: 1,
      label: t('lift.base', { share: format.percent(props.result.model.baseRate, 1) }),
    }}
  />
)
