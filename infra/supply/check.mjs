// `npm test -- --only supply`: what others wrote and we install, compared with what is known to be wrong with it.
import { readFileSync, readdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import semver from 'semver'
import { root } from '../local/packages.mjs'
import { readInstalled, readLockfile } from './lockfile.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const json = (file) => JSON.parse(readFileSync(join(here, file), 'utf8'))
const GRAVE = ['high', 'critical']

/** Judges the repository's packages, and a lockfile with each kind of fault; resolves to `{ passed, failures }`. */
export async function checkSupply(today = new Date().toISOString().slice(0, 10)) {
  const lockfile = readLockfile(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'))
  const snapshot = json('advisories.json')
  const found = [
    ...judgeLockfile(lockfile, snapshot.advisories, json('accepted.json'), today),
    ...judgeInstalled(readInstalled(root), json('policy.json'), allowedBuilds()),
  ]
  const minor = hitsOf(lockfile.packages, snapshot.advisories).filter((one) => !isGrave(one)).length
  console.log(
    `  ${lockfile.packages.length} packages, advisories of ${snapshot.takenOn}${snapshot.complete ? '' : ' (not complete: npm run advisories)'}, ${minor} below high`,
  )
  const planted = checkPlantedLockfiles()
  return { passed: planted.passed + (found.length === 0 ? 1 : 0), failures: [...found, ...planted.failures] }
}

/** What is wrong with a lockfile: known holes nobody accepted, acceptances that ended or cover nothing, unpinned packages. */
export function judgeLockfile({ packages, asked }, advisories, accepted, today) {
  const hits = hitsOf(packages, advisories).filter(isGrave)
  const covers = (one, { advisory, name }) => advisory.ids.includes(one.id) && one.package === name
  const open = hits.filter((hit) => !accepted.some((one) => covers(one, hit)))
  return [
    ...open.map(
      ({ name, version, advisory }) =>
        `known vulnerability: ${name}@${version}: ${advisory.ids[0]} (${advisory.severity}) ${advisory.title}; patched in ${advisory.patched.join(', ') || 'no version'}`,
    ),
    ...accepted.filter((one) => one.until <= today).map((one) => `acceptance ended: ${nameOf(one)}`),
    ...accepted.filter((one) => !one.reason).map((one) => `acceptance without a reason: ${nameOf(one)}`),
    ...accepted
      .filter((one) => !hits.some((hit) => covers(one, hit)))
      .map((one) => `acceptance covers nothing: ${nameOf(one)}`),
    ...packages
      .filter(({ version, resolution }) => !semver.valid(version) || !isPinned(resolution))
      .map(({ name, version }) => `not pinned to the registry: ${name}@${version}`),
    ...asked
      .filter(({ specifier }) => specifier !== 'workspace:*' && !semver.valid(specifier))
      .map(({ name, specifier }) => `not an exact version: ${name} ${specifier}`),
  ]
}

/** What is wrong with installed packages: licences nobody allowed, scripts that run at installing without a word why. */
export function judgeInstalled(installed, policy, builds) {
  const all = [...installed.entries()]
  const licence = ({ name, licence: own }) => policy.licencesOf[name]?.licence ?? own
  return [
    ...(all.length === 0 ? ['nothing is installed: npm run pnpm install'] : []),
    ...all
      .filter(([, one]) => !isAllowed(licence(one), policy.licences) && !policy.licencesOf[one.name])
      .map(([id, one]) => `licence: ${id}: ${one.licence || 'none stated'}`),
    ...all
      .filter(([, one]) => one.runs && !builds.has(one.name))
      .map(([id]) => `runs a script when installed, neither allowed nor refused: ${id}`),
    ...[...builds]
      .filter(([name, allowed]) => allowed && !policy.builds[name])
      .map(([name]) => `may run a script when installed, without a reason in policy.json: ${name}`),
  ]
}

function hitsOf(packages, advisories) {
  return packages.flatMap(({ name, version }) =>
    advisories
      .filter(
        (one) => one.package === name && semver.satisfies(version, one.range, { includePrerelease: true }),
      )
      .map((advisory) => ({ name, version, advisory })),
  )
}

const isGrave = ({ advisory }) => GRAVE.includes(advisory.severity)
const nameOf = (one) => `${one.package} ${one.id}, until ${one.until}`
/** From the registry alone, by the hash of what it holds: no address of its own, no git commit, no folder. */
const isPinned = (resolution) => /^\{integrity: sha512-[A-Za-z0-9+/]{86}==\}$/.test(resolution)

/** Whether an SPDX expression (without parentheses inside parentheses) can be met with these licences. */
export function isAllowed(expression, licences) {
  const options = expression.replace(/[()]/g, '').split(' OR ')
  return options.some((option) => option.split(' AND ').every((one) => licences.includes(one.trim())))
}

function allowedBuilds() {
  const text = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const section = /^allowBuilds:\n((?: {2}.*\n)*)/m.exec(text)?.[1] ?? ''
  return new Map(
    [...section.matchAll(/^ {2}'?([^'\s]+?)'?: (true|false)$/gm)].map(([, name, yes]) => [
      name,
      yes === 'true',
    ]),
  )
}

/** The checker is checked: every lockfile in `planted/` says in its first lines what must be found in it, and nothing else may be. */
function checkPlantedLockfiles() {
  let passed = 0
  const failures = []
  for (const file of readdirSync(join(here, 'planted'))) {
    const text = readFileSync(join(here, 'planted', file), 'utf8')
    const said = (word) => [...text.matchAll(new RegExp(`^# ${word}: (.+)$`, 'gm'))].map(([, value]) => value)
    const told = (word) => said(word).map((one) => JSON.parse(one))
    const installed = new Map(told('installed').map((one) => [one.name, one]))
    const found = [
      ...judgeLockfile(
        readLockfile(text),
        told('advisory'),
        told('accepted'),
        said('today')[0] ?? '2026-01-01',
      ),
      ...(installed.size ? judgeInstalled(installed, told('policy')[0], new Map(told('builds')[0])) : []),
    ]
    if (JSON.stringify(found) === JSON.stringify(said('expect'))) passed++
    else
      failures.push(
        `planted ${file}: expected\n  ${said('expect').join('\n  ')}\nfound\n  ${found.join('\n  ')}`,
      )
  }
  return { passed, failures }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { passed, failures } = await checkSupply()
  for (const failure of failures) console.log(failure)
  console.log(`${passed} passed, ${failures.length} failed`)
  process.exit(failures.length > 0 ? 1 : 0)
}
