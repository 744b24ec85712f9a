import { createMemo, For, Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from '../../app/text'
import { cssVars } from '../css-vars'
import { type Axis, axisOf, barOf, formula, type Reason, type Step, waterfall } from './waterfall.rules'

/** Why a score is what it is: base + contributions = score, and the printed figures add up. Mirrored right to left. */
export function Waterfall(props: {
  base: number
  reasons: readonly Reason[]
  score: number
  most?: number
  /** How many more reasons there are that are not given one by one. */
  othersCount?: number
}) {
  const steps = createMemo(() =>
    waterfall(
      props.base,
      props.reasons,
      props.score,
      { base: t('reasons.base'), others: n => t('reasons.others', { n: n + (props.othersCount ?? 0) }) },
      props.most,
    ),
  )
  const axis = createMemo(() => axisOf(steps()))
  const sum = (): Step => {
    const points = Math.round(props.score)
    return { kind: 'sum', label: '', points, from: 0, to: points }
  }
  return (
    <ul class="reasons" aria-label={t('reasons.label')}>
      <For each={steps()}>{step => <Line step={step} axis={axis()} />}</For>
      <li class="reason sum">
        <SumLabel steps={steps()} />
        <Track step={sum()} axis={axis()} />
        <span class="v">
          <bdi>{format.number(sum().points)}</bdi>
        </span>
      </li>
    </ul>
  )
}

function SumLabel(props: { steps: readonly Step[] }) {
  const [before = '', after = ''] = t('reasons.sum', { formula: '\u0000' }).split('\u0000')
  return (
    <span class="cut">
      {before}
      <bdi dir="ltr">{formula(props.steps, value => format.number(value))}</bdi>
      {after}
    </span>
  )
}

const Line = (props: { step: Step; axis: Axis }) => (
  <li class={`reason ${props.step.kind}`}>
    <span class="cut" data-tip-cut={props.step.label}>
      <Show when={props.step.href} fallback={props.step.label}>
        <a class="hover:underline" href={props.step.href}>
          {props.step.label}
        </a>
      </Show>
    </span>
    <Track step={props.step} axis={props.axis} />
    <span class="v" classList={{ pos: props.step.kind === 'plus', neg: props.step.kind === 'minus' }}>
      <bdi>
        {props.step.kind === 'base' ? format.number(props.step.points) : format.change(props.step.points)}
      </bdi>
    </span>
  </li>
)

function Track(props: { step: Step; axis: Axis }) {
  const bar = () => barOf(props.step, props.axis)
  return (
    <span class="track" aria-hidden="true">
      <i ref={cssVars(() => ({ '--start': bar().start, '--length': bar().length }))} />
    </span>
  )
}
