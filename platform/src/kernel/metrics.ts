import type { NextFunction, Request, Response } from 'express'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { openPool } from './db.js'

/** What the process measures, in Prometheus' text format at `/metrics`. */
export const registry = new Registry()
collectDefaultMetrics({ register: registry })
const seconds = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time to answer, by route',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [registry],
})
export const faults = new Counter({
  name: 'faults_total',
  help: 'Problem documents answered, by code',
  labelNames: ['code'],
  registers: [registry],
})
new Gauge({
  name: 'pg_pool_connections',
  help: 'Connections of the pool',
  labelNames: ['state'],
  registers: [registry],
  collect() {
    const pool = openPool()
    this.set({ state: 'total' }, pool.totalCount)
    this.set({ state: 'idle' }, pool.idleCount)
    this.set({ state: 'waiting' }, pool.waitingCount)
  },
})

/** Times every request under its route's pattern (never its path: ids would make endless series). */
export function timeRequests(req: Request, res: Response, next: NextFunction): void {
  const end = seconds.startTimer()
  res.once('finish', () =>
    end({
      method: req.method,
      route: (req.route as { path?: string } | undefined)?.path ?? 'other',
      status: String(res.statusCode),
    }),
  )
  next()
}
