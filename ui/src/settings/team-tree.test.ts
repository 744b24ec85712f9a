import { expect, test } from 'bun:test'
import { possibleParents, teamRows } from './team-tree.rules'

const team = (id: string, parentId: string | null = null) => ({ id, name: id, country: null, parentId })

test('teams are written as a tree, and none is offered a place under itself', () => {
  const rows = teamRows([
    team('asia', 'world'),
    team('oslo', 'nordics'),
    team('nordics', 'world'),
    team('world'),
    team('lab'),
  ])
  expect(rows.map(({ team, depth }) => [team.id, depth])).toEqual([
    ['world', 0],
    ['asia', 1],
    ['nordics', 1],
    ['oslo', 2],
    ['lab', 0],
  ])
  const nordics = rows.find(({ team }) => team.id === 'nordics')!
  expect(possibleParents(rows, nordics).map(({ team }) => team.id)).toEqual(['world', 'asia', 'lab'])
  expect(possibleParents(rows, rows[0]!).map(({ team }) => team.id)).toEqual(['lab'])
})

test('teams that stand under each other, or under one that is gone, are shown all the same', () => {
  const rows = teamRows([team('a', 'b'), team('b', 'a'), team('c', 'gone')])
  expect(rows.map(({ team, depth }) => [team.id, depth])).toEqual([
    ['c', 0],
    ['a', 0],
    ['b', 1],
  ])
})
