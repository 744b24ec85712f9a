import { context, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { messageOf, redactText } from './redact'

type Attributes = Record<string, string | number | boolean>

/** What is known of a W3C traceparent: 32 and 16 hex digits. */
export interface Traceparent {
  traceId: string
  spanId: string
  sampled: boolean
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/

/** Reads a traceparent header (W3C Trace Context, section 3.2); undefined when it is absent or not valid. */
export function parseTraceparent(header: string | null | undefined): Traceparent | undefined {
  const [, version, traceId, spanId, flags, rest] = pattern.exec(header ?? '') ?? []
  if (!version || !traceId || !spanId || !flags || version === 'ff' || (version === '00' && rest))
    return undefined
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** The header of a place in a trace. */
export const formatTraceparent = ({ traceId, spanId, sampled }: Traceparent): string =>
  `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`

/** The header of a trace that begins here. */
export const newTraceparent = (): string =>
  formatTraceparent({ traceId: randomHex(16), spanId: randomHex(8), sampled: true })

function randomHex(bytes: number): string {
  const values = crypto.getRandomValues(new Uint8Array(bytes))
  // All zeros is the one value that the standard forbids.
  values[0] ||= 1
  return Array.from(values, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** The span going on in this asynchronous flow, as a header; undefined outside of one. Needs `startTracing`. */
export function activeTraceparent(): string | undefined {
  const active = trace.getSpanContext(context.active())
  return active && headerOf(active)
}

/** A span while its work runs: where it is in the trace, and what is worth knowing about it. */
export interface WorkSpan {
  /** To hand on: into an event, a header, a workflow. */
  traceparent: string | undefined
  set(attributes: Attributes): void
}

export interface SpanOptions {
  /** The span that caused this one. Without it the active one does; without that a trace begins. */
  traceparent?: string | null
  attributes?: Attributes
  kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer'
}

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

/** Runs work as one span of a trace. What it throws is noted on the span, and thrown on. */
export function withSpan<T>(
  name: string,
  { traceparent, attributes, kind = 'internal' }: SpanOptions,
  work: (span: WorkSpan) => Promise<T>,
): Promise<T> {
  const parent = contextOf(traceparent)
  const span = tracer().startSpan(name, { attributes, kind: kinds[kind] }, parent)
  return context.with(trace.setSpan(parent, span), async () => {
    try {
      return await work({
        // With tracing off there is no span of its own: the cause is handed on as it came.
        traceparent: headerOf(span.spanContext()) ?? traceparent ?? undefined,
        set: added => void span.setAttributes(added),
      })
    } catch (error) {
      fail(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}

/** Notes a span that is already over. Times are milliseconds since 1970. */
export function recordSpan(
  name: string,
  span: SpanOptions & { startMs: number; endMs: number; failure?: string },
): void {
  const { traceparent, attributes, kind = 'internal', startMs, endMs, failure } = span
  const recorded = tracer().startSpan(
    name,
    { attributes, kind: kinds[kind], startTime: startMs },
    contextOf(traceparent),
  )
  if (failure) recorded.setStatus({ code: SpanStatusCode.ERROR, message: redactText(failure) })
  recorded.end(endMs)
}

const tracer = () => trace.getTracer('sextant')

function contextOf(traceparent: string | null | undefined) {
  const cause = parseTraceparent(traceparent)
  if (!cause) return context.active()
  return trace.setSpanContext(context.active(), {
    traceId: cause.traceId,
    spanId: cause.spanId,
    traceFlags: cause.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
    isRemote: true,
  })
}

function headerOf(at: { traceId: string; spanId: string; traceFlags: number }): string | undefined {
  const header = formatTraceparent({ ...at, sampled: (at.traceFlags & TraceFlags.SAMPLED) === 1 })
  return parseTraceparent(header) && header
}

function fail(span: Span, error: unknown): void {
  const message = messageOf(error)
  span.recordException({ name: error instanceof Error ? error.name : 'Error', message })
  span.setStatus({ code: SpanStatusCode.ERROR, message })
}
