import { beforeEach, describe, expect, test } from 'bun:test'
import type { Rec } from '../../parts/records/kind'
import { Problem } from '../problem'
import { createOutbox, type Keep, type Waiting } from './outbox'
import { keepMine, sendWaiting } from './send-waiting'

/** What a browser keeps, as far as it is used. */
function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: at => [...kept.keys()][at] ?? null,
    getItem: key => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: key => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

let store: Storage
let clock = 0
const outboxOf = (who: string) => {
  const outbox = createOutbox(store, () => ++clock)
  outbox.belongTo(who)
  return outbox
}
let outbox: ReturnType<typeof outboxOf>
beforeEach(() => {
  store = storage()
  clock = 1_764_000_000_000
  outbox = outboxOf('maren')
})

let keys = 0
/** A change of the one lead that the server of these tests has. */
const edit = (values: Record<string, unknown>, version?: number, opened: Record<string, unknown> = {}) => {
  const keep: Keep = { entity: 'lead', id: 'a', name: 'Layla', what: '', values, opened }
  outbox.keep({ key: `k${++keys}`, method: 'PATCH', path: '/crm/leads/a', body: values, version }, keep)
}
const make = (name: string) =>
  outbox.keep(
    { key: `k${++keys}`, method: 'POST', path: '/crm/leads', body: { name } },
    { entity: 'lead', name, what: '' },
  )

describe('what waits', () => {
  test('outlives the page, in its order', () => {
    make('One')
    make('Two')
    expect(
      outboxOf('maren')
        .all()
        .map(({ name }) => name),
    ).toEqual(['One', 'Two'])
  })

  test('is seen and forgotten by nobody but whose it is', () => {
    make('Mine')
    const other = outboxOf('jonas')
    expect(other.all()).toEqual([])
    other.forget()
    expect(outboxOf('maren').all()).toHaveLength(1)
    outbox.forget()
    expect([outbox.all(), store.length]).toEqual([[], 0])
  })

  test('of two tabs is not overwritten by one of them', () => {
    const second = outboxOf('maren')
    make('From the first')
    second.keep(
      { key: 'x', method: 'POST', path: '/crm/leads', body: {} },
      { entity: 'lead', name: 'From the second', what: '' },
    )
    outbox.refresh()
    expect(outbox.all()).toHaveLength(2)
  })

  test('is not kept where the browser is full, where it keeps nothing, and where nobody is known', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }
    const crowded = createOutbox(full)
    crowded.belongTo('maren')
    for (const refusing of [crowded, createOutbox(undefined), createOutbox(store)])
      expect(
        refusing.keep(
          { key: 'x', method: 'POST', path: '/', body: 1 },
          { entity: 'lead', name: '', what: '' },
        ),
      ).toBe(false)
  })

  test('may be anything another version has left', () => {
    store.setItem('sextant.waits.maren.1', '{"half":')
    store.setItem('sextant.waits.maren.2', '{"name":"no key"}')
    outbox.refresh()
    expect(outbox.all()).toEqual([])
  })
})

/** A server with one lead, which looks at versions and remembers answers by their keys, as ours does. */
class Server {
  who: string | undefined = 'maren'
  record = { id: 'a', version: 1, company: 'Najd', score: 4, custom: { size: 3 } } as unknown as Rec & {
    version: number
  }
  made: string[] = []
  answers = new Map<string, { version: number }>()
  fails: (Problem | undefined)[] = []
  /** It does what is asked, and its answer is lost. */
  losesAnswer = false
  whoIsIn = async () => this.who
  newKey = () => `n${++keys}`
  read = async () => this.record
  send = async ({ key, method, body, version }: Waiting) => {
    const fail = this.fails.shift()
    if (fail) throw fail
    const known = this.answers.get(key)
    if (known) return known
    if (method === 'POST') this.made.push((body as { name: string }).name)
    else {
      if (version !== this.record.version) throw new Problem('stale', 412, '')
      this.elsewhere(body as object)
    }
    const answer = { version: this.record.version }
    this.answers.set(key, answer)
    if (this.losesAnswer) throw new Problem('timeout', 0, '')
    return answer
  }
  elsewhere(values: object) {
    this.record = { ...this.record, ...values, version: this.record.version + 1 }
  }
}

