import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The names of every member of `wx` that WeChat publishes in its typings. */
export function readApiNames(): string[] {
  const home = dirname(createRequire(import.meta.url).resolve('miniprogram-api-typings/package.json'))
  const file = readFileSync(join(home, 'types', 'wx', 'lib.wx.api.d.ts'), 'utf8')
  const text = file.replace(/\/\*[\s\S]*?\*\//g, '')
  const start = text.search(/^ {4}interface Wx \{$/m)
  const body = text.slice(start, text.indexOf('\n    }\n', start))
  return [
    ...new Set([...body.matchAll(/^ {8}(?:readonly )?([a-zA-Z]\w*)\??\s*[<(:]/gm)].map(([, name]) => name!)),
  ]
}
