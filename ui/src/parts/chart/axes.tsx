import { For } from 'solid-js'

export const margin = { left: 44, right: 12, top: 10, bottom: 24 }

/** Horizontal gridlines with their labels; no vertical grid, no box. */
export const Gridlines = (props: {
  values: readonly number[]
  y: (value: number) => number
  width: number
  write: (value: number) => string
}) => (
  <For each={props.values}>
    {value => (
      <>
        <line
          class="gridline"
          x1={margin.left}
          x2={props.width - margin.right}
          y1={props.y(value)}
          y2={props.y(value)}
        />
        <text x={margin.left - 8} y={props.y(value) + 4} text-anchor="end">
          {props.write(value)}
        </text>
      </>
    )}
  </For>
)

/** Labels under the chart. */
export const Bottom = (props: { labels: readonly { x: number; text: string }[]; height: number }) => (
  <For each={props.labels}>
    {label => (
      <text x={label.x} y={props.height - 6} text-anchor="middle">
        {label.text}
      </text>
    )}
  </For>
)

/** Brass dashes: a target, quota or base rate. */
export const Target = (props: { y: number; width: number; label: string }) => (
  <>
    <line class="target" x1={margin.left} x2={props.width - margin.right} y1={props.y} y2={props.y} />
    <text class="target-label" x={props.width - margin.right} y={props.y - 6} text-anchor="end">
      {props.label}
    </text>
  </>
)
