import { expect, test } from 'bun:test'
import * as v from 'valibot'
import { dealFeatures, dealWin } from '../deal-win/deal-win.model'
import { leadConversion, leadFeatures } from '../lead-conversion/lead-conversion.model'
import { featureValues } from './features.model'
import { ModelSpec } from './spec.model'

const at = Date.parse('2026-03-01T00:00:00Z')

test('both models are specs, and nothing that names a person or changes with the outcome is an unmarked feature', () => {
  for (const input of [leadConversion(), dealWin()]) {
    const spec = v.parse(ModelSpec, input)
    const unmarked = spec.features.filter(feature => !feature.afterwards).map(feature => feature.key)
    for (const key of [
      'name',
      'email',
      'phone',
      'jobTitle',
      'status',
      'stageId',
      'closedOn',
      'score',
      'note',
    ]) {
      expect(unmarked).not.toContain(key)
    }
    expect(unmarked.length).toBeGreaterThan(4)
  }
  expect(dealFeatures().find(feature => feature.key === 'closedOn')).toMatchObject({ afterwards: true })
})

test('values are read as of the time: money in minor units, days before it, custom fields, and nothing of a wrong type', () => {
  const own = { key: 'custom.housing', label: 'Housing', kind: 'boolean', field: 'boolean' } as const
  const lead = {
    employees: 12,
    value: { minor: 500, currency: 'EUR' },
    source: 'event',
    custom: { housing: true },
  }
  expect(featureValues(leadFeatures([own]), lead, at)).toMatchObject({
    employees: 12,
    value: 500,
    source: 'event',
    industry: null,
    'custom.housing': true,
  })
  const deal = { expectedCloseOn: '2026-03-11', amount: 'much', ownerId: { id: 1 }, custom: null }
  expect(featureValues(dealFeatures([own]), deal, at)).toMatchObject({
    expectedCloseOn: -10,
    amount: null,
    ownerId: null,
    'custom.housing': null,
  })
})
