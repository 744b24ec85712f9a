import type { AnswerOf } from '@sextant/edge/app/contract'
import { api } from '../../app/api'

/** What a list is asked for; of its first page only. */
export interface ListQuestion {
  area: string
  filter?: string
  sort?: string
  fields?: string
  limit?: number
}

type Lists = AnswerOf<'get', '/crm/lists'>['lists']
export type ListPage = Lists[string]

/** As many as one request takes. */
const most = 10

interface Waiting {
  question: ListQuestion
  done: (page: ListPage) => void
  failed: (error: unknown) => void
}

/**
 * Asks for lists in one look of the server, for those who ask in the same moment, as the parts of a page do. Where one of them is refused each is asked by
 * itself: what is forbidden to one part leaves the others alone.
 */
export function listTogether(ask: (of: Record<string, ListQuestion>) => Promise<Lists>) {
  let waiting: Waiting[] = []

  function send(all: readonly Waiting[]) {
    const of = Object.fromEntries(all.map(({ question }, n) => [`l${n}`, question]))
    ask(of).then(
      lists => {
        for (const [n, { done, failed }] of all.entries()) {
          const page = lists[`l${n}`]
          if (page) done(page)
          else failed(new Error('A list is missing in the answer.'))
        }
      },
      error => {
        if (all.length === 1) return all[0]?.failed(error)
        for (const one of all) send([one])
      },
    )
  }

  return (question: ListQuestion): Promise<ListPage> =>
    new Promise((done, failed) => {
      if (waiting.length === 0)
        queueMicrotask(() => {
          const all = waiting
          waiting = []
          for (let from = 0; from < all.length; from += most) send(all.slice(from, from + most))
        })
      waiting.push({ question, done, failed })
    })
}

/** The first page of a list, together with those that other parts of the page ask for. */
export const askList = listTogether(async of => {
  const { lists } = await api.get('/crm/lists', { query: { of: JSON.stringify(of) } })
  return lists
})
