// What pnpm-lock.yaml says of the packages that get installed. A line reader: pnpm writes the file, always in this shape.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const ENTRY = /^ {2}'?((?:@[^/@\s]+\/)?[^@\s']+)@([^'\s]+?)'?:$/
const IMPORTED = /^ {8}specifier: (\S+)$/
const DEPENDENCY = /^ {6}'?([^'\s]+?)'?:$/

/** The packages of a lockfile's text: `{ name, version, resolution }` each, and what the manifests ask for: `{ name, specifier }`. */
export function readLockfile(text) {
  const packages = []
  const asked = []
  let section = ''
  let name = ''
  for (const line of text.split('\n')) {
    if (/^\S+:/.test(line)) section = line.split(':')[0]
    else if (section === 'packages') {
      const entry = ENTRY.exec(line)
      if (entry) packages.push({ name: entry[1], version: entry[2], resolution: '' })
      else if (/^ {2}\S/.test(line)) packages.push({ name: line.trim(), version: '', resolution: '' })
      const resolution = /^ {4}resolution: (.*)$/.exec(line)
      if (resolution) packages.at(-1).resolution = resolution[1]
    } else if (section === 'importers') {
      name = DEPENDENCY.exec(line)?.[1] ?? name
      const specifier = IMPORTED.exec(line)
      if (specifier) asked.push({ name, specifier: specifier[1].replace(/^'|'$/g, '') })
    }
  }
  return { packages, asked }
}

/** The manifests of the installed packages below `root`, by `name@version`; packages of other systems are not installed. */
export function readInstalled(root) {
  const store = join(root, 'node_modules', '.pnpm')
  const manifests = new Map()
  for (const folder of existsSync(store) ? readdirSync(store) : []) {
    const name = folder.match(/^(@[^+]+\+[^@]+|[^@]+)@/)?.[1].replace('+', '/')
    const dir = name && join(store, folder, 'node_modules', name)
    if (!dir || !existsSync(join(dir, 'package.json'))) continue
    const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))
    const runs = ['preinstall', 'install', 'postinstall'].some((script) => manifest.scripts?.[script])
    manifests.set(`${name}@${manifest.version}`, {
      name,
      licence: licenceOf(manifest),
      runs: runs || existsSync(join(dir, 'binding.gyp')),
    })
  }
  return manifests
}

function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license
  const named = [licenses ?? license ?? []].flat().map((one) => one.type ?? one)
  return named.join(' OR ')
}
