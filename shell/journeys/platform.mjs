// The platform as it is built, with one thing more: a clock that a journey may move. For tests alone; never shipped.
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const dist = (path) => import(pathToFileURL(join(process.env.WEB_ROOT, 'platform/dist', path)).href)
const { useClock } = await dist('kernel/clock.js')
const { readConfig } = await dist('kernel/config.js')
const { startPlatform } = await dist('server.js')

let offsetMs = 0
useClock({ now: () => new Date(Date.now() + offsetMs) })
const platform = await startPlatform(readConfig())

const { ROLES, JOURNEY_CONTROL_PORT, JOURNEY_WORKER_PORT } = process.env
const [api, worker] = ['api', 'worker'].map((role) => ROLES.split(',').includes(role))

/** Timed work runs where the worker is, after every process has moved its clock. */
const passOn = async (query) => {
  const answer = await fetch(`http://127.0.0.1:${JOURNEY_WORKER_PORT}/${query}`)
  if (!answer.ok) throw new Error(await answer.text())
}

const control = createServer((req, res) => {
  const { searchParams, search } = new URL(req.url, 'http://control')
  offsetMs += Number(searchParams.get('advanceMs') ?? 0)
  const done = worker ? platform.worker.runDue() : passOn(search)
  done.then(
    () => res.end(JSON.stringify({ now: Date.now() + offsetMs })),
    (error) => res.writeHead(500).end(String(error)),
  )
}).listen(Number(api ? JOURNEY_CONTROL_PORT : JOURNEY_WORKER_PORT), '127.0.0.1')

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    control.close()
    void platform.stop().then(() => process.exit(0))
  })
