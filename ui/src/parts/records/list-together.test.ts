import { expect, test } from 'bun:test'
import { type ListPage, type ListQuestion, listTogether } from './list-together'

const pageOf = (question: ListQuestion) =>
  ({ area: question.area, results: [], names: {} }) as unknown as ListPage

function asked(refuse: (of: Record<string, ListQuestion>) => boolean = () => false) {
  const sent: string[][] = []
  const ask = listTogether(async of => {
    sent.push(Object.values(of).map(({ area }) => area))
    if (refuse(of)) throw new Error('forbidden')
    return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, pageOf(one)]))
  })
  return { sent, ask }
}

test('what is asked for in one moment is one request, and each gets its own', async () => {
  const { sent, ask } = asked()
  const pages = await Promise.all(['deals', 'activities', 'deals'].map(area => ask({ area })))
  expect(pages.map(({ area }) => String(area))).toEqual(['deals', 'activities', 'deals'])
  expect(sent).toEqual([['deals', 'activities', 'deals']])
  await ask({ area: 'leads' })
  expect(sent).toHaveLength(2)
})

test('more than a request takes are several', async () => {
  const { sent, ask } = asked()
  await Promise.all(Array.from({ length: 23 }, () => ask({ area: 'deals' })))
  expect(sent.map(({ length }) => length)).toEqual([10, 10, 3])
})

test('one that is refused leaves the others alone', async () => {
  const { sent, ask } = asked(of => Object.values(of).some(({ area }) => area === 'secrets'))
  const outcomes = await Promise.allSettled([ask({ area: 'deals' }), ask({ area: 'secrets' })])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(sent).toEqual([['deals', 'secrets'], ['deals'], ['secrets']])
})
