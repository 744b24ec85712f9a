import type { LossPoint } from '@sextant/db/models/training.model'
import { format } from '../app/format'
import { LineChart } from '../parts/chart/line-chart'
import { decimals } from '../parts/chart/scale.rules'
import { t } from './models.text'
import { mostEpochs } from './training-progress.rules'

const loss = (value: number, step = 0.001) => format.fixed(value, decimals(step))

/** Loss of one net after each epoch, on the rows it learns from and on those that judge when to stop. */
export function LossChart(props: { points: readonly LossPoint[] }) {
  const last = () => props.points.at(-1)
  const most = () => Math.max(mostEpochs, last()?.epoch ?? 0)
  const of = (value: (point: LossPoint) => number) =>
    props.points.map(point => ({ x: point.epoch, y: value(point) }))
  return (
    <LineChart
      summary={t('loss.says', {
        training: loss(last()?.loss ?? 0),
        validation: loss(last()?.valLoss ?? 0),
        n: last()?.epoch ?? 0,
      })}
      height={130}
      series={[
        { label: t('loss.training'), tone: 5, points: of(point => point.loss) },
        { label: t('loss.validation'), tone: 1, points: of(point => point.valLoss) },
      ]}
      xLabel={t('loss.epoch')}
      xEnd={t('loss.epochs', { n: most() })}
      xRange={[0, most()]}
      writeX={value => format.number(value)}
      writeY={loss}
    />
  )
}
