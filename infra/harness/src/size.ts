import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { forbiddenGlobals } from './forbidden.ts'
import { listFiles, subPackagesOf } from './pack.ts'

/** Limits in bytes: WeChat allows 2 MB for the main package, we keep 1.5 MB so that it opens fast. */
export const sizeLimits = { main: 1.5 * 1024 * 1024, subPackage: 2 * 1024 * 1024, total: 20 * 1024 * 1024 }

/** One line of the gate: what was measured, against what, and whether it passes. */
export interface GateRow {
  name: string
  bytes?: number
  limit?: number
  found?: string[]
  passed: boolean
}

/** Measures each package of a build folder in bytes, as uploaded. */
export function measureSize(root: string): GateRow[] {
  const roots = subPackagesOf(JSON.parse(readFileSync(join(root, 'app.json'), 'utf8'))).map((one) => one.root)
  const sums: Record<string, number> = { main: 0, ...Object.fromEntries(roots.map((name) => [name, 0])) }
  for (const path of listFiles(root)) {
    const owner = roots.find((name) => path.startsWith(`${name}/`)) ?? 'main'
    sums[owner] = (sums[owner] ?? 0) + statSync(join(root, path)).size
  }
  const rows = Object.entries(sums).map(([name, bytes]) => {
    const limit = name === 'main' ? sizeLimits.main : sizeLimits.subPackage
    return { name, bytes, limit, passed: bytes < limit }
  })
  const total = Object.values(sums).reduce((sum, bytes) => sum + bytes, 0)
  return [...rows, { name: 'total', bytes: total, limit: sizeLimits.total, passed: total < sizeLimits.total }]
}

const mark = 'forbidden_'
const marks = Object.fromEntries(forbiddenGlobals.map((name) => [name, mark + name]))

/**
 * Names the globals a script uses that a mini program lacks. A use just after a `typeof` test of the same name
 * is a library looking before it leaps and does not count.
 */
export function findForbidden(code: string): string[] {
  // esbuild replaces only free names, so a local variable or a property called the same stays.
  const marked = transformSync(code, { define: marks, format: 'cjs', minifyWhitespace: true }).code
  const found = new Set<string>()
  for (const match of marked.matchAll(/forbidden_(\w+)/g)) {
    const before = marked.slice(Math.max(0, match.index - 1500), match.index)
    if (/typeof\s*$/.test(before) || before.includes(`typeof ${match[0]}`)) continue
    found.add(match[1]!)
  }
  return [...found].sort()
}

/** Checks a build folder: sizes of the packages, and no script that uses what a mini program lacks. */
export function checkBuild(root: string): GateRow[] {
  const scripts = listFiles(root).filter((path) => path.endsWith('.js'))
  const uses = scripts.map((name) => ({ name, found: findForbidden(readFileSync(join(root, name), 'utf8')) }))
  const bad = uses.filter((one) => one.found.length > 0).map((one) => ({ ...one, passed: false }))
  return [
    ...measureSize(root),
    ...(bad.length ? bad : [{ name: 'forbidden globals', found: [], passed: true }]),
  ]
}
