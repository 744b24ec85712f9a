import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test'
import type { TrainedModel } from './artifact.model'
import { courseFeatures, courseLeads, courseLeaks } from './course-leads'
import { knownLeads, knownSpec } from './known-truth'
import type { FeatureDef, FeatureValue, TrainingRow } from './spec.model'
import { isTooGood } from './suspects'
import { trainModel } from './train'

setDefaultTimeout(60_000)

const quick = { seed: 3, nets: 1, epochs: 4, backend: 'wasm', now: 0 } as const
const train = (features: readonly FeatureDef[], rows: readonly TrainingRow[]) =>
  trainModel({ ...knownSpec, horizonDays: null, features: [...features] }, rows, quick)

describe('leads of a seller of courses, with eight columns that were filled in once it was known', () => {
  const rows = courseLeads(4000, 1)
  let model: TrainedModel
  beforeAll(async () => {
    model = await train(courseFeatures, rows)
  })
  const marked = (keys: readonly string[], mark: Partial<FeatureDef>) =>
    courseFeatures.map(feature => (keys.includes(feature.key) ? { ...feature, ...mark } : feature))

  test('a model that ranks nearly all of them right is held back, and not ready', () => {
    expect(model.backtests[0]!.model.auc!).toBeGreaterThan(0.98)
    expect(model.state).toBe('held_back')
    expect(model.stateReason).toMatchObject({ code: 'state.too_good', params: { limit: 0.9 } })
  })

  test('each of the eight is named, with how well it ranks alone and for whom it is filled in', () => {
    const suspects = new Map(model.suspects.map(suspect => [suspect.key, suspect]))
    expect([...suspects.keys()]).toEqual(expect.arrayContaining(courseLeaks))
    const signs = (key: string) => suspects.get(key)!.signs.map(({ code }) => code)
    expect(signs('tags')).toEqual(expect.arrayContaining(['suspect.ranks', 'suspect.value_positive']))
    expect(
      suspects.get('tags')!.signs.find(({ code }) => code === 'suspect.value_positive')!.params,
    ).toMatchObject({
      value: 'will revert after reading the email',
    })
    expect(signs('lead_quality')).toContain('suspect.filled')
    expect(suspects.get('lead_quality')!.filled.positive).toBeCloseTo(0.7, 1)
    expect(suspects.get('lead_quality')!.filled.negative).toBeCloseTo(0.35, 1)
    expect(suspects.get('lead_profile')!.auc).toBeGreaterThan(0.6)
    for (const key of ['tags', 'lead_quality']) expect(suspects.get(key)!.likely).toBe(true)
    for (const key of ['minutes', 'origin', 'city']) expect(suspects.get(key)?.likely ?? false).toBe(false)
  })

  test('without the eight it is ready, on what is honestly known', async () => {
    const honest = await train(marked(courseLeaks, { afterwards: true }), rows)
    expect(honest.state).toBe('ready')
    expect(honest.backtests[0]!.model.auc!).toBeLessThan(0.9)
    expect(honest.featuresUsed.some(key => courseLeaks.includes(key))).toBe(false)
  })

  test('without those that are likely it is no more too good', async () => {
    const likely = model.suspects.filter(suspect => suspect.likely).map(({ key }) => key)
    expect((await train(marked(likely, { afterwards: true }), rows)).state).toBe('ready')
  })

  test('once all are said to be known beforehand it is ready, names none of them again, and learns from them', async () => {
    const kept = await train(
      marked(
        model.suspects.map(({ key }) => key),
        { kept: true },
      ),
      rows,
    )
    expect(kept.state).toBe('ready')
    expect(kept.suspects).toEqual([])
    expect(kept.featuresUsed).toEqual(expect.arrayContaining(courseLeaks))
  })

  test('while one that is likely is left to decide, it stays held back', async () => {
    const most = model.suspects.map(({ key }) => key).filter(key => key !== 'tags')
    const again = await train(marked(most, { kept: true }), rows)
    expect(again.state).toBe('held_back')
    expect(again.suspects.map(({ key }) => key)).toEqual(['tags'])
  })
})

describe('other columns that know too much', () => {
  const rows = knownLeads(2500, 61, { days: 0 })
  const honest = knownSpec.features.slice(0, 5)
  const withColumn = (kind: FeatureDef['kind'], of: (row: TrainingRow, i: number) => FeatureValue) =>
    train(
      [...honest, { key: 'extra', label: 'Extra', kind }],
      rows.map((row, i) => ({ ...row, values: { ...row.values, extra: of(row, i) } })),
    )
  const extra = (model: TrainedModel) => model.suspects.find(({ key }) => key === 'extra')

  test('one that is filled in late: for most of the won and few of the others', async () => {
    const model = await withColumn('category', ({ label }, i) =>
      i % 10 < (label ? 8 : 2) ? ['a', 'b', 'c'][i % 3]! : null,
    )
    expect(extra(model)).toMatchObject({ likely: true, left: false })
    expect(extra(model)!.signs.map(({ code }) => code)).toContain('suspect.filled')
  })

  test('one that is the same whenever it was lost: it holds the model back', async () => {
    const model = await withColumn('category', ({ label }, i) =>
      label === 0 && i % 3 ? 'no budget' : i % 2 && label ? 'other' : null,
    )
    expect(model.state).toBe('held_back')
    expect(extra(model)).toMatchObject({ likely: true })
    expect(extra(model)!.signs.map(({ code }) => code)).toContain('suspect.value_negative')
  })

  test('one that gives the outcome away alone: left out, and used where somebody says it is known beforehand', async () => {
    const said = { key: 'extra', label: 'Extra', kind: 'number' as const }
    const told = rows.map((row, i) => ({
      ...row,
      values: { ...row.values, extra: 100 * row.label + (i % 90) },
    }))
    const model = await train([...honest, said], told)
    expect(model.featuresUsed).not.toContain('extra')
    expect(extra(model)).toMatchObject({ left: true, likely: true })
    const kept = await train([...honest, { ...said, kept: true }], told)
    expect(kept.featuresUsed).toContain('extra')
    expect(kept.state).toBe('ready')
  })

  test('a flag of one value, as columns are that were made of a list', async () => {
    const model = await withColumn('boolean', ({ label }, i) => (label ? i % 2 === 0 : i % 100 === 0))
    expect(extra(model)!.signs.map(({ code }) => code)).toContain('suspect.value_positive')
  })

  test('a strong one that is honest, in a model that can be believed, holds nothing back and is not named', async () => {
    const model = await withColumn('number', ({ label }, i) => ((i * 7919) % 300) + 60 * label)
    expect(model.state).toBe('ready')
    expect(model.suspects).toEqual([])
  })

  test('left out by hand: it is not learnt from, and the card says so', async () => {
    const model = await train(
      honest.map(feature => (feature.key === 'visits' ? { ...feature, excluded: true } : feature)),
      rows,
    )
    expect(model.featuresUsed).not.toContain('visits')
    expect(model.featuresDropped).toContainEqual(
      expect.objectContaining({
        key: 'visits',
        reason: expect.objectContaining({ code: 'dropped.excluded' }),
      }),
    )
  })
})

test('too good is said beyond chance only: few rows that happen to rank well are not', () => {
  expect(isTooGood({ auc: 0.985, error: 0.004 })).toBe(true)
  expect(isTooGood({ auc: 0.93, error: 0.005 })).toBe(true)
  expect(isTooGood({ auc: 0.93, error: 0.03 })).toBe(false)
  expect(isTooGood({ auc: 0.87, error: 0.001 })).toBe(false)
})
