import { beforeEach, describe, expect, test } from 'bun:test'
import { Problem } from '../app/problem'
import type { Undo } from '../parts/toast/acts'
import type { Card } from './board.rules'
import { type ColumnsById, createHolds, withCards, withPlaced } from './board-columns.rules'
import { testCard, testStage } from './board-fixture'
import { cardMover, type MoveBody } from './move-card'

const stages = [testStage('open'), testStage('talks'), testStage('lost', { kind: 'lost' })]
const needsReason = () => new Problem('invalid', 422, '', undefined, [], undefined, 'deal.reason_needed')

let columns: ColumnsById
let sent: { id: string; body: MoveBody }[]
let answers: (Problem | undefined)[]
let reasons: (string | undefined)[]
let told: string[]
/** Keys of moves that wait to be sent. */
let waiting: Set<string>
let undone: { id: string; version: number }[]
/** Cards as they were before they were moved. */
let homes: Map<string, Card>
let undo: Undo | undefined
let again: (() => void) | undefined
let holds: ReturnType<typeof createHolds>
let move: ReturnType<typeof cardMover>['move']

const ids = (stage: string) => columns[stage]?.cards.map(({ id }) => id)
const card = (id: string) =>
  Object.values(columns)
    .flatMap(({ cards }) => cards)
    .find(one => one.id === id) as Card
const carry = (id: string, stageId: string, index: number) => {
  const from = { stageId: card(id).stageId ?? '', index: 0 }
  from.index = ids(from.stageId)?.indexOf(id) ?? -1
  homes.set(id, card(id))
  return move({ card: card(id), from, to: { stageId, index } })
}
const settle = () => Bun.sleep(1)

beforeEach(() => {
  columns = {
    open: { state: 'ready', cards: [testCard('a', { position: 1 }), testCard('b', { position: 2 })] },
    talks: { state: 'ready', cards: [testCard('c', { stageId: 'talks', position: 1 })] },
    lost: { state: 'ready', cards: [] },
  }
  sent = []
  answers = []
  reasons = []
  told = []
  waiting = new Set()
  undone = []
  homes = new Map()
  undo = undefined
  again = undefined
  holds = createHolds()
  move = cardMover(
    {
      cards: id => columns[id]?.cards ?? [],
      setCards: (id, cards) => {
        columns = withCards(columns, id, cards)
      },
      place: placed => {
        if (!holds.has(placed.id)) columns = withPlaced(columns, { stages, since: '2026-11-01' }, placed)
      },
      hold: holds.hold,
      stages: () => stages,
      shiftTotals: ({ id }, from, to) => void told.push(`totals ${id} ${from}→${to}`),
    },
    {
      withdraw: key => waiting.delete(key),
      move: async ({ id }, body) => {
        sent.push({ id, body })
        await Promise.resolve()
        const refusal = answers.shift()
        if (refusal) throw refusal
        const closed =
          body.stageId === 'lost' ? { closedOn: '2026-11-20', closeReason: body.closeReason } : {}
        return {
          ...card(id),
          stageId: body.stageId,
          position: body.above ? 9 : 0,
          ...closed,
          version: sent.length,
        } as Card & { version: number }
      },
      undo: async (id, version) => {
        undone.push({ id, version })
        const refusal = answers.shift()
        if (refusal) throw refusal
        return homes.get(id) as Card
      },
      forget: async () => told.push('forget'),
      recount: () => void told.push('recount'),
    },
    {
      askReason: async () => {
        const closeReason = reasons.shift()
        return closeReason ? { closeReason } : undefined
      },
      begin: () => ({
        done: take => {
          undo = take
        },
        forget: () => void told.push('forgotten'),
      }),
      moved: ({ id }, stage, take) => {
        told.push(`moved ${id} ${stage.id}`)
        undo = take
      },
      stayed: ({ id }, stage, _error, retry) => {
        told.push(`stayed ${id} ${stage.id}`)
        again = retry
      },
      back: ({ id }, stage) => void told.push(`back ${id} ${stage.id}`),
    },
  ).move
})

