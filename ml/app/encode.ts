import { asLevel, asNumber, clip, type FeatureEncoding, fitCategory, fitNumber } from './encode-feature'
import { type SlotTable, slotTable } from './encode-slots'
import type { FeatureDef, FeatureValue, ScoringRow } from './spec.model'

/** Fitted on training rows only. Plain JSON. */
export interface Encoder {
  features: FeatureEncoding[]
  /** Features left out because training rows do not vary in them. */
  constant: string[]
}

/** Rows × features: the slot each value falls into (numbered through all features) and its place within it. */
export interface EncodedRows {
  count: number
  slot: Int32Array
  part: Float32Array
}

export interface OpenEncoder {
  encoder: Encoder
  table: SlotTable
  encode(rows: readonly ScoringRow[]): EncodedRows
}

/** Never throws on values: wrong types count as missing, unseen levels as other. */
export function fitEncoder(features: readonly FeatureDef[], rows: readonly ScoringRow[]): Encoder {
  const constant: string[] = []
  const kept: FeatureEncoding[] = []
  for (const feature of features) {
    const values = rows.map(row => row.values[feature.key])
    const fitted = feature.kind === 'number' ? fitNumber(feature, values) : fitCategory(feature, values)
    if (measure(fitted, values)) kept.push(fitted)
    else constant.push(feature.key)
  }
  return { features: kept, constant }
}

/** Builds the look-ups of a fitted (or stored) encoder. */
export function openEncoder(encoder: Encoder): OpenEncoder {
  const table = slotTable(encoder.features)
  const place = encoder.features.map(locator)
  const keys = encoder.features.map(feature => feature.key)
  const width = keys.length
  const found = { slot: 0, part: 0 }
  return {
    encoder,
    table,
    encode(rows) {
      const slot = new Int32Array(rows.length * width)
      const part = new Float32Array(rows.length * width)
      for (let r = 0, at = 0; r < rows.length; r++) {
        const values = rows[r]!.values
        for (let f = 0; f < width; f++, at++) {
          place[f]!(values[keys[f]!], found)
          slot[at] = table.firstSlot[f]! + found.slot
          part[at] = found.part
        }
      }
      return { count: rows.length, slot, part }
    },
  }
}

/** The rows of `rows` at `picked`, in that order. */
export function pickRows(rows: EncodedRows, picked: ArrayLike<number>): EncodedRows {
  const width = rows.count ? rows.slot.length / rows.count : 0
  const slot = new Int32Array(picked.length * width)
  const part = new Float32Array(picked.length * width)
  for (let i = 0; i < picked.length; i++) {
    const from = picked[i]! * width
    slot.set(rows.slot.subarray(from, from + width), i * width)
    part.set(rows.part.subarray(from, from + width), i * width)
  }
  return { count: picked.length, slot, part }
}

type Found = { slot: number; part: number }
type Locate = (value: FeatureValue | undefined, found: Found) => void

/** Slots of a number: its bins, then missing. Of a category: its levels, then other, then missing. */
function locator(feature: FeatureEncoding): Locate {
  if (feature.kind !== 'number') {
    const slots = new Map(feature.levels.map((level, i) => [level, i]))
    const other = feature.levels.length
    return (value, found) => {
      const level = asLevel(value)
      found.part = 0
      found.slot = level === null ? other + 1 : (slots.get(level) ?? other)
    }
  }
  const edges = Float64Array.from(feature.edges)
  const missing = Math.max(1, edges.length - 1)
  return (value, found) => {
    const known = asNumber(value)
    found.part = 0
    if (known === null || edges.length === 0) {
      found.slot = missing
      return
    }
    if (edges.length === 1) {
      found.slot = 0
      return
    }
    const clipped = clip(known, feature.edges)
    let low = 0
    let high = edges.length - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (edges[middle]! <= clipped) low = middle
      else high = middle - 1
    }
    found.slot = low
    found.part = (clipped - edges[low]!) / (edges[low + 1]! - edges[low]!)
  }
}

/** Sets support and column averages; false when the feature does not vary. */
function measure(feature: FeatureEncoding, values: readonly (FeatureValue | undefined)[]): boolean {
  const locate = locator(feature)
  const found = { slot: 0, part: 0 }
  const bare = slotTable([feature])
  const support = new Array<number>(bare.slots).fill(0)
  const parts = new Array<number>(bare.slots).fill(0)
  for (const value of values) {
    locate(value, found)
    support[found.slot]! += 1
    parts[found.slot]! += found.part
  }
  const missing = bare.slots - 1
  const present = values.length - support[missing]!
  const sums = new Array<number>(bare.columns).fill(0)
  for (let s = 0; s < missing; s++) {
    for (let c = 0; c < bare.columns; c++) {
      sums[c]! += support[s]! * bare.start[s]![c]! + parts[s]! * bare.delta[s]![c]!
    }
  }
  feature.support = support
  feature.presentMeans = sums.map(sum => (present ? sum / present : 0))
  const absent = slotTable([feature]).start[missing]!
  feature.reference = sums.map(
    (sum, c) => (sum + support[missing]! * absent[c]!) / Math.max(1, values.length),
  )
  const used = support.filter(count => count > 0).length
  return used > 1 || (used === 1 && support[missing] === 0 && feature.edges.length > 1)
}
