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

const control = createServer((req, res) => {
  const url = new URL(req.url, 'http://control')
  offsetMs += Number(url.searchParams.get('advanceMs') ?? 0)
  platform.worker.runDue().then(
    () => res.end(JSON.stringify({ now: Date.now() + offsetMs })),
    (error) => res.writeHead(500).end(String(error)),
  )
}).listen(Number(process.env.JOURNEY_CONTROL_PORT), '127.0.0.1')

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    control.close()
    void platform.stop().then(() => process.exit(0))
  })
