// The browser of the tests: the machine's own, or the one that comes as a package.
import { existsSync } from 'node:fs'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The packaged browser, unpacked once even when two runs ask at the same time. */
let unpacked

/** Path of a Chromium: CHROMIUM_PATH, the machine's, or the packaged one (unpacked on first use). */
export async function chromiumPath() {
  const own = process.env.CHROMIUM_PATH
  if (own) {
    if (existsSync(own)) return own
    throw new Error(`CHROMIUM_PATH names ${own}, which does not exist.`)
  }
  const installed = SYSTEM.find((path) => existsSync(path))
  if (installed) return installed
  const { default: packaged } = await import('@sparticuz/chromium')
  return (unpacked ??= packaged.executablePath())
}

/** How the browser tests start Chromium: the one `CHROMIUM_PATH` or the machine has, quiet and off the network. */
export function launchOptions() {
  const executablePath = process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path))
  const quiet = ['--disable-quic', '--no-first-run', '--disable-background-networking']
  const still = ['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--disable-gpu']
  // root cannot have Chromium's sandbox
  const args = [...quiet, ...still, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]
  return { ...(executablePath ? { executablePath } : {}), args }
}
