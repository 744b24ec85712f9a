import { expect, test } from 'bun:test'
import type { Place } from '../place'
import { placeAt, treeOf } from './nav-tree'

const place = (key: string, group: Place['group'], under?: string): Place => ({
  key,
  href: `/${under ? `${under}/` : ''}${key}`,
  group,
  under,
  say: () => key,
})

test('sixty places stand in their groups, in the order of the list, each once', () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    place(`p${n}`, n % 3 ? 'sell' : 'understand', n >= 30 ? `p${(n % 10) * 3}` : undefined),
  )
  const shown = treeOf(many).flatMap(({ branches }) =>
    branches.flatMap(({ place, under }) => [place.key, ...under.map(({ key }) => key)]),
  )
  expect([...shown].sort()).toEqual(many.map(({ key }) => key).sort())
  const top = treeOf(many)[0]!.branches.map(({ place }) => Number(place.key.slice(1)))
  expect(top).toEqual([...top].sort((a, b) => a - b))
})

test('a place whose parent the reader is not offered stands in the group itself, and an empty group is not there', () => {
  const [only, ...rest] = treeOf([place('quotes', 'sell', 'pipeline')])
  expect(only!.branches.map(({ place }) => place.key)).toEqual(['quotes'])
  expect(rest).toEqual([])
})

test('one is at the nearest of the places that an address lies below', () => {
  const places = [place('pipeline', 'sell'), place('quotes', 'sell', 'pipeline'), place('leads', 'sell')]
  expect(placeAt(places, '/pipeline/quotes/7')?.key).toBe('quotes')
  expect(placeAt(places, '/pipeline')?.key).toBe('pipeline')
  expect(placeAt(places, '/pipelines')).toBeUndefined()
})
