import { expect, test } from 'bun:test'
import { text } from '@sextant/db/core/field.model'
import { fieldGroups, labelled } from './field-groups.rules'

const info = (key: string, more: object = {}) => ({ key, label: key, field: text(), custom: false, ...more })
const all = [
  info('name'),
  info('email'),
  info('custom.tier', { custom: true, top: true, label: 'Tier' }),
  info('custom.fleet', { custom: true, top: false, label: 'Größe der Flotte' }),
  info('createdAt'),
]

test('what is on top stands with the main fields, in their order; the rest of the own ones and the system’s follow', () => {
  const { main, own, system } = fieldGroups(['email', 'name', 'gone'], all)
  expect([main, own, system].map(group => group.map(({ key }) => key))).toEqual([
    ['email', 'name', 'custom.tier'],
    ['custom.fleet'],
    ['createdAt'],
  ])
})

test('a field is found by words of its label, whatever case and accents', () => {
  const found = (words: string) => labelled(all, words).map(({ key }) => key)
  expect(found('FLOTTE größe')).toEqual(['custom.fleet'])
  expect(found('tiér')).toEqual(['custom.tier'])
  expect(found('tier flotte')).toEqual([])
  expect(found('  ')).toHaveLength(all.length)
})