describe('sending', () => {
  let server: Server
  let told: string[]
  beforeEach(() => {
    server = new Server()
    told = []
  })
  const send = () =>
    sendWaiting(outbox, server, {
      sent: ({ name }) => void told.push(`sent ${name}`),
      conflict: async ({ name }) => {
        told.push(`asked ${name}`)
        return 'Dana was quicker.'
      },
      refused: ({ name }, { status }) => void told.push(`refused ${name} ${status}`),
    })

  test('goes in the order of the edits, each made of what the one before has left', async () => {
    edit({ company: 'Gulf' }, 1, { company: 'Najd', note: null })
    make('New')
    edit({ note: 'call' }, 1, { company: 'Gulf', note: null })
    expect(await send()).toBe('done')
    expect(server.record).toMatchObject({ company: 'Gulf', note: 'call', version: 3 })
    expect([server.made, outbox.all(), told]).toEqual([['New'], [], ['sent Layla', 'sent New', 'sent Layla']])
  })

  test.each([
    ['the network is gone', new Problem('offline', 0, '')],
    ['no answer comes', new Problem('timeout', 0, '')],
    ['a proxy stands alone', new Problem('http-502', 502, '')],
    ['the server fails', new Problem('internal', 500, '')],
    ['the session has ended', new Problem('unauthorised', 401, '')],
    ['too much was asked', new Problem('limited', 429, '')],
    ['its first request still runs', new Problem('conflict', 409, '', undefined, [], 1)],
  ])('stops where %s, and loses nothing', async (_why, problem) => {
    make('One')
    make('Two')
    server.fails = [undefined, problem]
    expect(await send()).toBe('later')
    expect(outbox.all().map(({ name }) => name)).toEqual(['Two'])
    expect(await send()).toBe('done')
    expect(server.made).toEqual(['One', 'Two'])
  })

  test('does nothing twice whose answer was lost', async () => {
    make('Once')
    edit({ company: 'Gulf' }, 1, { company: 'Najd' })
    server.losesAnswer = true
    await send()
    await send()
    server.losesAnswer = false
    expect(await send()).toBe('done')
    expect([server.made, server.record.version, told]).toEqual([['Once'], 2, ['sent Once', 'sent Layla']])
  })

  test('takes an answer that was lost for good as done', async () => {
    make('Once')
    server.fails = [new Problem('conflict', 409, '', undefined, [], undefined, 'idempotency_answer_lost')]
    expect([await send(), outbox.all(), told]).toEqual(['done', [], ['sent Once']])
  })

  test('sends nothing where somebody else has signed in, or nobody', async () => {
    make('Mine')
    for (const who of ['jonas', undefined]) {
      server.who = who
      await send()
    }
    expect([server.made, outbox.all().length]).toEqual([[], 1])
  })

  test('asks where somebody changed what people write, and holds what is about the same record', async () => {
    edit({ company: 'Gulf' }, 1, { company: 'Najd' })
    edit({ note: 'call' }, 1, { company: 'Gulf' })
    make('Other')
    server.elsewhere({ company: 'Andes' })
    expect(await send()).toBe('done')
    expect([server.record.company, server.made, told]).toEqual([
      'Andes',
      ['Other'],
      ['asked Layla', 'sent Other'],
    ])
    expect(outbox.all()[0]?.asks).toEqual({ detail: 'Dana was quicker.', nowVersion: 2 })
    await send()
    expect(told).toHaveLength(2)
  })

  test('keeps mine where that is the answer, once for each time that somebody was quicker', async () => {
    edit({ company: 'Gulf' }, 1, { company: 'Najd' })
    server.elsewhere({ company: 'Andes' })
    await send()
    const [asked] = outbox.all()
    server.elsewhere({ company: 'Lima' })
    outbox.put(keepMine(asked!, server.newKey()))
    await send()
    expect([server.record.company, told]).toEqual(['Lima', ['asked Layla', 'asked Layla']])
    outbox.put(keepMine(outbox.all()[0]!, server.newKey()))
    await send()
    expect([server.record.company, outbox.all()]).toEqual(['Gulf', []])
  })

  test('goes through where only a score is new, and is done where it is so already', async () => {
    edit({ company: 'Gulf' }, 1, { company: 'Najd' })
    server.elsewhere({ score: 80 })
    await send()
    expect(server.record).toMatchObject({ company: 'Gulf', score: 80 })
    edit({ company: 'Lima' }, 3, { company: 'Gulf' })
    server.elsewhere({ company: 'Lima' })
    const { version } = server.record
    await send()
    expect([server.record.version, outbox.all()]).toEqual([version, []])
  })

  test('weighs a change without a version by the fields that it began from', async () => {
    edit({ company: 'Gulf' }, undefined, { company: 'Najd' })
    await send()
    expect(server.record.company).toBe('Gulf')
    edit({ company: 'Lima' }, undefined, { company: 'Najd' })
    await send()
    expect([server.record.company, told.at(-1)]).toEqual(['Gulf', 'asked Layla'])
  })

  test.each([403, 404, 422])('keeps what was refused with %i and its reason, and goes on', async status => {
    make('Refused')
    make('Next')
    server.fails = [new Problem('invalid', status, 'no', undefined, [], undefined, 'lead.step')]
    expect(await send()).toBe('done')
    expect([server.made, told]).toEqual([['Next'], [`refused Refused ${status}`, 'sent Next']])
    expect(outboxOf('maren').all()[0]).toMatchObject({
      name: 'Refused',
      refusal: { status, rule: 'lead.step' },
    })
  })
})
