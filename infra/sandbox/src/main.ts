import { startSandbox } from './sandbox.js'

const { SANDBOX_PORT, SANDBOX_HOST, DATA_DIR } = process.env

const sandbox = await startSandbox({
  port: Number(SANDBOX_PORT ?? 0),
  ...(SANDBOX_HOST ? { host: SANDBOX_HOST } : {}),
  ...(DATA_DIR ? { dataDir: DATA_DIR } : {}),
})
process.stdout.write(`${JSON.stringify({ event: 'listening', url: sandbox.url })}\n`)

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    void sandbox.stop().then(() => process.exit(0))
  })
}
