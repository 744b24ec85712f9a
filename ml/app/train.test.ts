import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import * as v from 'valibot'
import { TrainedModel } from './artifact.model'
import { aucOf } from './auc'
import { cardOf } from './card'
import { knownLeads, knownSpec } from './known-truth'
import { loadModel } from './score'
import { type TrainingProgress, trainModel } from './train'

setDefaultTimeout(60_000)

const quick = { seed: 3, nets: 2, epochs: 8, backend: 'wasm', now: 0 } as const

describe('on leads whose truth is known', () => {
  const rows = knownLeads(6000, 31)
  const later = knownLeads(3000, 32)
  const progress: TrainingProgress[] = []
  let model: TrainedModel
  beforeAll(async () => {
    const trained = await trainModel(knownSpec, rows, {
      ...quick,
      epochs: 15,
      onProgress: p => progress.push(p),
    })
    model = v.parse(TrainedModel, JSON.parse(JSON.stringify(trained)))
  })

  test('the model is ready, ranks nearly as the truth does, and better than a logistic regression', () => {
    expect(model.state).toBe('ready')
    const scores = loadModel(model)
      .scoreMany(later)
      .map(score => score.probability)
    const labels = later.map(row => row.label)
    const best = aucOf(
      later.map(row => row.truth),
      labels,
    ).auc
    expect(aucOf(scores, labels).auc).toBeGreaterThan(best - 0.02)
    expect(model.backtests[0]!.againstLogistic.clear).toBe(true)
    expect(model.backtests[0]!.againstLogistic.auc!).toBeGreaterThan(0.01)
    expect(model.backtests[0]!.model.logLoss).toBeLessThan(model.backtests[0]!.baseRate.logLoss)
  })

  test('probabilities are close to the chances the labels were drawn with', () => {
    const scores = loadModel(model).scoreMany(later)
    const miss =
      later.reduce((sum, row, i) => sum + Math.abs(row.truth - scores[i]!.probability), 0) / later.length
    expect(miss).toBeLessThan(0.06)
    expect(model.backtests[0]!.model.ece).toBeLessThan(0.05)
  })

  test('leaks and constants are left out, named with a reason, and do not move a score', () => {
    expect(model.featuresUsed).toEqual(['employees', 'visits', 'source', 'consent', 'noise'])
    expect(model.featuresDropped.map(feature => feature.key).sort()).toEqual([
      'calledFor',
      'invoice',
      'refusal',
      'same',
    ])
    const { score } = loadModel(model)
    const row = later[0]!
    const told = {
      ...row,
      values: { ...row.values, invoice: 900, refusal: 'too expensive', calledFor: 5000 },
    }
    expect(score(told)).toEqual(score(row))
  })

  test('reasons add up as printed for every lead, exactly before rounding, and the base is the average score', () => {
    const explained = loadModel(model).explainMany(later)
    for (const lead of explained) {
      const printed = lead.reasons.reduce(
        (sum, reason) => sum + reason.points,
        lead.base + lead.others.points,
      )
      expect(printed).toBe(lead.score)
      const exact = lead.contributions.reduce((sum, part) => sum + part.points, 100 * lead.baseProbability)
      expect(Math.abs(exact - 100 * lead.probability)).toBeLessThan(1e-5)
    }
    const average = explained.reduce((sum, lead) => sum + lead.probability, 0) / explained.length
    expect(Math.abs(explained[0]!.baseProbability - average)).toBeLessThan(0.015)
  })

  test('reasons point the way the truth does: referrals gain, outbound loses, noise hardly counts', () => {
    const { explain } = loadModel(model)
    const share = (source: string, feature: string) => {
      const parts = later
        .filter(row => row.values.source === source)
        .map(row => explain(row).contributions.find(part => part.feature === feature)!.points)
      return parts.reduce((sum, points) => sum + points, 0) / parts.length
    }
    expect(share('referral', 'source')).toBeGreaterThan(5)
    expect(share('outbound', 'source')).toBeLessThan(-5)
    expect(Math.abs(share('event', 'noise'))).toBeLessThan(1)
  })

  test('one row and many give the same, and a row of rubbish is scored without a fault', () => {
    const { score, scoreMany, explain, explainMany } = loadModel(model)
    expect(scoreMany(later.slice(0, 5))).toEqual(later.slice(0, 5).map(row => score(row)))
    expect(explainMany(later.slice(0, 5))).toEqual(later.slice(0, 5).map(row => explain(row)))
    const rubbish = {
      id: 'x',
      at: 0,
      values: { employees: 'many', visits: Number.NaN, source: 'moon', extra: true },
    }
    expect(Number.isFinite(explain(rubbish).probability)).toBe(true)
    expect(scoreMany([])).toEqual([])
  })

  test('it is tested on later rows first, then on a random part, and every epoch was reported', () => {
    expect(model.backtests.map(result => result.split)).toEqual(['time', 'hash'])
    expect(new Set(progress.map(p => `${p.model}.${p.net}`))).toEqual(new Set(['1.1', '1.2', '2.1']))
    expect(progress[0]!).toMatchObject({ model: 1, models: 2, net: 1, nets: 2, epoch: 1 })
    expect(progress.every(p => Number.isFinite(p.loss + p.valLoss))).toBe(true)
  })

  test('the card tells data, results beside the baseline, what was left out, limits and backend', () => {
    const card = cardOf(model)
    expect(card).toMatchObject({ state: 'ready', backend: 'wasm', predicts: 'converted within 90 days' })
    expect(card.data).toMatchObject({ rows: 6000, from: Date.parse('2025-01-01') })
    expect(card.dropped).toContainEqual(expect.objectContaining({ label: 'Reason of refusal' }))
    for (const judge of ['model', 'logistic', 'baseRate'] as const)
      expect(card.results[0]![judge].logLoss).toBeGreaterThan(0)
    // Of 400 days the last fifth.
    expect(new Date(card.heldOutFrom!).toISOString()).toStartWith('2025-11-17')
  })
})

