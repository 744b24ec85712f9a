import { expect, setDefaultTimeout, test } from 'bun:test'
import { knownLeads, knownSpec } from './known-truth'
import { loadModel } from './score'
import { trainModel } from './train'
import { withoutFeatures } from './without-features'

setDefaultTimeout(60_000)

const quick = { seed: 3, nets: 2, epochs: 8, backend: 'wasm', now: 0 } as const

test('a feature that is gone moves no score, where an empty one would move each; reasons still add up', async () => {
  // Where the plan is not known it is mostly because nobody was interested.
  const rows = knownLeads(4000, 51).map((row, i) => ({
    ...row,
    values: { ...row.values, plan: row.label || i % 10 < 5 ? (i % 2 ? 'basic' : 'pro') : null },
  }))
  const spec = {
    ...knownSpec,
    features: [...knownSpec.features, { key: 'plan', label: 'Plan', kind: 'category' as const }],
  }
  for (const size of [4000, 380]) {
    const model = await trainModel(spec, rows.slice(0, size), quick)
    expect([size, model.predictor.kind]).toEqual([size, size > 400 ? 'nets' : 'logistic'])
    const later = rows.slice(-1000).map(({ values: { plan: _, ...values }, ...row }) => ({ ...row, values }))
    const mean = (artifact: typeof model) =>
      loadModel(artifact)
        .scoreMany(later)
        .reduce((sum, { probability }) => sum + probability / later.length, 0)
    const rate = rows.slice(-1000).reduce((sum, row) => sum + row.label / 1000, 0)
    const gone = withoutFeatures(model, new Set(['plan']))
    expect(mean(model)).toBeLessThan(rate - 0.1)
    expect(Math.abs(mean(gone) - rate)).toBeLessThan((rate - mean(model)) / 2)
    for (const lead of loadModel(gone).explainMany(later)) {
      expect(lead.contributions.find(({ feature }) => feature === 'plan')!.points).toBe(0)
      const exact = lead.contributions.reduce((sum, part) => sum + part.points, 100 * lead.baseProbability)
      expect(Math.abs(exact - 100 * lead.probability)).toBeLessThan(1e-5)
      const printed = lead.reasons.reduce((sum, { points }) => sum + points, lead.base + lead.others.points)
      expect(printed).toBe(lead.score)
    }
  }
})

test('with all its features a model is itself', async () => {
  const model = await trainModel(knownSpec, knownLeads(400, 52), quick)
  expect(withoutFeatures(model, new Set(['nothing']))).toEqual(model)
})
