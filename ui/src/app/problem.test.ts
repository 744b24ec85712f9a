import { expect, test } from 'bun:test'
import { asProblem, Problem, problemFrom, problemOf } from './problem'

test('a refusal of the API is read whole: rule, parameters, fields and request', async () => {
  const body = {
    type: 'about:blank',
    code: 'invalid',
    title: 'Not accepted',
    detail: 'Negotiate needs an amount.',
    rule: 'deal.amount_needed',
    params: { stage: 'Negotiate' },
    errors: [{ pointer: '/amount', code: 'required', message: 'Write a value.' }],
  }
  const response = Response.json(body, { status: 422, headers: { 'x-request-id': 'r1', 'retry-after': '7' } })
  const problem = await problemFrom(response)
  expect(problem).toMatchObject({
    code: 'invalid',
    status: 422,
    detail: 'Negotiate needs an amount.',
    rule: 'deal.amount_needed',
    params: { stage: 'Negotiate' },
    requestId: 'r1',
    retryAfterSeconds: 7,
  })
  expect(problem.field('amount')?.code).toBe('required')
  expect(problem.field('name')).toBeUndefined()
})

test('an answer that is no problem at all, as a proxy gives one, is a problem all the same', async () => {
  const html = await problemFrom(
    new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }),
  )
  expect(html).toMatchObject({ code: 'http-502', status: 502, detail: 'Bad Gateway', errors: [] })
  expect(await problemFrom(new Response('null', { status: 500 }))).toMatchObject({ code: 'http-500' })
})

test('parts of another shape are left out and break nothing', () => {
  const strange = {
    code: 7,
    errors: ['no', null, { pointer: 3 }, { pointer: '/a', message: 'm' }],
    params: 'none',
    rule: [],
  }
  expect(problemOf(strange as never, 400)).toMatchObject({
    code: 'http-400',
    errors: [{ pointer: '/a', message: 'm' }],
    params: {},
    rule: undefined,
  })
})

test('an exception of our own is a problem that nobody answered', () => {
  expect(asProblem(new TypeError('x is not a function'))).toMatchObject({ code: 'internal', status: 0 })
  expect(asProblem('thrown text').detail).toBe('thrown text')
  const known = new Problem('offline', 0, '')
  expect(asProblem(known)).toBe(known)
})