test('the same rows, spec and seed give the same model, bit by bit; another seed another', async () => {
  const rows = knownLeads(1500, 33, { days: 0 })
  const one = await trainModel(knownSpec, rows, { ...quick, epochs: 3 })
  const two = await trainModel(knownSpec, rows, { ...quick, epochs: 3 })
  const other = await trainModel(knownSpec, rows, { ...quick, epochs: 3, seed: 4 })
  expect({ ...two, durationMs: 0 }).toEqual({ ...one, durationMs: 0 })
  expect(other.predictor).not.toEqual(one.predictor)
  expect(one.splitReason?.text).toContain('1 different time only')
  expect(one.backtests.map(result => result.split)).toEqual(['hash'])
  expect(cardOf(one).limits[0]?.text).toContain('A random split flatters')
  expect(cardOf(one).heldOutFrom).toBeNull()
})

test('where nothing foretells the outcome the state is no_signal but for one time in forty, and every lead gets the base rate without reasons', async () => {
  let claims = 0
  for (let seed = 1; seed <= 20; seed++) {
    const rows = knownLeads(2000, seed, { strength: 0 })
    const model = await trainModel(knownSpec, rows, { ...quick, nets: 1, epochs: 3 })
    if (model.state === 'ready') {
      claims++
      continue
    }
    expect(model.state).toBe('no_signal')
    expect(model.stateReason).toMatchObject({
      code: 'state.chance',
      text: expect.stringContaining('chance'),
    })
    const lead = loadModel(model).explain(rows[0]!)
    expect(lead.probability).toBeCloseTo(model.baseRate, 3)
    expect(lead.reasons).toEqual([])
    expect(lead.base).toBe(lead.score)
  }
  // A signal is claimed above a 95 % interval, so by luck at each fortieth: more than two of twenty would be a claim too many.
  expect(claims).toBeLessThanOrEqual(2)
})

test('with fewer than 200 of either outcome the state is cold_start: a shrunken logistic where it helps, between prior and truth', async () => {
  const rows = knownLeads(400, 35)
  const model = await trainModel(knownSpec, rows, quick)
  expect(Math.min(model.positives, model.rows - model.positives)).toBeLessThan(200)
  expect(model).toMatchObject({ state: 'cold_start', predictor: { kind: 'logistic' }, backend: 'none' })
  expect(model.stateReason).toMatchObject({ code: 'state.cold_start', params: { needed: 200 } })
  const later = knownLeads(2000, 36)
  const { auc } = aucOf(
    loadModel(model)
      .scoreMany(later)
      .map(score => score.probability),
    later.map(row => row.label),
  )
  expect(auc).toBeGreaterThan(0.65)
  const lead = loadModel(model).explain(later[0]!)
  expect(lead.reasons.reduce((sum, reason) => sum + reason.points, lead.base + lead.others.points)).toBe(
    lead.score,
  )
})

test('with next to no outcomes the prior stands, also with no rows at all', async () => {
  const spec = { ...knownSpec, prior: { rate: 0.1, rows: 20 } }
  const none = await trainModel(spec, [], quick)
  expect(none).toMatchObject({ state: 'cold_start', predictor: { kind: 'prior' }, prior: 0.1, period: null })
  // Of no rows it cannot be said that they are alike; what is known only afterwards is so without any.
  expect(none.featuresDropped.map(({ key, reason }) => [key, reason.code])).toEqual([
    ['calledFor', 'dropped.afterwards'],
  ])
  expect(loadModel(none).score(knownLeads(1, 1)[0]!).score).toBe(10)
  const won = knownLeads(30, 37).map(row => ({ ...row, label: 1 as const }))
  const all = await trainModel(spec, won, quick)
  expect(all.prior).toBeCloseTo((30 + 2) / 50, 10)
  expect(all.predictor.kind).toBe('prior')
})

