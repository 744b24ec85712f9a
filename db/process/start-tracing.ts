import { AsyncLocalStorage } from 'node:async_hooks'
import { join } from 'node:path'
import { type Context, type ContextManager, context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace'
import { traceFile } from './trace-file'

export interface TracingConfig {
  /** OTEL_EXPORTER_OTLP_ENDPOINT: the base URL of an OTLP/HTTP collector. */
  otlpEndpoint?: string
  /** SEXTANT_DATA: without a collector, spans go to `logs/traces.jsonl` in it. */
  dataFolder?: string
}

/**
 * Starts the tracing of this process; called once by each runnable. With neither collector nor folder, traces are handed on and not kept.
 * `stop` sends what is waiting, within five seconds.
 */
export function startTracing(part: string, config: TracingConfig): { stop(): Promise<void> } {
  const exporter = exporterFor(config)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `sextant-${part}` }),
    spanProcessors: exporter ? [new BatchSpanProcessor({ exporter, scheduledDelayMillis: 1_000 })] : [],
  })
  context.setGlobalContextManager(asyncContext())
  trace.setGlobalTracerProvider(provider)
  return {
    stop: async () => {
      const limit = new Promise<void>(done => setTimeout(done, 5_000).unref())
      await Promise.race([provider.shutdown().catch(() => undefined), limit])
      trace.disable()
      context.disable()
    },
  }
}

function exporterFor({ otlpEndpoint, dataFolder }: TracingConfig): SpanExporter | undefined {
  if (otlpEndpoint) return new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces` })
  if (dataFolder) return traceFile(join(dataFolder, 'logs', 'traces.jsonl'))
  return undefined
}

/** The active span of each asynchronous flow. */
function asyncContext(): ContextManager {
  const storage = new AsyncLocalStorage<Context>()
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (inner, work, self, ...args) => storage.run(inner, () => work.apply(self as never, args)),
    bind: (inner, target) =>
      typeof target === 'function'
        ? (((...args: unknown[]) => storage.run(inner, () => target(...args))) as typeof target)
        : target,
    enable: () => manager,
    disable: () => {
      storage.disable()
      return manager
    },
  }
  return manager
}
