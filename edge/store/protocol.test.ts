import { afterAll, describe, expect, test } from 'bun:test'
import { Redis } from '@upstash/redis'
import { restProtocol } from './protocol'
import { createStore, memoryBackend } from './store'

const token = 'a-token-for-this-test-only'
const store = createStore({ now: Date.now, maxBytes: 10_000_000 })
const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: restProtocol(memoryBackend(store), token) })
const url = `http://127.0.0.1:${server.port}`
const redis = new Redis({ url, token, retry: false })

const post = (
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${token}` },
) =>
  fetch(url + path, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })

afterAll(() => server.stop(true))

describe('the Upstash client', () => {
  test('gets back what it set: text of any script, objects, and the words OK and PONG themselves', async () => {
    for (const value of ['مرحبا 👋', 'OK', 'PONG', '', '{"a":1}', { deep: [1, 'two', null] }]) {
      await redis.set('key', value)
      expect(await redis.get<unknown>('key')).toEqual(value === '{"a":1}' ? { a: 1 } : value)
    }
    expect(await redis.ping()).toBe('PONG')
    expect(await redis.set('key', 1)).toBe('OK')
  })

  test('pipelines, and gets the answers in order', async () => {
    const answers = await redis.pipeline().set('n', 5).incrby('n', 3).expire('n', 60).get('n').exec()
    expect(answers).toEqual(['OK', 8, 1, 8])
  })

  test('hears the error of Redis, also within a pipeline', async () => {
    await redis.set('word', 'x')
    expect(redis.incrby('word', 1)).rejects.toThrow(/not an integer/)
    const answers = await post('/pipeline', [
      ['INCRBY', 'word', '1'],
      ['GET', 'word'],
    ])
    expect(await answers.json()).toEqual([
      { error: 'ERR value is not an integer or out of range' },
      { result: 'x' },
    ])
  })
})

describe('the endpoint refuses', () => {
  test.each<[string, Record<string, string>]>([
    ['no token', {}],
    ['another token', { authorization: 'Bearer a-token-for-this-test-onlY' }],
    ['a longer token', { authorization: `Bearer ${token}x` }],
  ])('%s with 401', async (_, headers) => {
    expect((await post('/', ['GET', 'a'], headers)).status).toBe(401)
  })

  test.each<[string, unknown]>([
    ['no JSON', '['],
    ['no command', []],
    ['an object for a command', { get: 'a' }],
    ['a nested command', [['GET', 'a']]],
    ['a null', ['GET', null]],
  ])('%s with 400', async (_, body) => {
    expect((await post('/', body)).status).toBe(400)
  })

  test('another path with 404, and another method with 405', async () => {
    expect((await post('/multi-exec', [])).status).toBe(404)
    expect((await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(405)
  })
})