describe('a move', () => {
  test('is shown and counted at once, and told as “below which card”', async () => {
    const moving = carry('a', 'talks', 1)
    await Promise.resolve()
    expect([ids('open'), ids('talks')]).toEqual([['b'], ['c', 'a']])
    expect(await moving).toBe(true)
    expect(sent).toEqual([{ id: 'a', body: { stageId: 'talks', above: 'c' } }])
    expect(told).toEqual(['forget', 'totals a open→talks', 'moved a talks', 'recount'])
  })

  test('to where the card lies already asks nobody', async () => {
    expect(await carry('a', 'open', 0)).toBe(true)
    expect([sent, told]).toEqual([[], []])
  })

  test('within a column offers no Undo: dragging back is as easy', async () => {
    await carry('b', 'open', 0)
    expect(told).toContain('forgotten')
    expect(sent[0]?.body).toEqual({ stageId: 'open', above: null })
    expect(undo).toBeUndefined()
  })

  test('keeps news about its card waiting until the server has answered', async () => {
    const moving = carry('a', 'talks', 0)
    expect(holds.has('a')).toBe(true)
    await moving
    expect(holds.has('a')).toBe(false)
  })
})

describe('a refused move', () => {
  test('puts the card back where it was, the totals too, and says which stage it stayed in', async () => {
    answers = [new Problem('invalid', 422, '', undefined, [], undefined, 'deal.amount_needed')]
    expect(await carry('a', 'talks', 0)).toBe(false)
    expect([ids('open'), ids('talks')]).toEqual([['a', 'b'], ['c']])
    expect(told).toContain('totals a talks→open')
    expect(told).toContain('stayed a open')
    expect(told.at(-1)).toBe('recount')
    expect(again).toBeUndefined()
    expect(holds.has('a')).toBe(false)
  })

  test('by nobody being reached can be tried again, and then goes through', async () => {
    answers = [new Problem('offline', 0, '')]
    await carry('a', 'talks', 0)
    again?.()
    await settle()
    expect(ids('talks')).toEqual(['a', 'c'])
    expect(told.filter(word => word.startsWith('moved'))).toHaveLength(1)
  })
})

describe('a move that cannot be sent yet', () => {
  const kept = () => new Problem('kept', 0, '', undefined, [], undefined, undefined, { key: 'k1' })

  test('stays where it was carried, and Undo takes it out of what waits', async () => {
    answers = [kept()]
    waiting.add('k1')
    expect(await carry('a', 'talks', 0)).toBe(true)
    expect([ids('open'), ids('talks')]).toEqual([['b'], ['a', 'c']])
    await undo?.()
    expect([ids('open'), ids('talks'), [...waiting]]).toEqual([['a', 'b'], ['c'], []])
    expect(sent).toHaveLength(1)
  })

  test('is led back by another move once it was sent', async () => {
    answers = [kept()]
    await carry('a', 'talks', 0)
    await undo?.()
    expect(sent.at(-1)?.body).toEqual({ stageId: 'open', above: null })
  })
})

describe('a loss', () => {
  test('is sent with its reason', async () => {
    reasons = ['Too dear']
    expect(await carry('a', 'lost', 0)).toBe(true)
    expect(sent).toEqual([{ id: 'a', body: { stageId: 'lost', above: null, closeReason: 'Too dear' } }])
  })

  test('whose question is closed sends nothing and puts the card back', async () => {
    expect(await carry('a', 'lost', 0)).toBe(false)
    expect(sent).toEqual([])
    expect([ids('open'), ids('lost')]).toEqual([['a', 'b'], []])
    expect(told).toContain('back a open')
    expect(told).not.toContain('stayed a open')
  })

  test('asks again where the server misses the reason, and gives up with the second answer', async () => {
    answers = [needsReason()]
    reasons = ['Too dear', 'Lost to Rival']
    expect(await carry('a', 'lost', 0)).toBe(true)
    expect(sent.map(({ body }) => body.closeReason)).toEqual(['Too dear', 'Lost to Rival'])
    answers = [needsReason()]
    reasons = ['Too late']
    expect(await carry('b', 'lost', 0)).toBe(false)
    expect(ids('open')).toEqual(['b'])
  })
})

describe('Undo', () => {
  test('asks the server to take that very move back, and shows the card as it was before', async () => {
    await carry('b', 'talks', 0)
    await undo?.()
    expect(undone).toEqual([{ id: 'b', version: 1 }])
    expect(sent).toHaveLength(1)
    expect(ids('open')).toEqual(['a', 'b'])
    expect(told.at(-1)).toBe('recount')
  })

  test('that is refused says so', async () => {
    await carry('a', 'talks', 0)
    answers = [new Problem('internal', 500, '')]
    await undo?.()
    expect(told.at(-1)).toBe('stayed a talks')
    expect(ids('talks')).toContain('a')
  })
})
