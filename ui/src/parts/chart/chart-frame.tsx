import { createSignal, For, type JSX, onCleanup, onMount, Show } from 'solid-js'
import { t } from '../../app/text'
import { Button } from '../button/button'

/** `tone` is the chart colour 1 to 4; 5 is the grey of a reference or former model. */
export type ChartTone = 1 | 2 | 3 | 4 | 5

export interface ChartTable {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
}

/** What all charts share: a measured width, a sentence for those who do not see it, and the figures as a table. */
export function ChartFrame(props: {
  /** What the chart says, in a sentence. */
  summary: string
  legend?: readonly { label: string; tone: ChartTone }[]
  line?: boolean
  table: ChartTable
  height: number
  children: (width: number) => JSX.Element
}) {
  const [asTable, setAsTable] = createSignal(false)
  const [width, setWidth] = createSignal(400)
  let box: HTMLDivElement | undefined
  onMount(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(entry.contentRect.width)
    })
    if (box) observer.observe(box)
    onCleanup(() => observer.disconnect())
  })
  return (
    <div class="stack">
      <div class="row justify-between">
        <ul class="legend">
          <For each={props.legend}>
            {entry => (
              <li>
                <i class={`tone-${entry.tone}`} classList={{ thin: props.line }} aria-hidden="true" />
                {entry.label}
              </li>
            )}
          </For>
        </ul>
        <Button tone="ghost" class="small" onClick={() => setAsTable(was => !was)}>
          {asTable() ? t('chart.chart') : t('chart.table')}
        </Button>
      </div>
      <div ref={box}>
        <Show when={!asTable()} fallback={<FigureTable table={props.table} summary={props.summary} />}>
          <div class="chart-box">
            <svg
              class="chart"
              width={width()}
              height={props.height}
              viewBox={`0 0 ${width()} ${props.height}`}
              role="img"
              aria-label={props.summary}
            >
              {props.children(width())}
            </svg>
          </div>
        </Show>
      </div>
    </div>
  )
}

const FigureTable = (props: { table: ChartTable; summary: string }) => (
  <table class="plain-table">
    <caption class="sr">{props.summary}</caption>
    <thead>
      <tr>
        <For each={props.table.columns}>
          {(column, index) => (
            <th scope="col" classList={{ num: index() > 0 }}>
              {column}
            </th>
          )}
        </For>
      </tr>
    </thead>
    <tbody>
      <For each={props.table.rows}>
        {row => (
          <tr>
            <th scope="row">{row[0]}</th>
            <For each={row.slice(1)}>{value => <td class="num">{value}</td>}</For>
          </tr>
        )}
      </For>
    </tbody>
  </table>
)
