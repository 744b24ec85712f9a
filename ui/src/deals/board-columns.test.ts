import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { compareCards } from './board.rules'
import {
  type ColumnsById,
  createHolds,
  withCards,
  withMoving,
  withoutCard,
  withPlaced,
} from './board-columns.rules'
import { testCard, testStage } from './board-fixture'

const stages = [testStage('open'), testStage('talks'), testStage('won', { kind: 'won' })]
const board = { stages, since: '2026-11-01' }
const ids = (columns: ColumnsById, stage: string) => columns[stage]?.cards.map(({ id }) => id) ?? []
const everywhere = (columns: ColumnsById, id: string) =>
  stages.filter(stage => ids(columns, stage.id).includes(id)).map(stage => stage.id)

const loaded = fc.uniqueArray(fc.nat(60), { maxLength: 20 }).map((numbers): ColumnsById => {
  const cards = numbers.map(n => testCard(`c${n}`, { position: n % 7, stageId: stages[n % 2]?.id ?? 'open' }))
  const of = (id: string) => cards.filter(({ stageId }) => stageId === id).sort(compareCards)
  return Object.fromEntries(stages.map(({ id }) => [id, { cards: of(id), state: 'ready' as const }]))
})

test('a deal lies in one column only, its own, and each column stays in order', () => {
  fc.assert(
    fc.property(
      loaded,
      fc.nat(60),
      fc.constantFrom('open', 'talks'),
      fc.nat(9),
      (columns, n, stageId, position) => {
        const after = withPlaced(columns, board, testCard(`c${n}`, { stageId, position }))
        expect(everywhere(after, `c${n}`)).toEqual([stageId])
        for (const { cards } of Object.values(after))
          expect([...cards].sort(compareCards).map(({ id }) => id)).toEqual(cards.map(({ id }) => id))
      },
    ),
  )
})

test('what does not belong on the board leaves it: closed before its time, or of another pipeline', () => {
  const columns = withPlaced({}, board, testCard('a', { stageId: 'talks' }))
  for (const gone of [
    testCard('a', { stageId: 'won', closedOn: '2026-10-31' }),
    testCard('a', { stageId: 'elsewhere' }),
    testCard('a', { stageId: null as never }),
  ])
    expect(everywhere(withPlaced(columns, board, gone), 'a')).toEqual([])
  const won = testCard('a', { stageId: 'won', closedOn: '2026-11-01' })
  expect(everywhere(withPlaced(columns, board, won), 'a')).toEqual(['won'])
})

test('past what is loaded a card waits for its page, unless nothing follows', () => {
  const one = testCard('a', { position: 1 })
  const next = { filter: 'stageId:eq:open', sort: 'position', after: 'a' }
  const partly: ColumnsById = { open: { cards: [one], state: 'ready', next } }
  const last = testCard('z', { position: 99 })
  expect(ids(withPlaced(partly, board, last), 'open')).toEqual(['a'])
  expect(ids(withPlaced({ open: { cards: [one], state: 'ready' } }, board, last), 'open')).toEqual(['a', 'z'])
})

test('columns that a change does not concern stay the same objects, so that nothing of them is drawn anew', () => {
  const columns: ColumnsById = {
    open: { cards: [testCard('a')], state: 'ready' },
    talks: { cards: [testCard('b', { stageId: 'talks' })], state: 'ready' },
  }
  expect(withoutCard(columns, stages, 'nobody')).toBe(columns)
  expect(withCards(columns, 'open', columns.open?.cards ?? [])).toBe(columns)
  const after = withPlaced(columns, board, testCard('a', { position: 5 }))
  expect(after.talks).toBe(columns.talks)
})

test('a card on its way keeps the row it was dropped on while its column is read again', () => {
  const shown = ['a', 'moving', 'b'].map(id => testCard(id))
  const read = ['a', 'x', 'b', 'moving'].map(id => testCard(id))
  const after = withMoving(shown, read, id => id === 'moving')
  expect(after.map(({ id }) => id)).toEqual(['a', 'moving', 'x', 'b'])
  expect(after[1]).toBe(shown[1]!)
  expect(withMoving(shown, read, () => false)).toEqual(read)
})

test('a deal that is moved twice is held until both moves have settled', () => {
  const holds = createHolds()
  const [first, second] = [holds.hold('a'), holds.hold('a')]
  expect([holds.has('a'), holds.has('b')]).toEqual([true, false])
  second()
  expect(holds.has('a')).toBe(true)
  first()
  expect(holds.has('a')).toBe(false)
})
