import { authorise } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import { relayLag } from '@sextant/db/relay/relay-lag.queries'
import * as v from 'valibot'
import { route } from '../app/route'
import { adviceFor } from './advice'
import { doorState, healthOf } from './health'
import { Operations, Readiness } from './health.model'
import { metricsText } from './metrics-text'

const area = 'operations'

export const operationsRoutes = [
  route({
    method: 'get',
    path: '/healthz',
    area,
    access: 'public',
    summary: 'Whether this process runs.',
    answers: { 200: { description: 'It does.', schema: v.object({ ok: v.literal(true) }) } },
    handle: async () => ({ body: { ok: true } }),
  }),
  route({
    method: 'get',
    path: '/readyz',
    area,
    access: 'public',
    summary:
      'Whether this process can do its work, of all parts which one is ill since when, and what an operator could do for it.',
    answers: {
      200: {
        description:
          'It can. It is `degraded` while a part that it can do without is ill, not started or unknown; of a relay `late` names the consumers for which events have waited for over 30 s.',
        schema: Readiness,
      },
      503: { description: 'A part that it needs is ill.', schema: Readiness },
    },
    handle: async ({ door }) => {
      const [parts, advice] = await Promise.all([healthOf(door), adviceFor(door)])
      const state = doorState(parts)
      const ready = state !== 'ill'
      return { status: ready ? 200 : 503, body: { ready, state, parts, advice } }
    },
  }),
  route({
    method: 'get',
    path: '/metrics',
    area,
    access: 'public',
    summary:
      "Counts and durations in Prometheus' text format: for processes on this machine, and for administrators.",
    answers: {
      200: { description: 'Metrics of this process.', contentType: 'text/plain', schema: v.string() },
    },
    handle: async ({ ctx, door, identity, isLocal }) => {
      if (!isLocal) {
        if (!identity)
          throw new Fault('unauthenticated', 'From another machine the key of an administrator is needed.')
        authorise(ctx, 'operations', 'read')
      }
      return new Response(await metricsText(door), {
        headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
      })
    },
  }),
  route({
    method: 'get',
    path: '/crm/operations',
    area,
    summary:
      'The health of the parts, and how far each consumer of the event log is behind. For administrators.',
    answers: {
      200: {
        description: 'As of now.',
        schema: Operations,
      },
    },
    handle: async ({ ctx, door }) => {
      authorise(ctx, 'operations', 'read')
      const [parts, relay, advice] = await Promise.all([healthOf(door), relayLag(ctx.db), adviceFor(door)])
      return { body: { state: doorState(parts), parts, relay, advice } }
    },
  }),
] as const
