import 'reflect-metadata'
import { readConfig } from './kernel/config.js'
import { startPlatform } from './server.js'

const platform = await startPlatform(readConfig())
process.stdout.write(`${JSON.stringify({ ready: true, url: platform.url })}\n`)
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void platform.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
