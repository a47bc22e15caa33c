import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'
import type { TaskList } from 'graphile-worker'
import pg from 'pg'
import { systemAbility } from './ability.js'
import { config } from './config.js'
import { db } from './db.js'
import { EventDelivery } from './events.js'
import { findTenant } from './directory.js'
import { isId } from './id.js'
import { log } from './log.js'
import { measureOutbox } from './measures.js'
import { timedFailures, timedLast, timedSeconds } from './metrics.js'
import { JobRunner } from './runner.js'
import { runInScope, type TenantRef } from './scope.js'
import { traced } from './trace.js'

const EVERY = Symbol('every')
const TASK = Symbol('task')
type TimedJob = { key: string; seconds: number; run: () => Promise<unknown> }
type Marked<T> = { mark: T; key: string; call: (data?: unknown) => Promise<unknown> }
const TENANTS_A_PAGE = 200

/** Marks a provider's method as timed work: called every so many seconds for each tenant, in that tenant's scope. */
export const Every = (seconds: number) => (target: object, property: string) => {
  Reflect.defineMetadata(EVERY, seconds, target, property)
}

/**
 * Marks a provider's method as work that `enqueue` asks for by this name: called at least once with what was enqueued,
 * in the tenant's system scope, in no transaction. What it throws is tried again later.
 */
export const Task = (name: string) => (target: object, property: string) => {
  Reflect.defineMetadata(TASK, name, target, property)
}

/**
 * Asks for a task once the running transaction is committed, at once or at an instant. While one under the same key
 * waits it takes its place; beside one that runs it comes after it.
 */
export async function enqueue(
  task: string,
  data: object,
  key: string,
  at: Date | null = null,
): Promise<void> {
  await db().one('select ctx.enqueue($1, $2, $3, $4)', [task, JSON.stringify(data), at, key])
}

/**
 * Whose a job is. Throws where the tenant isn't in the directory, so that the job is tried again: one that is being made by
 * another process is entered last, and its first jobs may come before it.
 */
async function tenantOf(tenantId: string): Promise<TenantRef> {
  const tenant = isId(tenantId) ? await findTenant('id', tenantId) : undefined
  if (!tenant) throw new Error(`no tenant ${tenantId} (yet)`)
  return tenant
}

const lost = (error: Error) => log().warn({ err: error.message }, 'worker connection lost')

/** Runs work as the platform itself for a tenant. */
export const asSystem = <T>(tenant: TenantRef, name: string, work: () => Promise<T>): Promise<T> =>
  runInScope(
    {
      tenant,
      who: { kind: 'system', name, ability: systemAbility },
      locale: 'zh-CN',
      requestId: randomUUID(),
      statements: 0,
    },
    work,
  )

/** One round of timed work for one tenant, timed and traced under its name. */
async function measured({ key: job, run: work }: TimedJob): Promise<void> {
  const begun = performance.now()
  try {
    await traced(`job ${job}`, {}, work)
    timedLast.set({ job }, Date.now() / 1000)
  } catch (error) {
    timedFailures.inc({ job })
    throw error
  } finally {
    timedSeconds.observe({ job }, (performance.now() - begun) / 1000)
  }
}