test('row numbers and customer numbers are not learnt from, and are told apart from what is the same for all', async () => {
  const rows = knownLeads(2000, 40, { days: 0 }).map((row, i) => ({
    ...row,
    values: { ...row.values, row: i + 1, number: `C-${9000 + i}` },
  }))
  const features = [
    ...knownSpec.features,
    { key: 'row', label: 'Row', kind: 'number' as const },
    { key: 'number', label: 'Customer number', kind: 'category' as const },
  ]
  const model = await trainModel({ ...knownSpec, features }, rows, { ...quick, epochs: 2 })
  expect(model.featuresUsed).toEqual(['employees', 'visits', 'source', 'consent', 'noise'])
  const why = Object.fromEntries(model.featuresDropped.map(({ key, reason }) => [key, reason.code]))
  expect(why).toMatchObject({
    row: 'dropped.names_record',
    number: 'dropped.names_record',
    same: 'dropped.constant',
  })
})

test('the card names each feature that ranks suspiciously well alone, and none where there is none', async () => {
  const rows = knownLeads(2000, 41, { days: 0 })
  const suspects = async (key: string, of: (label: number, i: number) => number) => {
    const told = rows.map((row, i) => ({
      ...row,
      values: { ...row.values, [key]: of(row.label, i), twin: of(row.label, i * 31) },
    }))
    const features = [key, 'twin'].map(key => ({ key, label: key, kind: 'number' as const }))
    const spec = { ...knownSpec, features: [...knownSpec.features.slice(0, 6), ...features] }
    const card = cardOf(await trainModel(spec, told, { ...quick, epochs: 2, nets: 1 }))
    return [
      card.suspects.filter(({ likely }) => likely).map(({ key, signs }) => [key, signs[0]?.code]),
      card.limits.map(({ code }) => code),
    ]
  }
  const [named, limits] = await suspects('secs', (label, i) => ((i * 7919) % 300) + 150 * label)
  expect(named!.toSorted()).toEqual([
    ['secs', 'suspect.ranks'],
    ['twin', 'suspect.ranks'],
  ])
  expect(limits).toContain('limit.suspects')
  const [none, quiet] = await suspects('secs', (_, i) => (i * 7919) % 300)
  expect(none).toEqual([])
  expect(quiet).not.toContain('limit.suspects')
})

test('a cancelled training throws the reason, and a spec that is none is refused', async () => {
  const stop = new AbortController()
  const rows = knownLeads(1500, 38)
  const training = trainModel(knownSpec, rows, {
    ...quick,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  })
  expect(training).rejects.toThrow('enough')
  await training.catch(() => {})
  expect(trainModel({ ...knownSpec, subject: 'moon' } as never, rows, quick)).rejects.toThrow()
})

test('a challenger is compared with the champion on rows new to both, and not at all where there are none', async () => {
  const rows = knownLeads(4000, 39)
  const early = rows.filter(row => row.at < rows[2000]!.at)
  const worse = early.map(row => ({
    ...row,
    values: { noise: row.values.noise!, consent: row.values.consent! },
  }))
  const champion = await trainModel(knownSpec, worse, { ...quick, epochs: 4 })
  const challenger = await trainModel(knownSpec, rows, { ...quick, champion })
  if (!challenger.againstChampion?.compared) throw new Error('They were to be compared.')
  expect(challenger.againstChampion.rows).toBe(challenger.backtests[0]!.rows.holdout)
  expect(challenger.againstChampion.difference.clear).toBe(true)
  expect(challenger.againstChampion.difference.auc!).toBeGreaterThan(0.05)
  expect(cardOf(challenger).againstChampion).toEqual(challenger.againstChampion)
  const again = await trainModel(knownSpec, rows, { ...quick, epochs: 2, champion: challenger })
  expect(again.againstChampion).toMatchObject({ compared: false })
})

test('a score and its reasons agree also where a probability lies half-way between two points', async () => {
  const leads = knownLeads(400, 35)
  const model = await trainModel(knownSpec, leads, quick)
  // A calibrator with a plateau, as isotonic ones have: half of all rows stand at exactly 12.5 points.
  const calibrator = { method: 'isotonic' as const, logits: [-3, -0.5], probabilities: [0.045, 0.125] }
  const told = loadModel({ ...model, calibrator }).explainMany(knownLeads(2000, 36))
  expect(told.filter(lead => lead.probability === 0.125).length).toBeGreaterThan(200)
  for (const lead of told) {
    expect(lead.score).toBe(Math.round(100 * lead.probability))
    const printed = lead.reasons.reduce((sum, reason) => sum + reason.points, lead.base + lead.others.points)
    expect(printed).toBe(lead.score)
  }
})
