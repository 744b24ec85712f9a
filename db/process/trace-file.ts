import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { HrTime } from '@opentelemetry/api'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'

const LIMIT_BYTES = 16 * 1024 * 1024

/**
 * Keeps spans as JSON lines in a file that all parts of a machine append to. At its limit it becomes `.1`, and the one before that
 * is dropped: two files at most. A span that cannot be written (disk full) is lost; the work it tells of is not.
 */
export function traceFile(path: string, limitBytes = LIMIT_BYTES): SpanExporter {
  let last = Promise.resolve()
  const append = async (spans: readonly ReadableSpan[]) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const size = await stat(path).then(
      file => file.size,
      () => 0,
    )
    if (size >= limitBytes) await rename(path, `${path}.1`)
    await appendFile(path, spans.map(lineOf).join(''), { mode: 0o600 })
  }
  return {
    export: (spans, done) => {
      last = last
        .then(() => append(spans))
        .then(
          () => done({ code: 0 }),
          error => done({ code: 1, error }),
        )
    },
    forceFlush: () => last,
    shutdown: () => last,
  }
}

const toMs = ([seconds, nanos]: HrTime): number => seconds * 1e3 + nanos / 1e6

function lineOf(span: ReadableSpan): string {
  const { traceId, spanId } = span.spanContext()
  const line = {
    time: new Date(toMs(span.startTime)).toISOString(),
    part: String(span.resource.attributes['service.name'] ?? '').replace(/^sextant-/, ''),
    name: span.name,
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    ms: Math.round(toMs(span.duration) * 1e3) / 1e3,
    attributes: span.attributes,
    failure: span.status.code === 2 ? (span.status.message ?? 'failed') : undefined,
  }
  return `${JSON.stringify(line)}\n`
}
