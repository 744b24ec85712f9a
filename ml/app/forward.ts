import type { EncodedRows, OpenEncoder } from './encode'
import type { Net } from './net'

/** Nets of an ensemble, their first layer folded into the encoder's look-ups. Lanes: the first hidden units of all nets. */
export interface CompiledNets {
  nets: readonly Net[]
  features: number
  lanes: number
  firstLane: number[]
  /** Slots × lanes: what a slot adds to the lanes beyond the reference row at part 0, and its change up to part 1. */
  start: Float32Array
  delta: Float32Array
  /** Whether a slot has any change. */
  sloped: Uint8Array
  /** Lanes of the reference row. */
  reference: Float64Array
}

/**
 * The product of the encoded columns and the first kernel is a table look-up per feature, because a feature's columns
 * are `start[slot] + part · delta[slot]`: 16 additions of a row of lanes instead of a product of 170 × 64.
 */
export function compileNets(open: OpenEncoder, nets: readonly Net[]): CompiledNets {
  const { table } = open
  const firstLane: number[] = []
  let lanes = 0
  for (const net of nets) {
    if (net.inputs !== table.columns) {
      throw new Error(`The net takes ${net.inputs} columns, the encoder gives ${table.columns}.`)
    }
    firstLane.push(lanes)
    lanes += net.hidden[0]
  }
  const start = new Float32Array(table.slots * lanes)
  const delta = new Float32Array(table.slots * lanes)
  const sloped = new Uint8Array(table.slots)
  const reference = new Float64Array(lanes)
  nets.forEach((net, n) => {
    const units = net.hidden[0]
    for (let unit = 0; unit < units; unit++) {
      const lane = firstLane[n]! + unit
      let sum = net.b1[unit]!
      for (let c = 0; c < table.columns; c++) sum += table.reference[c]! * net.w1[c * units + unit]!
      reference[lane] = sum
      for (let slot = 0; slot < table.slots; slot++) {
        const first = table.firstColumn[table.featureOfSlot[slot]!]!
        let from = 0
        let change = 0
        table.start[slot]!.forEach((value, c) => {
          const weight = net.w1[(first + c) * units + unit]!
          from += (value - table.reference[first + c]!) * weight
          change += table.delta[slot]![c]! * weight
        })
        start[slot * lanes + lane] = from
        delta[slot * lanes + lane] = change
        if (change !== 0) sloped[slot] = 1
      }
    }
  })
  return { nets, features: open.encoder.features.length, lanes, firstLane, start, delta, sloped, reference }
}

/** Mean logit of the nets for each row. */
export function forward(compiled: CompiledNets, rows: EncodedRows): Float64Array {
  const { nets, lanes, reference, firstLane } = compiled
  const logits = new Float64Array(rows.count)
  const hidden = new Float64Array(lanes)
  const second = nets.map(net => new Float64Array(net.hidden[1]))
  for (let r = 0; r < rows.count; r++) {
    hidden.set(reference)
    addRow(compiled, rows, r, hidden)
    let sum = 0
    for (let n = 0; n < nets.length; n++) sum += secondLayer(nets[n]!, hidden, firstLane[n]!, second[n]!)
    logits[r] = sum / nets.length
  }
  return logits
}

/** Adds to the lanes what row `r` differs by from the reference row. */
export function addRow(compiled: CompiledNets, rows: EncodedRows, r: number, hidden: Float64Array) {
  const { features, lanes, start, delta, sloped } = compiled
  for (let i = r * features; i < (r + 1) * features; i++) {
    const slot = rows.slot[i]!
    const part = rows.part[i]!
    const from = slot * lanes
    if (sloped[slot]) for (let j = 0; j < lanes; j++) hidden[j]! += start[from + j]! + part * delta[from + j]!
    else for (let j = 0; j < lanes; j++) hidden[j]! += start[from + j]!
  }
}

/** Logit of one net from its lanes (before relu). Leaves the second layer's inputs (before relu) in `out`. */
export function secondLayer(net: Net, hidden: Float64Array, firstLane: number, out: Float64Array): number {
  const [units, outputs] = net.hidden
  const { w2, w3 } = net
  for (let j = 0; j < outputs; j++) out[j] = net.b2[j]!
  for (let i = 0; i < units; i++) {
    const value = hidden[firstLane + i]!
    if (value <= 0) continue
    const from = i * outputs
    for (let j = 0; j < outputs; j++) out[j]! += value * w2[from + j]!
  }
  let logit = net.b3[0]!
  for (let j = 0; j < outputs; j++) if (out[j]! > 0) logit += out[j]! * w3[j]!
  return logit
}
