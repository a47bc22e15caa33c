// `npm run sbom [-- <file>]`: what the product consists of, as a CycloneDX 1.6 document: every package of the lockfile
// with its hash, and its licence where it is installed on this machine. Without a file it goes to standard output.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../local/packages.mjs'
import { readInstalled, readLockfile } from './lockfile.mjs'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { packages } = readLockfile(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'))
const installed = readInstalled(root)
const text = `${JSON.stringify(document(), null, 2)}\n`
const [, , file] = process.argv
if (file) writeFileSync(file, text)
else process.stdout.write(text)

/** The same lockfile gives the same document: no time, no serial number. */
function document() {
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        name: manifest.name,
        version: manifest.version,
        licenses: [{ license: { id: manifest.license } }],
      },
    },
    components: packages.map(component),
  }
}

function component({ name, version, resolution }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const licence = installed.get(`${name}@${version}`)?.licence
  const hash = /sha512-([A-Za-z0-9+/=]+)/.exec(resolution)?.[1]
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(hash ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(hash, 'base64').toString('hex') }] } : {}),
    ...(licence ? { licenses: [{ expression: licence }] } : {}),
  }
}
