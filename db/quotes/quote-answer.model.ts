import * as v from 'valibot'
import { trimmed } from '../core/field.model'

/** The field in which a signature is drawn: strokes are points in it, from its upper left corner. */
export const signatureField = { width: 600, height: 200 } as const

const coordinate = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))
const point = v.strictTuple([coordinate(signatureField.width), coordinate(signatureField.height)])
const stroke = v.pipe(
  v.array(point),
  v.minLength(1, 'A stroke has at least one point.'),
  v.maxLength(1000, 'At most 1000 points in a stroke.'),
)
const strokes = v.pipe(
  v.array(stroke),
  v.minLength(1, 'Draw a signature.'),
  v.maxLength(60, 'At most 60 strokes.'),
)

/** A name that was typed as a signature, or strokes that were drawn: one of the two. */
export const Signature = v.union([
  v.strictObject({ typed: trimmed(120) }),
  v.strictObject({ drawn: strokes }),
])
export type Signature = v.InferOutput<typeof Signature>

export const QuoteAccept = v.strictObject({ name: trimmed(120), signature: Signature })
export type QuoteAccept = v.InferOutput<typeof QuoteAccept>

export const QuoteAsk = v.strictObject({ text: trimmed(4000) })
export type QuoteAsk = v.InferOutput<typeof QuoteAsk>

export const QuoteDecline = v.strictObject({ reason: v.optional(v.nullable(trimmed(4000)), null) })
export type QuoteDecline = v.InferOutput<typeof QuoteDecline>
