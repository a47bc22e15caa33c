import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listFiles } from '../src/pack.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
const source = join(home, 'fixture')
const uniapp = resolve(home, '../../uniapp')

function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(uniapp, 'package.json')))
  for (const path of listFiles(source).sort()) hash.update(path).update(readFileSync(join(source, path)))
  return hash.digest('hex').slice(0, 16)
}

/** Where the fixture's build lies; it exists once `buildFixture` has run. */
export const fixtureDir = join(home, 'node_modules', '.cache', `fixture-${sourceHash()}`)

/** The folder of the storefront's own build; it may not exist. */
export const storefrontDir = join(uniapp, 'dist', 'build', 'mp-weixin')

/** Builds the fixture with the storefront's own uni-app, once for each state of its sources. */
export function buildFixture(): void {
  if (existsSync(join(fixtureDir, 'app.json'))) return
  const room = mkdtempSync(join(tmpdir(), 'mini-program-fixture-'))
  try {
    cpSync(source, room, { recursive: true })
    // uni finds its platforms by the dependencies of the package it runs in.
    cpSync(join(uniapp, 'package.json'), join(room, 'package.json'))
    symlinkSync(join(uniapp, 'node_modules'), join(room, 'node_modules'))
    const uni = join(room, 'node_modules/@dcloudio/vite-plugin-uni/bin/uni.js')
    const run = spawnSync(process.execPath, [uni, 'build', '-p', 'mp-weixin'], {
      cwd: room,
      encoding: 'utf8',
    })
    if (run.status !== 0) throw new Error(`uni build failed\n${run.stdout}\n${run.stderr}`)
    mkdirSync(join(fixtureDir, '..'), { recursive: true })
    cpSync(join(room, 'dist/build/mp-weixin'), fixtureDir, { recursive: true })
  } finally {
    rmSync(room, { recursive: true, force: true })
  }
}
