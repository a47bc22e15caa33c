import type { Express } from 'express'
import { openPool } from './db.js'
import { registry } from './metrics.js'

/** How the process is: `/healthz` (alive, touches nothing), `/readyz` (database reachable, not stopping), `/metrics`. */
export function mountProbes(server: Express, stopping: () => boolean): void {
  server.get('/healthz', (_req, res) => void res.json({ status: 'ok' }))
  server.get('/readyz', (_req, res) => {
    if (stopping()) return void res.status(503).json({ status: 'stopping' })
    openPool()
      .query('select 1')
      .then(
        () => res.json({ status: 'ready' }),
        () => res.status(503).json({ status: 'no database' }),
      )
  })
  server.get('/metrics', (_req, res) => {
    void registry.metrics().then((text) => res.type(registry.contentType).send(text))
  })
}
