import { expect, test } from 'bun:test'
import type { Import } from '@sextant/db/imports/import.model'
import { asExternalId, idsAsNames } from './id-names.rules'

const ids = ['0c1f7a52-9d1e-4c55-8f6e-2b1c0d9e8f7a', '7F1F7A52-9D1E-4C55-8F6E-2B1C0D9E8F7B']
const draft = (fields: (string | null)[], samples: string[][]) =>
  ({
    mapping: fields.map((field, column) => ({ column, field })),
    columns: samples.map((cells, column) => ({ column, header: `c${column}`, samples: cells })),
  }) as unknown as Pick<Import, 'mapping' | 'columns'>

test('names that are ids are seen, whatever their letters; names, and ids elsewhere, are let be', () => {
  expect(idsAsNames(draft([null, 'name'], [['x'], ids]))?.found.header).toBe('c1')
  expect(idsAsNames(draft(['name'], [[...ids, 'Nora']]))).toBeUndefined()
  expect(idsAsNames(draft(['name'], [[]]))).toBeUndefined()
  expect(idsAsNames(draft(['externalId', 'name'], [ids, ['Nora']]))).toBeUndefined()
})

test('they become the external id, or are left out where another column is that', () => {
  const free = draft(['name', 'email'], [ids, ['a@b.example']]).mapping
  expect(asExternalId(free, free[0]!).field).toBe('externalId')
  const taken = draft(['name', 'externalId'], [ids, ids]).mapping
  expect(asExternalId(taken, taken[0]!).field).toBeNull()
})
