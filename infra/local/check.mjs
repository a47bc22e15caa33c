// `npm run check:invariants -- postgres://admin@host/database`: does a database, e.g. a restored backup, add up?
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './packages.mjs'

const url = process.argv[2] ?? process.env.ADMIN_DATABASE_URL
const built = join(root, 'platform/dist/check.js')
if (!url || !existsSync(built)) {
  console.error(
    url ? 'Build first: npm run build' : 'Usage: npm run check:invariants -- <address of the database>',
  )
  process.exit(2)
}
const { checkInvariants } = await import(pathToFileURL(built).href)
const breaks = await checkInvariants(url)
for (const { tenant, name, id, detail } of breaks) console.log(`${tenant} ${name} ${id}: ${detail}`)
console.log(breaks.length ? `${breaks.length} broken` : 'everything adds up')
process.exit(breaks.length ? 1 : 0)
