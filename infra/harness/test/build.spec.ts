import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkBuild, findForbidden, measureSize, packBuild } from '@storeweave/mini-program-harness'
import { expect, test } from '@playwright/test'
import { fixtureDir, storefrontDir } from './fixture-build.ts'

const builds = [fixtureDir, storefrontDir].filter((dir) => existsSync(join(dir, 'app.json')))

test('free uses of a browser are found; guarded and local ones are not', () => {
  expect(findForbidden('const a = new URL(x); fetch(a)')).toEqual(['URL', 'fetch'])
  expect(findForbidden("const a = typeof window !== 'undefined' ? window.b : 1")).toEqual([])
  expect(findForbidden('function f(URL) { return URL + x.document }')).toEqual([])
})

test('packages are measured against their limits', () => {
  const rows = measureSize(fixtureDir)
  expect(rows.map((row) => row.name)).toEqual(['main', 'pkg-trade', 'total'])
  expect(rows[2].bytes).toBe(rows[0].bytes! + rows[1].bytes!)
})

test('the fixture is refused for the URL it uses on purpose', () => {
  expect(checkBuild(fixtureDir).filter((row) => !row.passed)).toEqual([
    { name: 'pages/me/me.js', found: ['URL'], passed: false },
  ])
})

for (const dir of builds) {
  test(`every package of ${dir === fixtureDir ? 'the fixture' : 'the storefront'} fits`, () => {
    expect(measureSize(dir).filter((row) => !row.passed)).toEqual([])
    expect(packBuild(dir).warnings).toEqual([])
  })
}
