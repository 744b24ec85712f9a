import { expect, test } from 'bun:test'
import { accessAs } from '@sextant/db/access/policy.rules'
import type { Context } from '@sextant/db/core/context'
import type { Role } from '@sextant/db/core/grants.rules'
import type { TailEvent } from '@sextant/db/events/tail.queries'
import type { Door } from '../app/door'
import type { Known } from '../app/identity'
import type { Round } from '../app/tail'
import { createAudiences, type Listener } from './audiences'

const workspaceId = '01990000-0000-7000-8000-000000000001'

/** A tail that tells what the test tells it. */
function scratchDoor() {
  let listener: (round: Round) => void = () => {}
  const tail = {
    subscribe(given: (round: Round) => void) {
      listener = given
      return () => {}
    },
  }
  let xid = 0
  const tell = (more: Partial<TailEvent> = {}) => {
    xid += 1
    const event: TailEvent = {
      id: `event-${xid}`,
      workspaceId,
      xid: String(xid),
      seq: '1',
      position: `${xid}.1`,
      kind: 'lead.created',
      subjectType: 'lead',
      subjectId: `lead-${xid}`,
      actor: { type: 'user', id: null, name: 'Ana' },
      occurredAt: '2026-11-29T08:00:00+00:00',
      ownerBefore: null,
      ownerAfter: null,
      territoryBefore: null,
      territoryAfter: null,
      ...more,
    }
    const snapshot = { text: `${xid + 1}:${xid + 1}:` } as Round['snapshot']
    listener({ events: [event], snapshot, last: true })
  }
  return { door: { tail } as unknown as Door, tell }
}

function scratchStream(role: Role, more: Partial<Known> = {}) {
  const got: Uint8Array[] = []
  const checks: number[] = []
  const listener: Listener = {
    ctx: { workspaceId, access: accessAs(role) } as Context,
    identity: { workspaceId, id: 'somebody', ...more } as Known,
    deliver: messages => void got.push(messages),
    check: () => void checks.push(1),
    end: error => expect(error).toBeUndefined(),
  }
  const text = () => got.map(bytes => new TextDecoder().decode(bytes)).join('')
  const subjects = () => [...text().matchAll(/lead-\d+/g)].map(([subject]) => subject)
  return { listener, got, checks, text, subjects }
}

const settled = async (audiences: ReturnType<typeof createAudiences>) => {
  while (!audiences.hasSentAll(workspaceId)) await Bun.sleep(1)
}

test('two hundred changes at once reach two thousand streams in two writes each, of bytes that are made twice', async () => {
  const { door, tell } = scratchDoor()
  const audiences = createAudiences(door)
  const streams = Array.from({ length: 2_000 }, () => scratchStream('admin'))
  for (const { listener } of streams) audiences.join(listener)
  for (let n = 0; n < 200; n += 1) tell()
  await settled(audiences)
  expect(streams.every(({ got }) => got.length === 2)).toBe(true)
  expect(new Set(streams.flatMap(({ got }) => got)).size).toBe(2)
  const expected = Array.from({ length: 200 }, (_, n) => `lead-${n + 1}`)
  expect(streams[0]!.subjects()).toEqual(expected)
  expect(streams[1_999]!.text()).toBe(streams[0]!.text())
  // Only what is complete with the last of a write is a place to go on from.
  expect(streams[0]!.text().match(/^id: .*$/gm)).toEqual(['id: 2:2:', 'id: 201:201:'])
})

test('who sees something else gets bytes of their own, and another workspace none', async () => {
  const { door, tell } = scratchDoor()
  const audiences = createAudiences(door)
  const [admin, analyst, another] = [scratchStream('admin'), scratchStream('analyst'), scratchStream('admin')]
  for (const { listener } of [admin, analyst, another]) audiences.join(listener)
  tell({ kind: 'api_key.created', subjectType: 'api_key' })
  tell({ workspaceId: 'another' })
  await settled(audiences)
  expect([admin, another].map(({ got }) => got.length)).toEqual([1, 1])
  expect(admin.got[0]).toBe(another.got[0]!)
  expect(analyst.got).toEqual([])
})

test('a stream is told what happens after it joined and nothing of before, also while much waits to be sent', async () => {
  const { door, tell } = scratchDoor()
  const audiences = createAudiences(door)
  const first = scratchStream('admin')
  const leave = audiences.join(first.listener)
  for (let n = 0; n < 3; n += 1) tell()
  const second = scratchStream('admin')
  audiences.join(second.listener)
  for (let n = 0; n < 3; n += 1) tell()
  await settled(audiences)
  leave()
  tell()
  await settled(audiences)
  expect(first.subjects()).toEqual(['lead-1', 'lead-2', 'lead-3', 'lead-4', 'lead-5', 'lead-6'])
  expect(second.subjects()).toEqual(['lead-4', 'lead-5', 'lead-6', 'lead-7'])
})

test('whom an event concerns is checked, and nobody else', () => {
  const { door, tell } = scratchDoor()
  const audiences = createAudiences(door)
  const [going, staying] = [
    scratchStream('admin', { sessionId: 'one' }),
    scratchStream('admin', { sessionId: 'two' }),
  ]
  for (const { listener } of [going, staying]) audiences.join(listener)
  tell({ kind: 'session.revoked', subjectType: 'session', subjectId: 'one' })
  tell()
  expect([going.checks.length, staying.checks.length]).toEqual([1, 0])
})
