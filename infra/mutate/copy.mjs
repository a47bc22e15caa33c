// A copy of the repository to break things in: what git knows or would add, with the packages of the original.
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { root } from '../local/packages.mjs'

/** What vitest and git leave behind, and the store of packages, which is linked instead. */
const LEFT_OUT = new Set(['.pnpm', '.vite', '.vite-temp', '.cache'])

/** Makes the copy and answers its folder and a function that takes it away. */
export function copyOfRepository() {
  const copy = mkdtempSync(join(tmpdir(), 'storeweave-mutate-'))
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  for (const file of listed.split('\0')) {
    if (!file || !existsSync(join(root, file))) continue
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file), { verbatimSymlinks: true })
  }
  linkPackages(copy)
  return { copy, remove: () => rmSync(copy, { recursive: true, force: true }) }
}

/** Packages of the workspace are linked by relative paths, and so lead into the copy; all others lead to the one store. */
function linkPackages(copy) {
  for (const folder of ['.', ...foldersWithPackages()]) {
    const from = join(root, folder, 'node_modules')
    const to = join(copy, folder, 'node_modules')
    cpSync(from, to, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !LEFT_OUT.has(basename(path)),
    })
  }
  symlinkSync(join(root, 'node_modules/.pnpm'), join(copy, 'node_modules/.pnpm'), 'dir')
}

function foldersWithPackages() {
  const below = (folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`)
  return ['platform', ...below('platform'), ...below('infra')].filter((folder) =>
    existsSync(join(root, folder, 'node_modules')),
  )
}
