import { expect, test } from 'bun:test'
import { QueryClient } from '@tanstack/solid-query'
import { optimistically, withRecord } from './optimistic'

interface Deal {
  id: string
  stage: string
}
const page = {
  items: [
    { id: 'a', stage: 'one' },
    { id: 'b', stage: 'one' },
  ],
}
const moved = (data: unknown) => withRecord<Deal>(data, 'a', deal => ({ ...deal, stage: 'two' }))

test('a refused change is taken back everywhere it was shown, and the refusal is passed on', async () => {
  const client = new QueryClient()
  client.setQueryData(['deal', 'list'], page)
  client.setQueryData(['deal', 'record', 'a'], page.items[0])
  let during: unknown
  const work = optimistically(client, ['deal'], moved, async () => {
    during = client.getQueryData(['deal', 'record', 'a'])
    throw new Error('refused')
  })
  expect(await work.catch((error: Error) => error.message)).toBe('refused')
  expect(during).toEqual({ id: 'a', stage: 'two' })
  expect(client.getQueryData<typeof page>(['deal', 'list'])).toEqual(page)
})

test('a record is found in a page, in pages and alone; others keep their identity', () => {
  const pages = { pages: [page], pageParams: [null] }
  const next = withRecord<Deal>(pages, 'a', deal => ({ ...deal, stage: 'two' })) as typeof pages
  expect(next.pages[0]?.items[0]?.stage).toBe('two')
  expect(next.pages[0]?.items[1]).toBe(page.items[1])
  expect(page.items[0]?.stage).toBe('one')
})
