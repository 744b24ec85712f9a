import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'

const shape = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const nothing = /^0+$/

/** A request's place in its trace, as the verbs and events carry it on. */
export interface Traced {
  traceparent: string
  end(status: number): void
}

/** Begins the span of a request. The caller's trace (W3C traceparent) goes on; without one a trace begins here. */
export function traceRequest(name: string, header: string | null): Traced {
  const given = header ? shape.exec(header) : null
  const parent = given && !nothing.test(given[1]!) && !nothing.test(given[2]!) ? given : null
  const outer = parent
    ? trace.setSpanContext(ROOT_CONTEXT, {
        traceId: parent[1]!,
        spanId: parent[2]!,
        traceFlags: Number.parseInt(parent[3]!, 16) & 1,
        isRemote: true,
      })
    : ROOT_CONTEXT
  const span = trace.getTracer('sextant.edge').startSpan(name, { kind: SpanKind.SERVER }, outer)
  return { traceparent: traceparentOf(span, parent), end: status => endSpan(span, status) }
}

function traceparentOf(span: Span, parent: RegExpExecArray | null): string {
  const { traceId, spanId, traceFlags } = span.spanContext()
  if (!nothing.test(traceId) && !(parent && spanId === parent[2]))
    return `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`
  // Nobody records spans here; the trace still leads from the caller through the log into the workflow.
  return parent ? parent[0]! : `00-${hex(16)}-${hex(8)}-00`
}

function endSpan(span: Span, status: number): void {
  if (span.isRecording()) {
    span.setAttribute('http.response.status_code', status)
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

const hex = (bytes: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), byte => byte.toString(16).padStart(2, '0')).join(
    '',
  )

/** Whether the caller asks for its trace to be recorded. */
export const isSampled = (header: string | null): boolean => header?.endsWith('-01') ?? false
