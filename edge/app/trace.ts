import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { formatTraceparent, newTraceparent, parseTraceparent } from '@sextant/db/process/trace'

/** A request's place in its trace, as the verbs and events carry it on. */
export interface Traced {
  traceparent: string
  end(status: number): void
}

/** Begins the span of a request. The caller's trace (W3C traceparent) goes on; without one a trace begins here. */
export function traceRequest(name: string, header: string | null): Traced {
  const cause = parseTraceparent(header)
  const outer = cause
    ? trace.setSpanContext(ROOT_CONTEXT, {
        traceId: cause.traceId,
        spanId: cause.spanId,
        traceFlags: cause.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE,
        isRemote: true,
      })
    : ROOT_CONTEXT
  const span = trace.getTracer('sextant.edge').startSpan(name, { kind: SpanKind.SERVER }, outer)
  // Where nobody records spans, the trace still leads from here through the log into the workflow.
  return { traceparent: headerOf(span) ?? newTraceparent(), end: status => endSpan(span, status) }
}

function headerOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext()
  const header = formatTraceparent({ traceId, spanId, sampled: (traceFlags & TraceFlags.SAMPLED) === 1 })
  return parseTraceparent(header) && header
}

function endSpan(span: Span, status: number): void {
  if (span.isRecording()) {
    span.setAttribute('http.response.status_code', status)
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  }
  span.end()
}

/** Whether the caller asks for its trace to be recorded. */
export const isSampled = (header: string | null): boolean =>
  header !== null && (parseTraceparent(header)?.sampled ?? false)
