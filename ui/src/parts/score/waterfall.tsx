import { createMemo, For, Show } from 'solid-js'
import { format } from '../../app/format'
import { t } from '../../app/text'
import { cssVars } from '../css-vars'
import { formula, type Reason, type Step, waterfall } from './waterfall.rules'

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
  const sum = (): Step => ({
    kind: 'sum',
    label: '',
    points: Math.round(props.score),
    from: 0,
    to: props.score,
  })
  return (
    <ul class="reasons" aria-label={t('reasons.label')}>
      <For each={steps()}>{step => <Line step={step} />}</For>
      <li class="reason sum">
        <SumLabel steps={steps()} />
        <Track step={sum()} />
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

const Line = (props: { step: Step }) => (
  <li class={`reason ${props.step.kind}`}>
    <span class="cut" data-tip-cut={props.step.label}>
      <Show when={props.step.href} fallback={props.step.label}>
        <a class="hover:underline" href={props.step.href}>
          {props.step.label}
        </a>
      </Show>
    </span>
    <Track step={props.step} />
    <span class="v" classList={{ pos: props.step.kind === 'plus', neg: props.step.kind === 'minus' }}>
      <bdi>
        {props.step.kind === 'base' ? format.number(props.step.points) : format.change(props.step.points)}
      </bdi>
    </span>
  </li>
)

const clamp = (value: number) => Math.min(100, Math.max(0, value))
const Track = (props: { step: Step }) => (
  <span class="track" aria-hidden="true">
    <i ref={cssVars(() => ({ '--from': clamp(props.step.from), '--to': clamp(props.step.to) }))} />
  </span>
)
