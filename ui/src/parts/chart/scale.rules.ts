/** 3 to 5 round steps that cover the values: steps of 1, 2, 2.5 or 5 times a power of ten. */
export function ticks(min: number, max: number, wanted = 4): number[] {
  if (!(max > min)) return [min]
  const rough = (max - min) / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find(factor => factor * power >= rough * 0.999) ?? 10) * power
  const first = Math.floor(min / step + 1e-9)
  const last = Math.ceil(max / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** Decimals that labels so far apart need, so that no two read the same. */
export function decimals(step: number): number {
  const whole = (digits: number) => Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6
  const needed = [0, 1, 2, 3, 4, 5].find(digits => step * 10 ** digits >= 0.999 && whole(digits))
  return needed ?? 6
}

/** How far apart ticks are; 1 where there is only one. */
export const stepOf = ([first = 0, second = first + 1]: readonly number[]) => second - first

export const scale = (from: readonly [number, number], to: readonly [number, number]) => (value: number) =>
  from[1] === from[0]
    ? (to[0] + to[1]) / 2
    : to[0] + ((value - from[0]) / (from[1] - from[0])) * (to[1] - to[0])

/** SVG path through the points. */
export const path = (points: readonly { x: number; y: number }[]) =>
  points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('')