/** The worker role of the process: delivers events and calls timed work. */
@Injectable()
export class Worker {
  private runner: JobRunner | undefined
  private pool: pg.Pool | undefined
  private unmeasure: (() => void) | undefined
  private timers: NodeJS.Timeout[] = []
  private readonly running = new Set<Promise<unknown>>()
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly delivery: EventDelivery,
  ) {}

  /** Takes work. Without timers timed work waits for `runDue` (tests move the clock themselves). */
  async start({ timers = true }: { timers?: boolean } = {}): Promise<void> {
    const url = new URL(config().databaseUrlWorker)
    url.searchParams.set('options', '-c role=storeweave_jobs')
    const address = url.toString()
    this.pool = new pg.Pool({
      connectionString: address,
      max: 6,
      application_name: 'storeweave-worker',
    })
    this.pool.on('error', lost)
    this.pool.on('connect', (client) => client.on('error', lost))
    this.unmeasure = measureOutbox(() => this.waiting())
    this.runner = new JobRunner(address, this.pool, {
      deliver_event: (payload) => this.deliver(payload),
      ...this.tasks(),
    })
    await this.runner.start()
    if (timers)
      for (const job of this.timed()) this.timers.push(setInterval(() => this.tick(job), job.seconds * 1000))
  }

  /** Stops taking work, waits for what runs, gives the rest back. */
  async stop(): Promise<void> {
    this.timers.forEach(clearInterval)
    this.timers = []
    await this.runner?.stop()
    await Promise.allSettled(this.running)
    this.unmeasure?.()
    await this.pool?.end()
    this.runner = this.pool = undefined
  }

  /** Runs all timed work once, now, for every tenant: what a test does after it has moved the clock. */
  async runDue(): Promise<void> {
    for (const job of this.timed()) await this.forEachTenant(job)
  }

  private tick(job: TimedJob): void {
    if ([...this.running].some((p) => (p as { job?: string }).job === job.key)) return // still busy with the last round
    const work = Object.assign(
      this.forEachTenant(job).catch((error: Error) =>
        log().error({ err: error.message, job: job.key }, 'timed work failed'),
      ),
      { job: job.key },
    )
    this.running.add(work)
    void work.finally(() => this.running.delete(work))
  }

  private async deliver(payload: unknown): Promise<void> {
    const { tenantId, data } = payload as { tenantId: string; data: { eventId: string } }
    if (!isId(data?.eventId)) return void log().warn({ tenantId }, 'dropped a job that names no event')
    const tenant = await tenantOf(tenantId)
    await asSystem(tenant, 'events', () => this.delivery.deliver(data.eventId))
  }

  /** What waits for delivery, by tenant; the longest waiting first. */
  private async waiting() {
    const { rows } = await this.pool!.query<{ tenant: string; waiting: number; oldest_seconds: number }>(
      'select tenant, waiting, oldest_seconds from ctx.waiting_events()',
    )
    return rows.map((r) => ({ ...r, waiting: Number(r.waiting), oldest_seconds: Number(r.oldest_seconds) }))
  }

  private async forEachTenant(job: TimedJob): Promise<void> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const { rows } = await this.tenants(after)
      for (const tenant of rows)
        await asSystem(tenant, job.key, () => measured(job)).catch((error: Error) =>
          log().error(
            { err: error.message, stack: error.stack, job: job.key, tenant: tenant.slug },
            'timed work failed',
          ),
        )
      if (rows.length < TENANTS_A_PAGE) return
      after = rows.at(-1)!.id
    }
  }
  private async tenants(after: string) {
    this.pool ??= new pg.Pool({ connectionString: config().databaseUrlWorker, max: 2 })
    return this.pool.query<TenantRef>('select id, slug from ctx.list_tenants($1, $2)', [
      after,
      TENANTS_A_PAGE,
    ])
  }

  private timed(): TimedJob[] {
    return this.marked<number>(EVERY).map(({ mark, key, call }) => ({
      key,
      seconds: mark,
      run: () => call(),
    }))
  }

  private tasks(): TaskList {
    const work =
      ({ key, call }: Marked<string>) =>
      async (payload: unknown) => {
        const { tenantId, data } = payload as { tenantId: string; data: unknown }
        const tenant = await tenantOf(tenantId)
        await asSystem(tenant, key, () => traced(`task ${key}`, {}, () => call(data)))
      }
    return Object.fromEntries(this.marked<string>(TASK).map((one) => [one.mark, work(one)]))
  }

  /** Methods of all providers that carry a mark. */
  private marked<T>(symbol: symbol): Marked<T>[] {
    const found: Marked<T>[] = []
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue
      const proto = Object.getPrototypeOf(instance) as object
      for (const method of this.scanner.getAllMethodNames(proto)) {
        const mark = Reflect.getMetadata(symbol, proto, method) as T | undefined
        const call = (data?: unknown) =>
          (instance as Record<string, (data?: unknown) => Promise<unknown>>)[method]!(data)
        if (mark) found.push({ mark, key: `${instance.constructor.name}.${method}`, call })
      }
    }
    return found
  }
}
