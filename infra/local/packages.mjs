// What is built, from what, by which command. The order of the list is the order of building.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

const tsc = ['tsc', '-p', '.']
const rsbuild = ['rsbuild', 'build']
const screen = (name, dir) => ({
  name,
  dir,
  after: ['contract', 'rules', 'kit'],
  command: rsbuild,
  output: 'dist',
})

/** `dir` and `output` are relative; `ignore` names folders in `dir` that do not change the result. */
export const packages = [
  { name: 'contract', dir: 'platform/contract', after: [], command: tsc, output: 'dist' },
  { name: 'rules', dir: 'platform/rules', after: ['contract'], command: tsc, output: 'dist' },
  { name: 'sandbox', dir: 'infra/sandbox', after: [], command: tsc, output: 'dist' },
  {
    name: 'platform',
    dir: 'platform',
    after: ['contract', 'rules'],
    command: tsc,
    output: 'dist',
    ignore: ['contract', 'rules', 'migrations', 'generated', 'test'],
  },
  { name: 'tenants', dir: 'tenants', after: ['contract', 'platform'], command: tsc, output: 'dist' },
  { name: 'kit', dir: 'mfe/kit', after: ['contract', 'rules'] },
  { ...screen('shell', 'shell'), ignore: ['journeys'] },
  screen('admin', 'mfe/admin'),
  screen('store', 'mfe/store'),
  screen('supplier', 'mfe/supplier'),
  screen('pos', 'mfe/pos'),
  {
    name: 'h5',
    dir: 'uniapp',
    after: ['contract', 'rules'],
    command: ['uni', 'build'],
    output: 'dist/build/h5',
  },
  {
    name: 'mp-weixin',
    dir: 'uniapp',
    after: ['contract', 'rules'],
    command: ['uni', 'build', '-p', 'mp-weixin'],
    output: 'dist/build/mp-weixin',
  },
]

/** The absolute folder of a package. */
export function folder(item) {
  return join(root, item.dir)
}
