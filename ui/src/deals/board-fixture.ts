import type { BoardStage, Card } from './board.rules'

/** A card as tests of the board need it. */
export const testCard = (id: string, more: Partial<Card> = {}): Card => ({
  id,
  name: id,
  customerId: null,
  amount: { minor: 10_000, currency: 'EUR' },
  expectedCloseOn: null,
  closedOn: null,
  ownerId: null,
  pipelineId: 'p',
  stageId: 'open',
  status: 'open',
  position: null,
  score: null,
  stageEnteredAt: null,
  lastActivityAt: null,
  closeReason: null,
  ...more,
})

export const testStage = (id: string, more: Partial<BoardStage> = {}): BoardStage => ({
  id,
  name: id,
  kind: 'open',
  probability: 50,
  idleAfterDays: 14,
  count: 1,
  total: { currency: 'EUR', minor: 10_000, weightedMinor: 5_000, missing: 0 },
  sums: [{ currency: 'EUR', minor: 10_000, weightedMinor: 5_000, here: 10_000 }],
  ...more,
})
