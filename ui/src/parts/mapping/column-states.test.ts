import { expect, test } from 'bun:test'
import { columnStates, columnsToMatch, isAnswered, needsLook } from './column-states.rules'
import { scratchDraft } from './scratch-draft'

const text = { kind: 'text' } as const
const looked = (...draft: Parameters<typeof scratchDraft>) => columnStates(scratchDraft(...draft), [], [])

test('a column needs a look when its values need a match, its field is filled already, or the guess is unsure', () => {
  const states = looked('lead', [
    { found: { header: 'Name', certainty: 95 }, becomes: { field: 'name', readAs: text } },
    { found: { header: 'Company', certainty: 95 }, becomes: { field: 'name', readAs: text } },
    { found: { header: 'State', samples: ['new', 'Maybe'] } },
    { found: { header: 'City', certainty: 69 }, becomes: { field: 'city', readAs: text } },
    { found: { header: 'Notes', certainty: 20 }, becomes: { field: null, readAs: text } },
  ])
  expect(states.map(needsLook)).toEqual([false, true, true, true, false])
  expect(states.map(({ takenBy }) => takenBy)).toEqual([undefined, 'Name', undefined, undefined, undefined])
  expect(states[2]).toMatchObject({ unmatched: ['Maybe'], known: { of: 2, matched: 1 } })
})

test('a stage is matched with those that are there, unless it is made or there are none', () => {
  const draft = (stage: 'create' | 'refuse') =>
    scratchDraft(
      'deal',
      [
        {
          found: { samples: ['Won', 'Parked'] },
          becomes: { field: 'stageId', readAs: { kind: 'reference' } },
        },
      ],
      { missing: { customer: 'create', product: 'create', member: 'empty', stage } },
    )
  const unmatched = (stage: 'create' | 'refuse', stages: readonly string[]) =>
    columnStates(draft(stage), [], stages)[0]?.unmatched
  expect(unmatched('refuse', ['won', 'Lost'])).toEqual(['Parked'])
  expect(unmatched('create', ['won', 'Lost'])).toEqual([])
  expect(unmatched('refuse', [])).toEqual([])
})

test('how many columns wait for a match is counted with the choices of own fields', () => {
  const draft = scratchDraft('lead', [
    { found: { samples: ['Gold', 'Tin'] }, becomes: { field: 'custom.tier' } },
    { found: { samples: ['new'] } },
  ])
  const own = [{ key: 'tier', label: 'Tier', kind: 'select' as const, options: ['Gold'], afterwards: false }]
  expect(columnsToMatch(draft, own)).toBe(1)
  expect(columnsToMatch(draft)).toBe(0)
})

test('what is known only afterwards is told by the field, chosen for a new one, and else only suspected', () => {
  const create = (afterwards: boolean) => ({ label: 'Lost to', kind: 'text' as const, afterwards })
  const leaks = columnStates(
    scratchDraft('lead', [
      { becomes: { field: 'custom.told', readAs: text } },
      { becomes: { field: 'custom.made', create: create(true), readAs: text } },
      { found: { leak: true }, becomes: { field: 'custom.other', create: create(false), readAs: text } },
      { found: { leak: true }, becomes: { field: 'city', readAs: text } },
      { found: { leak: true }, becomes: { field: null } },
    ]),
    [{ key: 'told', label: 'Told', kind: 'text', options: null, afterwards: true }],
    [],
  )
  expect(leaks.map(({ leak }) => leak)).toEqual(['told', 'chosen', 'maybe', 'maybe', undefined])
  expect(leaks.map(({ isNew }) => isNew)).toEqual([false, true, true, false, false])
})

test('a column without a field tells what it helps with all the same', () => {
  const helps = looked(
    'lead',
    [
      {
        found: { header: 'Amount' },
        becomes: { field: 'value', readAs: { kind: 'money', currencyColumn: 1 } },
      },
      { found: { header: 'Cur' }, becomes: { field: null, readAs: text } },
      { found: { header: 'First' }, becomes: { field: null, readAs: text } },
      { found: { header: 'Last' }, becomes: { field: null, readAs: text } },
    ],
    { nameTemplate: '{First} of {Amount}' },
  ).map(state => state.helps)
  expect(helps).toEqual([undefined, { with: 'currency', of: 'Amount' }, { with: 'name' }, undefined])
})

test('who has said how a column is read is not asked again, however unsure the guess was', () => {
  const column = (readAs: { kind: 'date'; dateOrder?: 'mdy' }) =>
    looked('deal', [
      { found: { asks: 'dateOrder', certainty: 40 }, becomes: { field: 'expectedCloseOn', readAs } },
    ])[0]!
  const before = column({ kind: 'date' })
  expect([before.asks, isAnswered(before), needsLook(before)]).toEqual(['dateOrder', false, true])
  const after = column({ kind: 'date', dateOrder: 'mdy' })
  expect([after.asks, isAnswered(after), needsLook(after)]).toEqual([undefined, true, false])
})
