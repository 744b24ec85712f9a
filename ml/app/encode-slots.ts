import type { FeatureEncoding } from './encode-feature'

/** What a column stands for. A plain linear model leaves the bins out. */
type ColumnRole = 'z' | 'bin' | 'level' | 'missing'

/** Columns of each slot, all features one after another. */
export interface SlotTable {
  slots: number
  columns: number
  /** By feature. */
  firstSlot: number[]
  firstColumn: number[]
  /** By column. */
  roles: ColumnRole[]
  featureOfColumn: number[]
  /** By column: the row that scores are explained against. */
  reference: Float64Array
  /** By slot: the feature's columns at part 0, and their change up to part 1. */
  start: Float64Array[]
  delta: Float64Array[]
  featureOfSlot: number[]
}

/**
 * Tables for features in order. A number has columns z, one per bin, one per
 * value where there are few, missing; a category one per level, other, missing.
 * A slot that training never met stands at the reference, so that it moves no score.
 */
export function slotTable(features: readonly FeatureEncoding[]): SlotTable {
  const table: SlotTable = {
    slots: 0,
    columns: 0,
    firstSlot: [],
    firstColumn: [],
    roles: [],
    featureOfColumn: [],
    reference: new Float64Array(0),
    start: [],
    delta: [],
    featureOfSlot: [],
  }
  const reference: number[] = []
  features.forEach((feature, f) => {
    const part = feature.kind === 'number' ? numberSlots(feature) : categorySlots(feature)
    const width = part.roles.length
    part.start.forEach((start, s) => {
      if (feature.support.length === 0 || feature.support[s]! > 0) return
      start.set(feature.reference)
      part.delta[s]!.fill(0)
    })
    table.firstSlot.push(table.slots)
    table.firstColumn.push(table.columns)
    table.roles.push(...part.roles)
    table.start.push(...part.start)
    table.delta.push(...part.delta)
    for (let c = 0; c < width; c++) {
      table.featureOfColumn.push(f)
      reference.push(feature.reference[c] ?? 0)
    }
    for (const _ of part.start) table.featureOfSlot.push(f)
    table.slots += part.start.length
    table.columns += width
  })
  table.reference = Float64Array.from(reference)
  return table
}

interface Slots {
  roles: ColumnRole[]
  start: Float64Array[]
  delta: Float64Array[]
}

function numberSlots(feature: FeatureEncoding): Slots {
  const { edges, mean, deviation, points } = feature
  const bins = Math.max(0, edges.length - 1)
  const tents = points ? edges.length : 0
  const roles: ColumnRole[] = ['z', ...new Array<ColumnRole>(bins + tents).fill('bin'), 'missing']
  const z = (value: number) => (value - mean) / deviation
  const start: Float64Array[] = []
  const delta: Float64Array[] = []
  for (let bin = 0; bin < Math.max(1, bins); bin++) {
    const from = new Float64Array(roles.length)
    const change = new Float64Array(roles.length)
    if (bins > 0) {
      from[0] = z(edges[bin]!)
      change[0] = z(edges[bin + 1]!) - from[0]
      from.fill(1, 1, 1 + bin)
      change[1 + bin] = 1
      if (points) {
        from[1 + bins + bin] = 1
        change[1 + bins + bin] = -1
        change[2 + bins + bin] = 1
      }
    }
    start.push(from)
    delta.push(change)
  }
  const missing = new Float64Array(roles.length)
  missing.set(feature.presentMeans)
  missing[roles.length - 1] = 1
  return { roles, start: [...start, missing], delta: [...delta, new Float64Array(roles.length)] }
}

function categorySlots(feature: FeatureEncoding): Slots {
  const width = feature.levels.length + 2
  const roles: ColumnRole[] = [...new Array<ColumnRole>(width - 1).fill('level'), 'missing']
  const start = roles.map((_, slot) => {
    const columns = new Float64Array(width)
    columns[slot] = 1
    return columns
  })
  return { roles, start, delta: roles.map(() => new Float64Array(width)) }
}
