import { expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dealFields } from '@sextant/db/deals/deals.model'
import { leadFields } from '@sextant/db/leads/leads.model'
import { noBehaviour } from '@sextant/db/scoring/known.model'
import { models } from '../app/models'
import type { KnownRecord } from './feature'
import { customFeatures, fieldFeatures } from './field-features'
import { jobRank } from './job-rank.rules'
import { calendarFeatures } from './shared-features'

const record: KnownRecord = {
  id: 'x',
  openedMs: Date.parse('2026-01-10T00:00:00Z'),
  atMs: Date.parse('2026-01-17T00:00:00Z'),
  openedDay: '2026-01-10',
  watched: false,
  values: {},
  custom: {},
  customer: null,
  product: null,
  behaviour: noBehaviour,
  customerPast: null,
  ownerPast: null,
  stay: null,
}
const euro = { currency: 'EUR' }

test('every folder with a spec is registered, and no model has two features of one key', () => {
  const folders = readdirSync(fileURLToPath(new URL('..', import.meta.url)), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter(path => path.endsWith('/spec.ts') && !path.includes('node_modules'))
    .map(path => path.split('/')[0]!)
  expect(folders.sort()).toEqual(models.map(model => model.name).sort())
  for (const { features } of models)
    expect(new Set(features.map(feature => feature.key)).size).toBe(features.length)
})

test('a field of the outcome or one that Sextant keeps cannot be made a feature', () => {
  for (const key of ['statusReason', 'score', 'closedAt', 'lastActivityAt'])
    expect(() => fieldFeatures(leadFields, { [key]: key })).toThrow()
  for (const key of ['closeReason', 'closedOn', 'status', 'position', 'nothing'])
    expect(() => fieldFeatures(dealFields, { [key]: key })).toThrow()
})

test('money counts in whole units of the workspace’s currency, another currency is missing rather than mixed', () => {
  const [amount, currency] = fieldFeatures(dealFields, { amount: 'Amount' })
  const of = (minor: number, code: string, workspace = euro) =>
    amount!.of({ ...record, values: { amount: { minor, currency: code } } }, workspace)
  expect(of(480_050, 'EUR')).toBe(4800.5)
  expect(of(480_050, 'JPY', { currency: 'JPY' })).toBe(480_050)
  expect(of(480_050, 'SAR')).toBeNull()
  expect(currency!.of({ ...record, values: { amount: { minor: 1, currency: 'SAR' } } }, euro)).toBe('SAR')
  expect(amount!.of(record, euro)).toBeNull()
})

test('custom fields of every kind become features, a person’s address tells only that it is known, and a wrong type is missing', () => {
  const define = (key: string, kind: string) =>
    ({
      id: key,
      entity: 'lead',
      key,
      label: key,
      kind,
      options: null,
      afterwards: false,
      createdAt: '',
    }) as never
  const kinds = [
    'text',
    'longText',
    'integer',
    'number',
    'boolean',
    'date',
    'instant',
    'select',
    'email',
    'phone',
    'url',
    'domain',
    'country',
  ]
  const features = customFeatures(kinds.map(kind => define(kind.toLowerCase(), kind)))
  expect(features).toHaveLength(kinds.length)
  const custom = {
    text: 'basic',
    email: 'greta@lindner.example',
    date: '2026-01-20',
    integer: 'many',
    boolean: true,
  }
  const told = Object.fromEntries(
    features.map(feature => [feature.key, feature.of({ ...record, custom }, euro)]),
  )
  expect(told).toMatchObject({
    'custom.text': 'basic',
    'custom.email': true,
    'custom.phone': false,
    'custom.date': 10,
    'custom.integer': null,
    'custom.boolean': true,
    'custom.select': null,
  })
  expect(JSON.stringify(told)).not.toContain('greta')
})

test('job titles have a rank in several languages', () => {
  const titles = {
    'Managing director': 'owner',
    Geschäftsführerin: 'owner',
    'Head of operations': 'head',
    'IT manager': 'manager',
    Stagiaire: 'student',
    مهندس: 'specialist',
    'Farm hand': 'other',
  }
  for (const [title, rank] of Object.entries(titles)) expect([title, jobRank(title)]).toEqual([title, rank])
  expect(jobRank(' ')).toBeNull()
})

test('weekday, month and days are told by the day of the beginning, whatever its hour', () => {
  const [due] = customFeatures([
    {
      id: 'due',
      entity: 'deal',
      key: 'due',
      label: 'Due',
      kind: 'date',
      options: null,
      afterwards: false,
      topPosition: null,
      createdAt: '',
    },
  ])
  const told = (openedMs: number) => {
    const began = { ...record, openedMs, openedDay: '2026-03-01', custom: { due: '2026-03-01' } }
    const calendar = calendarFeatures.map(feature => feature.of(began, euro))
    return [due!.of(began, euro), ...calendar]
  }
  // Late on 28 February in UTC it is March already in Riyadh.
  for (const at of ['2026-02-28T21:30:00Z', '2026-03-01T00:00:00Z', '2026-03-01T20:59:00Z'])
    expect(told(Date.parse(at))).toEqual([0, 'sunday', '3'])
})
