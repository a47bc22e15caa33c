// The few settings of a local installation, read from the environment: PORT, SANDBOX_PORT, DATA_DIR, DATABASE_URL, ROLES.
import { resolve } from 'node:path'
import { isFree, listenerOn } from './machine.mjs'
import { root } from './packages.mjs'

/** Reads the settings: `{ port, sandboxPort, dataDir, ownUrl, roles }`; throws in clear words on a bad one. */
export function readSettings(env = process.env) {
  const port = portFrom(env, 'PORT', 5800)
  return {
    port,
    sandboxPort: portFrom(env, 'SANDBOX_PORT', port + 10),
    dataDir: resolve(root, env.DATA_DIR || '.data'),
    ownUrl: env.DATABASE_URL || undefined,
    roles: rolesFrom(env),
  }
}

/** Browsers (and Node's fetch) refuse to open these. */
const REFUSED = new Set([
  ...[
    1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679,
    6697,
  ],
  10080,
])

/** The roles of each process of the platform: `api,worker` is one process with both, `api worker` is one for each. */
function rolesFrom(env) {
  const processes = (env.ROLES || 'api,worker').trim().split(/\s+/)
  const known = processes.every((roles) => roles.split(',').every((role) => /^(api|worker)$/.test(role)))
  // the API has the port; several of them stand behind a balancer, which is not ours to start
  if (known && processes.filter((roles) => roles.includes('api')).length === 1) return processes
  throw new Error(
    `ROLES is "${env.ROLES}"; it is "api,worker" (one process) or "api worker" (one for each role).`,
  )
}

function portFrom(env, name, otherwise) {
  const text = env[name] || String(otherwise)
  const port = Number(text)
  if (REFUSED.has(port))
    throw new Error(`${name} would be ${port}, which browsers refuse to open; choose another.`)
  if (Number.isInteger(port) && port > 0 && port < 65_516) return port
  throw new Error(`${name} is "${text}"; it must be a whole number from 1 to 65515.`)
}

/** Rejects, naming who holds it and how to choose another, when a port is taken. */
export async function requireFreePorts({ port, sandboxPort }) {
  if (port === sandboxPort) throw new Error(`PORT and SANDBOX_PORT are both ${port}; they must differ.`)
  await requireFree(port, 'PORT')
  await requireFree(sandboxPort, 'SANDBOX_PORT')
}

async function requireFree(port, name) {
  if ((await isFree(port)) && (await isFree(port, '127.0.0.1'))) return
  const who = listenerOn(port) ?? 'another program'
  throw new Error(
    `Port ${port} is taken by ${who}.\n` +
      `End that program, or choose another port: ${name}=${port + 100} npm start`,
  )
}
