// Content hashes of source folders: what has not changed need not be built or installed again.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const NEVER = new Set([
  'node_modules',
  'dist',
  '.data',
  '.git',
  'test-results',
  'playwright-report',
  'unpackage',
])

/** The files below `dir`, relative and sorted, without build products, packages and the folders in `ignore`. */
export function sources(dir, ignore = []) {
  const found = []
  const walk = (below) => {
    for (const entry of readdirSync(join(dir, below), { withFileTypes: true })) {
      const path = below ? `${below}/${entry.name}` : entry.name
      if (NEVER.has(entry.name) || ignore.includes(path)) continue
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) found.push(path)
    }
  }
  if (existsSync(dir)) walk('')
  return found.sort()
}

/** One hash of names and contents; `more` are further strings that count. */
export function fingerprint(dir, files, more = []) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(dir, file)))
      .update('\0')
  for (const text of more) hash.update(`${text}\0`)
  return hash.digest('hex')
}
