import { For } from 'solid-js'
import { t } from '../../app/text'

const radius = 60
const center = { x: 48, y: 72 - 0.04 }
/** 60° from −30° to +30° about the vertical, 0 at the start. */
const angle = (value: number) => ((Math.min(100, Math.max(0, value)) - 50) / 100) * (Math.PI / 3)
const at = (value: number, r: number) => {
  const a = angle(value)
  return `${(center.x + r * Math.sin(a)).toFixed(1)} ${(center.y - r * Math.cos(a)).toFixed(1)}`
}
const ticks = Array.from({ length: 11 }, (_, index) => index * 10)

/** The sextant's arc with its brass arm at the score. Mirrored right to left. */
export function ScoreArc(props: { score: number; label?: string }) {
  return (
    <svg
      class="dial"
      viewBox="0 0 96 36"
      role="img"
      aria-label={props.label ?? t('score.label', { n: props.score })}
    >
      <For each={ticks}>
        {value => <path class="tick" d={`M${at(value, 62)}L${at(value, value % 50 === 0 ? 68 : 65)}`} />}
      </For>
      <path class="scale" d={`M${at(0, radius)}A${radius} ${radius} 0 0 1 ${at(100, radius)}`} />
      <path class="arc" d={`M${at(0, radius)}A${radius} ${radius} 0 0 1 ${at(props.score, radius)}`} />
      <path class="arm" d={`M${at(props.score, 38)}L${at(props.score, 68)}`} />
    </svg>
  )
}
