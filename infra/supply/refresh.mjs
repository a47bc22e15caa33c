// `npm run advisories [-- --from <folder>]`: a new snapshot of what is known to be wrong with the packages we install.
// From the registry npm is set to use, or from a folder with a checkout of the GitHub advisory database.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../local/packages.mjs'
import { readLockfile } from './lockfile.mjs'

const target = fileURLToPath(new URL('advisories.json', import.meta.url))
const { packages } = readLockfile(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'))
const from = process.argv.indexOf('--from')
const today = new Date().toISOString().slice(0, 10)
const taken = from < 0 ? await ofRegistry() : ofFolder(process.argv[from + 1] ?? '')
taken.advisories.sort((a, b) => compare(a.package, b.package) || compare(a.ids[0], b.ids[0]))
writeFileSync(target, `${JSON.stringify({ takenOn: today, complete: true, ...taken }, null, 2)}\n`)
console.log(`${taken.advisories.length} advisories written; now: npm test -- --only supply`)

/** What a registry's bulk endpoint answers for exactly these versions. */
async function ofRegistry() {
  const versions = {}
  for (const { name, version } of packages) (versions[name] ??= []).push(version)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const registry = execFileSync(npm, ['config', 'get', 'registry'], { encoding: 'utf8' }).trim()
  const answer = await fetch(new URL('-/npm/v1/security/advisories/bulk', registry), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(versions),
  })
  if (!answer.ok) {
    console.error(
      `The registry answers ${answer.status}: it serves no advisories. Use --from <folder> instead.`,
    )
    process.exit(1)
  }
  const advisories = Object.entries(await answer.json()).flatMap(([name, found]) =>
    found.map((one) => ({
      package: name,
      severity: one.severity,
      ids: [one.url.split('/').at(-1)],
      range: one.vulnerable_versions,
      patched: [],
      title: one.title,
    })),
  )
  return {
    sources: { registry: 'bulk advisory endpoint, for the versions of the lockfile of that day' },
    advisories,
  }
}

/** What a checkout of the GitHub advisory database (OSV records) holds of the packages' names, whichever version. */
function ofFolder(folder) {
  const reviewed = join(folder, 'advisories', 'github-reviewed')
  if (!existsSync(reviewed)) {
    console.error(`${reviewed} is not there: --from wants a checkout of the GitHub advisory database.`)
    process.exit(1)
  }
  const names = new Set(packages.map(({ name }) => name))
  const records = readdirSync(reviewed, { recursive: true }).filter((file) => file.endsWith('.json'))
  const advisories = records.flatMap((file) => {
    const record = JSON.parse(readFileSync(join(reviewed, file), 'utf8'))
    return record.withdrawn ? [] : advisoriesOf(record, names)
  })
  return { sources: { github: 'GitHub advisory database (CC BY 4.0), a checkout of that day' }, advisories }
}

function advisoriesOf(record, names) {
  return [...grouped(record.affected ?? [])]
    .filter(([name, [first]]) => first.package.ecosystem === 'npm' && names.has(name))
    .map(([name, ones]) => ({
      package: name,
      severity: (record.database_specific?.severity ?? 'unknown').toLowerCase(),
      ids: [record.id, ...(record.aliases ?? [])],
      range: ones.map(rangeOf).join(' || '),
      patched: ones.flatMap((one) => eventsOf(one).flatMap(({ fixed }) => fixed ?? [])),
      title: record.summary,
    }))
}

function grouped(affected) {
  const by = new Map()
  for (const one of affected) by.set(one.package.name, [...(by.get(one.package.name) ?? []), one])
  return by
}

function eventsOf({ ranges = [] }) {
  return ranges.flatMap(({ events }) => events)
}

/** OSV's events as a range of versions: introduced at one, until fixed in or last affected at another. */
function rangeOf(affected) {
  const listed = (affected.versions ?? []).map((version) => `=${version}`)
  const last = affected.database_specific?.last_known_affected_version_range
  const range = eventsOf(affected).map(boundOf).join(' ')
  const whole = last && !range.includes('<') ? `${range} ${last.replace(' ', '')}` : range
  return [whole, ...listed].filter(Boolean).join(' || ')
}

function boundOf({ introduced, fixed, last_affected: last }) {
  if (introduced) return `>=${introduced === '0' ? '0.0.0-0' : introduced}`
  return fixed ? `<${fixed}` : `<=${last}`
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}
