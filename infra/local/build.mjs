// Builds what changed, dependencies first, at most two at a time: `npm run build [-- --only contract,rules]`.
import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fingerprint, sources } from './fingerprint.mjs'
import { holdLock } from './lock.mjs'
import { folder, packages, root } from './packages.mjs'

const AT_ONCE_MAX = 2
const stamps = join(root, '.data', 'build')

/**
 * Builds the packages named in `only` (all when absent) and what they stand on, unless their sources are unchanged.
 * Resolves to `{ built, kept }` (names); rejects with the compiler's words.
 */
export async function build({ only, log = console.log } = {}) {
  const wanted = withDependencies(only ?? packages.map((item) => item.name))
  mkdirSync(stamps, { recursive: true })
  const release = await holdLock(join(stamps, 'lock'), () =>
    log('another build is under way; waiting for it'),
  )
  try {
    const hashes = hashesOf(packages)
    const stale = wanted.filter((item) => item.command && !isFresh(item, hashes))
    await inOrder(stale, (item) => buildOne(item, hashes.get(item.name), log))
    return {
      built: stale.map((item) => item.name),
      kept: wanted.filter((item) => item.command && !stale.includes(item)).map((item) => item.name),
    }
  } finally {
    release()
  }
}

function withDependencies(names) {
  const known = new Map(packages.map((item) => [item.name, item]))
  const wanted = new Set()
  const take = (name) => {
    const item = known.get(name)
    if (!item) throw new Error(`No package is called ${name}. There are: ${[...known.keys()].join(', ')}`)
    item.after.forEach(take)
    wanted.add(item)
  }
  names.forEach(take)
  return packages.filter((item) => wanted.has(item))
}

function hashesOf(items) {
  const hashes = new Map()
  const house = fingerprint(root, ['pnpm-lock.yaml', 'tsconfig.base.json'])
  for (const item of items) {
    const files = sources(folder(item), item.ignore).filter((file) => !/\.test\.ts$|\.md$/.test(file))
    const below = item.after.map((name) => hashes.get(name))
    hashes.set(item.name, fingerprint(folder(item), files, [house, String(item.command), ...below]))
  }
  return hashes
}

function isFresh(item, hashes) {
  const stamp = join(stamps, item.name)
  const output = join(folder(item), item.output)
  if (!existsSync(stamp) || !existsSync(output) || readdirSync(output).length === 0) return false
  return readFileSync(stamp, 'utf8') === hashes.get(item.name)
}

/** Runs the work for each item once all it stands on is done; the first failure lets the running ones end. */
async function inOrder(items, work) {
  const open = new Set(items)
  const running = new Map()
  const blocked = (item) =>
    item.after.some((name) => [...open].some((other) => other.name === name && other !== item))
  let failure
  while (open.size > 0) {
    const ready = failure ? [] : [...open].filter((item) => !running.has(item) && !blocked(item))
    for (const item of ready.slice(0, AT_ONCE_MAX - running.size)) {
      const done = work(item).then(
        () => open.delete(item),
        (error) => (failure ??= error),
      )
      running.set(
        item,
        done.then(() => running.delete(item)),
      )
    }
    if (running.size === 0) break
    await Promise.race(running.values())
  }
  if (failure) throw failure
}

async function buildOne(item, hash, log) {
  if (!existsSync(join(folder(item), 'package.json'))) throw new Error(`${item.dir} has no package.json`)
  const stamp = join(stamps, item.name)
  rmSync(stamp, { force: true })
  const begun = performance.now()
  await runTool(item)
  if (item.command[0] === 'tsc') prune(folder(item), join(folder(item), item.output))
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
  log(`built ${item.name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`)
}

function runTool(item) {
  const [tool, ...args] = item.command
  const bin = join(folder(item), 'node_modules', '.bin', tool)
  const env = { ...process.env, NODE_ENV: 'production' }
  return new Promise((done, fail) => {
    const child = spawn(bin, args, { cwd: folder(item), env, stdio: ['ignore', 'pipe', 'pipe'] })
    const words = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => words.push(chunk))
    child.on('error', fail)
    child.on('close', (code) => {
      if (code === 0) done()
      else fail(new Error(`${item.name} does not build:\n${Buffer.concat(words).toString().trim()}`))
    })
  })
}

/** tsc leaves the products of deleted sources behind; they would still be imported and tested. */
function prune(dir, output) {
  for (const entry of readdirSync(output, { withFileTypes: true, recursive: true })) {
    const product = /^(.*?)(\.d\.ts|\.js)(\.map)?$/.exec(entry.name)
    if (!product || !entry.isFile()) continue
    const within = join(entry.parentPath ?? entry.path).slice(output.length)
    const origins = [join(dir, 'src', within, product[1]), join(dir, within, product[1])]
    if (!origins.some((origin) => existsSync(`${origin}.ts`))) rmSync(join(output, within, entry.name))
  }
}

function flag(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : process.argv[at + 1]?.split(',')
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { built, kept } = await build({ only: flag('--only') })
    console.log(`${built.length} built, ${kept.length} unchanged`)
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
}
