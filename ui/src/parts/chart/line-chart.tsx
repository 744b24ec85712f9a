import { createMemo, For, Show } from 'solid-js'
import { Bottom, Gridlines, margin, Target, type Write } from './axes'
import { ChartFrame, type ChartTone } from './chart-frame'
import { path, scale, stepOf, ticks } from './scale.rules'

export interface LineSeries {
  label: string
  tone: ChartTone
  points: readonly { x: number; y: number }[]
  /** Expected values are dashed. */
  expected?: boolean
  /** Lower and upper end at each point, as a band in chart 1 at 12%. */
  band?: readonly { x: number; low: number; high: number }[]
  /** Marks each point. */
  marks?: boolean
}

/** Lines over a number axis: reliability, loss, forecast. Always left to right. */
export function LineChart(props: {
  summary: string
  series: readonly LineSeries[]
  height?: number
  xLabel: string
  /** What the last label under the chart says, with its unit: “40 epochs”. */
  xEnd?: string
  writeX: Write
  writeY: Write
  /** Ends of the axes; without them they follow the data. */
  xRange?: readonly [number, number]
  yRange?: readonly [number, number]
  /** The dotted line of a perfect result, from corner to corner. */
  diagonal?: boolean
  target?: { value: number; label: string }
}) {
  const height = () => props.height ?? 180
  const all = createMemo(() => props.series.flatMap(series => series.points))
  const ends = (given: readonly [number, number] | undefined, values: number[]): readonly [number, number] =>
    given ?? (values.length ? [Math.min(...values), Math.max(...values)] : [0, 1])
  const xEnds = () =>
    ends(
      props.xRange,
      all().map(point => point.x),
    )
  const yTicks = () => {
    const values = [...all().map(point => point.y), ...(props.target ? [props.target.value] : [])]
    return ticks(...ends(props.yRange, values))
  }
  const xTicks = () => ticks(...xEnds()).filter(value => value >= xEnds()[0] && value <= xEnds()[1])
  const xs = createMemo(() => [...new Set(all().map(point => point.x))].sort((a, b) => a - b))
  const table = () => ({
    columns: [props.xLabel, ...props.series.map(series => series.label)],
    rows: xs().map(x => [
      props.writeX(x),
      ...props.series.map(series => {
        const point = series.points.find(one => one.x === x)
        return point ? props.writeY(point.y) : ''
      }),
    ]),
  })
  return (
    <ChartFrame summary={props.summary} legend={props.series} line table={table()} height={height()}>
      {width => {
        const x = scale(xEnds(), [margin.left, width - margin.right])
        const y = scale([yTicks()[0] ?? 0, yTicks().at(-1) ?? 1], [height() - margin.bottom, margin.top])
        const at = (point: { x: number; y: number }) => ({ x: x(point.x), y: y(point.y) })
        return (
          <>
            <Gridlines values={yTicks()} y={y} width={width} write={props.writeY} />
            <Bottom
              labels={xTicks().map(value => ({ x: x(value), text: props.writeX(value, stepOf(xTicks())) }))}
              end={props.xEnd ? { x: width - margin.right, text: props.xEnd } : undefined}
              height={height()}
            />
            <Show when={props.diagonal}>
              <path
                class="ref"
                d={path([at({ x: xEnds()[0], y: xEnds()[0] }), at({ x: xEnds()[1], y: xEnds()[1] })])}
              />
            </Show>
            <Show when={props.target}>
              {target => <Target y={y(target().value)} width={width} label={target().label} />}
            </Show>
            <For each={props.series}>
              {series => (
                <g class={`tone-${series.tone}`}>
                  <Show when={series.band}>
                    {band => (
                      <path
                        class="band"
                        d={`${path([
                          ...band().map(end => at({ x: end.x, y: end.high })),
                          ...[...band()].reverse().map(end => at({ x: end.x, y: end.low })),
                        ])}Z`}
                      />
                    )}
                  </Show>
                  <path
                    class="line"
                    classList={{ expected: series.expected }}
                    d={path(series.points.map(at))}
                  />
                  <Show when={series.marks}>
                    <For each={series.points}>
                      {point => <circle class="dotmark" cx={at(point).x} cy={at(point).y} r="2.5" />}
                    </For>
                  </Show>
                </g>
              )}
            </For>
          </>
        )
      }}
    </ChartFrame>
  )
}
