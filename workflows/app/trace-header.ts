import { defaultPayloadConverter, type Headers } from '@temporalio/common'

const NAME = 'traceparent'

/** The headers of a Temporal call with a place in a trace. Pure: workflows use it too. */
export const withTraceHeader = (headers: Headers, traceparent: string | undefined): Headers =>
  traceparent ? { ...headers, [NAME]: defaultPayloadConverter.toPayload(traceparent) } : headers

/** The place in a trace that a Temporal call came with. */
export function traceHeader(headers: Headers): string | undefined {
  const payload = headers[NAME]
  if (!payload) return undefined
  const value = defaultPayloadConverter.fromPayload<unknown>(payload)
  return typeof value === 'string' ? value : undefined
}
