import { expect, test } from 'bun:test'
import { customFieldEntities } from '@sextant/db/core/areas.model'
import type { RecordKind } from '../parts/records/kind'

const isKind = (value: unknown): value is RecordKind =>
  typeof value === 'object' && value !== null && 'area' in value && 'fields' in value && 'label' in value

async function kinds(): Promise<RecordKind[]> {
  const root = new URL('..', import.meta.url).pathname
  const modules = [...new Bun.Glob('**/*-kind.{ts,tsx}').scanSync(root)].map(file => import(root + file))
  return (await Promise.all(modules)).flatMap(module => Object.values(module).filter(isKind))
}

test('every choice of every kind of record has a word, so that no screen shows how it is kept', async () => {
  const known = await kinds()
  expect(known.map(({ entity }) => entity).sort()).toEqual([...customFieldEntities].sort())
  const raw = known.flatMap(({ entity, fields, option }) =>
    Object.entries(fields).flatMap(([key, { kind, options = [] }]) =>
      kind !== 'select'
        ? []
        : options
            .filter(value => (option?.(key, value) ?? value) === value)
            .map(value => `${entity}.${key}: ${value}`),
    ),
  )
  expect(raw).toEqual([])
})

test('every field of every kind of record has a label', async () => {
  const raw = (await kinds()).flatMap(({ entity, fields, label }) =>
    Object.keys(fields)
      .filter(key => label(key) === key)
      .map(key => `${entity}.${key}`),
  )
  expect(raw).toEqual([])
})
