import { For, Show } from 'solid-js'
import { stepOf } from './scale.rules'

/** Writes a figure; on an axis, told how far its labels are apart, so that they read differently. */
export type Write = (value: number, step?: number) => string

export const margin = { left: 44, right: 12, top: 10, bottom: 24 }

/** Horizontal gridlines with their labels; no vertical grid, no box. */
export const Gridlines = (props: {
  values: readonly number[]
  y: (value: number) => number
  width: number
  write: Write
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
          {props.write(value, stepOf(props.values))}
        </text>
      </>
    )}
  </For>
)

/** Labels under the chart. `end` names the unit at the right edge, in the room of the last two. */
export const Bottom = (props: {
  labels: readonly { x: number; text: string }[]
  height: number
  end?: { x: number; text: string }
}) => (
  <>
    <For each={props.end ? props.labels.slice(0, -2) : props.labels}>
      {label => (
        <text x={label.x} y={props.height - 6} text-anchor="middle">
          {label.text}
        </text>
      )}
    </For>
    <Show when={props.end}>
      {end => (
        <text x={end().x} y={props.height - 6} text-anchor="end">
          {end().text}
        </text>
      )}
    </Show>
  </>
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
