import { afterEach, expect, test } from 'bun:test'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { createLog } from './log'
import { startTracing } from './start-tracing'
import {
  activeTraceparent,
  formatTraceparent,
  newTraceparent,
  parseTraceparent,
  recordSpan,
  withSpan,
} from './trace'
import { traceFile } from './trace-file'

const folder = mkdtempSync(join(tmpdir(), 'sextant-trace-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Line {
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  failure?: string
}
const kept = (): Line[] =>
  readFileSync(join(folder, 'logs', 'traces.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('a traceparent reads back as it was written, and a broken one as none', () => {
  const hex = (length: number) => fc.stringMatching(new RegExp(`^[1-9a-f][0-9a-f]{${length - 1}}$`))
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, sampled) => {
      expect(parseTraceparent(formatTraceparent({ traceId, spanId, sampled }))).toEqual({
        traceId,
        spanId,
        sampled,
      })
    }),
  )
  expect(parseTraceparent(newTraceparent())).toBeDefined()
  for (const broken of [
    '',
    null,
    'x',
    `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
    `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
  ])
    expect(parseTraceparent(broken)).toBeUndefined()
})

test('spans below one another share a trace, through awaits and into the log', async () => {
  const tracing = startTracing('edge', { dataFolder: folder })
  const cause = newTraceparent()
  const lines: string[] = []
  await withSpan('request', { traceparent: cause }, async () => {
    await Bun.sleep(1)
    createLog('edge', line => lines.push(line)).info('inside')
    await Promise.all([
      withSpan('one', {}, async () => Bun.sleep(1)),
      withSpan('two', {}, async () => Bun.sleep(1)),
    ])
    recordSpan('before', { startMs: Date.now() - 10, endMs: Date.now() })
  })
  expect(activeTraceparent()).toBeUndefined()
  await tracing.stop()
  const spans = kept()
  const { traceId, spanId } = parseTraceparent(cause)!
  expect(new Set(spans.map(span => span.traceId))).toEqual(new Set([traceId]))
  const request = spans.find(span => span.name === 'request')
  expect(request?.parentSpanId).toBe(spanId)
  for (const name of ['one', 'two', 'before'])
    expect(spans.find(span => span.name === name)?.parentSpanId).toBe(request!.spanId)
  expect(JSON.parse(lines[0]!).traceId).toBe(traceId)
})

test('what a span’s work throws is noted without its secrets, and thrown on', async () => {
  const tracing = startTracing('edge', { dataFolder: folder })
  const work = withSpan('bad', {}, async () => {
    throw new Error('no way to postgres://a:hunter2@db/x')
  })
  await expect(work).rejects.toThrow('hunter2')
  await tracing.stop()
  expect(kept()[0]?.failure).toBe('no way to postgres://a:[redacted]@db/x')
})

test('without tracing, the cause is handed on as it came', async () => {
  const cause = newTraceparent()
  expect(await withSpan('off', { traceparent: cause }, async span => span.traceparent)).toBe(cause)
})

test('a collector gets the spans over OTLP', async () => {
  const bodies: string[] = []
  const collector = Bun.serve({
    port: 0,
    fetch: async request => {
      bodies.push(`${new URL(request.url).pathname} ${await request.text()}`)
      return Response.json({})
    },
  })
  const tracing = startTracing('relay', { otlpEndpoint: collector.url.href, dataFolder: folder })
  await withSpan('to-collector', {}, async () => {})
  await tracing.stop()
  await collector.stop()
  expect(bodies[0]).toStartWith('/v1/traces ')
  expect(bodies[0]).toContain('to-collector')
  expect(bodies[0]).toContain('sextant-relay')
})

test('the trace file keeps within its size, and an unwritable one stops nobody', async () => {
  const path = join(folder, 'logs', 'traces.jsonl')
  const tracing = startTracing('edge', { dataFolder: folder })
  await withSpan('x', { attributes: { long: 'x'.repeat(2_000) } }, async () => {})
  await tracing.stop()
  const exporter = traceFile(path, 1_000)
  const write = () => new Promise<number>(done => exporter.export([], result => done(result.code)))
  expect(await write()).toBe(0)
  expect(statSync(path).size).toBe(0)
  expect(statSync(`${path}.1`).size).toBeGreaterThan(2_000)
  const nowhere = traceFile(join(path, 'below-a-file'))
  expect(await new Promise<number>(done => nowhere.export([], result => done(result.code)))).toBe(1)
})
