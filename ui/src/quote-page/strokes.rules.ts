import { signatureField } from '@sextant/db/quotes/quote-answer.model'

type Point = readonly [x: number, y: number]
/** Lines drawn without lifting the pen, in whole units of the field. */
export type Strokes = readonly (readonly Point[])[]

const most = { strokes: 60, points: 1000 }
/** Points nearer than this are one: a hand is no finer. */
const nearest = 3

/** Where something at a place of a box is in the field. */
export function pointAt(
  { x, y }: { x: number; y: number },
  box: { left: number; top: number; width: number; height: number },
): Point {
  const within = (at: number, size: number, full: number) =>
    Math.round(Math.min(1, Math.max(0, size > 0 ? at / size : 0)) * full)
  return [
    within(x - box.left, box.width, signatureField.width),
    within(y - box.top, box.height, signatureField.height),
  ]
}

/** The pen is set down. Of more strokes than are taken, the last goes on. */
export const begun = (strokes: Strokes, point: Point): Strokes =>
  strokes.length < most.strokes ? [...strokes, [point]] : moved(strokes, point)

/** The pen has moved. */
export function moved(strokes: Strokes, point: Point): Strokes {
  const last = strokes.at(-1)
  const from = last?.at(-1)
  if (!last || !from || last.length >= most.points) return strokes
  if (Math.hypot(point[0] - from[0], point[1] - from[1]) < nearest) return strokes
  return [...strokes.slice(0, -1), [...last, point]]
}

/** A stroke as the path of a picture; of a point alone it is a dot. */
export const pathOf = (stroke: readonly Point[]): string =>
  (stroke.length === 1 ? [stroke[0]!, stroke[0]!] : stroke)
    .map(([x, y], at) => `${at ? 'L' : 'M'}${x} ${y}`)
    .join('')
