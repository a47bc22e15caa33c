import type { Attributes, Context, Span, SpanKind, Tracer } from '@opentelemetry/api'
import type { Config } from './config.js'

type Api = typeof import('@opentelemetry/api')
/** What is loaded once traces are wanted; until then `traced` is a plain call. */
let on: { api: Api; tracer: Tracer; stop: () => Promise<void> } | undefined

/** Kinds of work a span may stand for. */
export type Kind = 'server' | 'client' | 'producer' | 'consumer' | 'internal'
export interface Traced {
  kind?: Kind
  attributes?: Attributes
  /** A W3C `traceparent` to go on with, from another process or from an event. */
  parent?: string | undefined
}

/** Sends traces to an OpenTelemetry collector over HTTP, if the configuration names one; a fraction of them, if it says so. */
export async function startTracing({ traces, roles }: Config): Promise<void> {
  if (!traces || on) return
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${traces.endpoint.replace(/\/$/, '')}/v1/traces` })
  const provider = new sdk.NodeTracerProvider({
    resource: resourceFromAttributes({
      'service.name': traces.serviceName,
      'service.instance.id': `${process.pid}`,
      'storeweave.roles': [...roles],
    }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(traces.fraction) }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  })
  provider.register()
  const stop = async () => {
    await provider.shutdown()
    api.trace.disable()
    api.context.disable()
    api.propagation.disable()
  }
  on = { api, tracer: provider.getTracer('storeweave'), stop }
}

/** Sends what is left and stops. */
export async function stopTracing(): Promise<void> {
  const stopping = on
  on = undefined
  await stopping?.stop()
}

/** Runs work inside a span that carries names and ids, never values people sent. Costs a comparison while traces are off. */
export function traced<T>(name: string, how: Traced, work: () => Promise<T>): Promise<T> {
  return on ? spanned(on.api, on.tracer, name, how, work) : work()
}

function spanned<T>(api: Api, tracer: Tracer, name: string, how: Traced, work: () => Promise<T>): Promise<T> {
  const kind = api.SpanKind[(how.kind ?? 'internal').toUpperCase() as keyof typeof SpanKind]
  const options = { kind, attributes: how.attributes ?? {} }
  return tracer.startActiveSpan(name, options, parentOf(api, how.parent), async (span) => {
    try {
      return await work()
    } catch (error) {
      const { code, name: kindOfError } = error as { code?: string; name?: string }
      span.setStatus({ code: api.SpanStatusCode.ERROR, message: code ?? kindOfError ?? 'error' })
      throw error
    } finally {
      span.end()
    }
  })
}

const parentOf = (api: Api, traceparent: string | undefined): Context =>
  traceparent ? api.propagation.extract(api.ROOT_CONTEXT, { traceparent }) : api.context.active()

/** Opens the span of a request; it ends when `end` is called with how it went. Undefined while traces are off. */
export function beginRequest(
  method: string,
  traceparent: string | undefined,
):
  | { run: (work: () => void) => void; end: (route: string, status: number, more: Attributes) => void }
  | undefined {
  if (!on) return undefined
  const { api, tracer } = on
  const options = { kind: api.SpanKind.SERVER, attributes: { 'http.request.method': method } }
  const parent = parentOf(api, traceparent)
  const span = tracer.startSpan(method, options, parent)
  return {
    run: (work) => api.context.with(api.trace.setSpan(parent, span), work),
    end: (route, status, more) => endRequest(span, `${method} ${route}`, { route, status }, more, api),
  }
}

function endRequest(
  span: Span,
  name: string,
  { route, status }: { route: string; status: number },
  more: Attributes,
  { SpanStatusCode }: Api,
): void {
  span.updateName(name).setAttributes({ 'http.route': route, 'http.response.status_code': status, ...more })
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

/** The running trace's id, for log lines; undefined outside one. */
export const traceId = (): string | undefined => on?.api.trace.getActiveSpan()?.spanContext().traceId

/** The running span as a W3C `traceparent`, to be carried by an event or an outbound call; undefined outside one. */
export function traceparent(): string | undefined {
  if (!on) return undefined
  const carrier: Record<string, string> = {}
  on.api.propagation.inject(on.api.context.active(), carrier)
  return carrier['traceparent']
}

/** Says more about the running span, e.g. which tenant it is for. */
export const mark = (attributes: Attributes): void =>
  void on?.api.trace.getActiveSpan()?.setAttributes(attributes)

/** Whether traces are made: asked on hot paths before anything is put together for them. */
export const isTracing = (): boolean => on !== undefined
