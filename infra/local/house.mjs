// House rules a linter does not know, by plain reading: `node infra/local/house.mjs [folder]`.
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { faults, staleTexts } from '../mutate/faults.mjs'
import { sources } from './fingerprint.mjs'
import { root } from './packages.mjs'

const LINES_MAX = 300
const isTest = (file) => /\.(test|spec)\.ts$|(^|\/)(test|journeys)\//.test(file)
const isCode = (file) => /\.(ts|mts|vue|mjs|js|cjs)$/.test(file)
const isText = (file) => /\.(ts|mts|vue|mjs|js|cjs|sql|json|md|yaml|yml|css|html|sh)$/.test(file)
const ownPatterns = /^infra\/local\/house\.mjs$/
const holdsSql = /\.repo\.ts$|^platform\/src\/(kernel|migrate|generate)\b|^platform\/(migrations|test)\//

/** Each check: its name, the files it reads, and what it must not find there (or a function that judges a file: whether, or what, is wrong). */
const checks = [
  {
    name: 'promises',
    reads: (file) => (isCode(file) || file.endsWith('.sql')) && !isTest(file) && !ownPatterns.test(file),
    finds: /\b(TO[D]O|FIX[M]E|XXX)\b|not implemented|coming soon|敬请期待|lorem ipsum/i,
  },
  {
    name: 'idle tests',
    reads: (file) => file.endsWith('.ts'),
    finds: /\b(it|test|describe)(\.concurrent|\.serial)?\.(skip|todo|only|fixme|skipIf|runIf)\b/,
  },
  {
    name: 'sleeps in tests',
    reads: (file) => isCode(file) && isTest(file),
    finds: /waitForTimeout|setTimeout\([^,]*, *[0-9_]{3,}|timers\/promises/,
  },
  { name: 'empty catches', reads: isCode, finds: /catch *(\([\w$]*\))? *\{ *\}/ },
  {
    name: 'machine paths',
    reads: (file) => isText(file) && !ownPatterns.test(file),
    finds: /(^|[^\w.])\/(wor[k]|far[m]|roo[t])\//,
  },
  {
    name: 'SQL outside repos',
    reads: (file) => /^platform\/src\/.*\.ts$/.test(file) && !holdsSql.test(file) && !isTest(file),
    finds: /['"`]\s*(select\s[^'"`]{1,200}\sfrom\s|insert\s+into\s|update\s+[\w.]+\s+set\s|delete\s+from\s)/i,
    whole: true,
  },
  {
    name: 'unexplained suppressions',
    reads: isCode,
    finds: /(?:\/\/|\/\*|<!--)\s*(eslint-disable(?!.* -- )|@ts-expect-error\s*$|@ts-(ignore|nocheck))/,
  },
  {
    name: 'folders',
    reads: () => true,
    judges: (file) => /(^|\/)(common|shared|utils|helpers|core|types)\//.test(file),
  },
  {
    name: 'proofs that are not there',
    reads: (file) => /^docs\/(coverage|security)\.md$/.test(file),
    judges: (file, text, dir) => proofs(text).filter((path) => !existsSync(join(dir, path))),
  },
  {
    name: 'faults that cannot be planted any more',
    reads: (file) => faults.some((fault) => fault.file === file),
    judges: (file, text) =>
      faults.filter((fault) => fault.file === file && staleTexts(fault, text).length).map(({ name }) => name),
  },
  {
    name: 'long files',
    reads: (file) => /\.(ts|vue|mjs)$/.test(file) && !isTest(file) && !/demo|presets|\.d\.m?ts$/.test(file),
    judges: (file, text) => text.trimEnd().split('\n').length > LINES_MAX,
  },
]

/** The files that a page of docs names as proofs, by the short names of folders that it explains. */
const FOLDERS = { p: 'platform/src/', t: 'platform/test/', j: 'shell/journeys/' }
const proofs = (text) =>
  [...text.matchAll(/`([ptj])\/([\w./-]+\.ts)`/g)].map(([, folder, path]) => FOLDERS[folder] + path)

/** Reads the tree below `dir` and returns `[{ name, found: ['file:line: text'] }]`, one entry for each house rule. */
export function inspect(dir = root) {
  const files = sources(dir, ['.tools', 'platform/generated', 'pnpm-lock.yaml']).filter(
    (file) => !file.endsWith('.planted'),
  )
  const texts = new Map()
  const read = (file) => {
    if (!texts.has(file)) texts.set(file, isText(file) ? readFileSync(join(dir, file), 'utf8') : '')
    return texts.get(file)
  }
  return checks.map((check) => ({
    name: check.name,
    found: files
      .filter((file) => existsSync(join(dir, file)) && check.reads(file))
      .flatMap((file) => judge(check, file, read(file), dir)),
  }))
}

function judge(check, file, text, dir) {
  if (check.judges) {
    const found = check.judges(file, text, dir)
    return Array.isArray(found) ? found.map((words) => `${file}: ${words}`) : found ? [file] : []
  }
  const lines = text.split('\n')
  if (check.whole) {
    const at = text.search(check.finds)
    return at < 0 ? [] : [`${file}:${text.slice(0, at).split('\n').length}`]
  }
  return lines.flatMap((line, i) =>
    check.finds.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 100)}`] : [],
  )
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const broken = inspect(process.argv[2]).filter((check) => check.found.length > 0)
  for (const { name, found } of broken) console.log(`${name}:\n  ${found.join('\n  ')}`)
  process.exit(broken.length > 0 ? 1 : 0)
}
