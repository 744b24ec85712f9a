import type { ColumnFound, ColumnMapping, ImportSettings } from '@sextant/db/mapping/mapping.model'
import type { Draft } from './mapping.rules'

const settings: ImportSettings = {
  mode: 'both',
  emptyCells: 'keep',
  automations: 'suppress',
  dateOrder: 'dmy',
  decimal: '.',
  currency: 'EUR',
  timeZone: 'UTC',
  defaultCountry: null,
  matchBy: ['email'],
  nameTemplate: null,
  missing: { customer: 'create', product: 'create', member: 'empty', stage: 'refuse' },
  pipelineId: null,
  amountFromProduct: false,
}

export const scratchColumn = (to: Partial<ColumnMapping> = {}): ColumnMapping => ({
  column: 0,
  field: 'status',
  create: null,
  readAs: { kind: 'select' },
  values: {},
  empty: [],
  emptyCells: null,
  ...to,
})

export const scratchFound = (to: Partial<ColumnFound> = {}): ColumnFound => ({
  column: 0,
  header: 'stage',
  samples: [],
  certainty: 80,
  leak: false,
  known: null,
  unmatched: [],
  ...to,
})

/** A draft of columns, each as it was found and what it becomes, at its place in the list. */
export const scratchDraft = (
  entity: Draft['entity'],
  columns: readonly { found?: Partial<ColumnFound>; becomes?: Partial<ColumnMapping> }[],
  set: Partial<ImportSettings> = {},
): Draft => ({
  entity,
  columns: columns.map(({ found }, column) => scratchFound({ ...found, column })),
  mapping: columns.map(({ becomes }, column) => scratchColumn({ ...becomes, column })),
  settings: { ...settings, ...set },
})
