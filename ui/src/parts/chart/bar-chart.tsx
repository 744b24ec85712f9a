import { For, Show } from 'solid-js'
import { Bottom, Gridlines, margin, Target, type Write } from './axes'
import { ChartFrame, type ChartTone } from './chart-frame'
import { scale, ticks } from './scale.rules'

export interface BarSeries {
  label: string
  tone: ChartTone
  values: readonly number[]
}

/** Bars from zero, side by side in each group: lift by tenth, counts by stage. A pressed group opens its rows. */
export function BarChart(props: {
  summary: string
  groups: readonly string[]
  groupLabel: string
  series: readonly BarSeries[]
  height?: number
  write: Write
  target?: { value: number; label: string }
  onOpen?: (group: number) => void
}) {
  const height = () => props.height ?? 180
  const yTicks = () =>
    ticks(0, Math.max(1e-9, props.target?.value ?? 0, ...props.series.flatMap(series => series.values)))
  const table = () => ({
    columns: [props.groupLabel, ...props.series.map(series => series.label)],
    rows: props.groups.map((group, index) => [
      group,
      ...props.series.map(series => props.write(series.values[index] ?? 0)),
    ]),
  })
  return (
    <ChartFrame summary={props.summary} legend={props.series} table={table()} height={height()}>
      {width => {
        const y = scale([0, yTicks().at(-1) ?? 1], [height() - margin.bottom, margin.top])
        const step = (width - margin.left - margin.right) / Math.max(1, props.groups.length)
        const bar = Math.min(28, (step * 0.72) / Math.max(1, props.series.length))
        const middle = (group: number) => margin.left + step * (group + 0.5)
        return (
          <>
            <Gridlines values={yTicks()} y={y} width={width} write={props.write} />
            <For each={props.series}>
              {(series, at) => (
                <g class={`tone-${series.tone}`}>
                  <For each={series.values}>
                    {(value, group) => (
                      <rect
                        class="barmark"
                        x={middle(group()) + (at() - props.series.length / 2) * bar + 0.5}
                        y={y(value)}
                        width={Math.max(1, bar - 1)}
                        height={Math.max(0, y(0) - y(value))}
                        rx="1.5"
                      />
                    )}
                  </For>
                </g>
              )}
            </For>
            <Show when={props.target}>
              {target => <Target y={y(target().value)} width={width} label={target().label} />}
            </Show>
            <Bottom
              labels={props.groups.map((text, index) => ({ x: middle(index), text }))}
              height={height()}
            />
            <Show when={props.onOpen}>
              <For each={props.groups}>
                {(group, index) => (
                  // biome-ignore lint/a11y/useSemanticElements: SVG has no button
                  <rect
                    class="hit"
                    role="button"
                    tabindex="0"
                    aria-label={group}
                    x={middle(index()) - step / 2}
                    y={margin.top}
                    width={step}
                    height={height() - margin.top - margin.bottom}
                    onClick={() => props.onOpen?.(index())}
                    onKeyDown={event => event.key === 'Enter' && props.onOpen?.(index())}
                  />
                )}
              </For>
            </Show>
          </>
        )
      }}
    </ChartFrame>
  )
}
