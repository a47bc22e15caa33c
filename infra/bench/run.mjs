// Measures the shop's list and detail against plain SQL, in turns, and writes RESULTS.md.
import { writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { caller, family, load } from './load.mjs'
import { openPlain } from './plain.mjs'

const CALLERS = 16
const ROUNDS = 3

/** Runs the bench on a running stack; prints and writes the table. Needs Linux, whose /proc tells processor time. */
export async function runBench({ pg, port, stack, secondsEach }) {
  if (process.platform !== 'linux')
    throw new Error('The bench reads processor time from /proc, so it needs Linux.')
  const slug = stack.signIns[0].tenant
  const plain = await openPlain({ pg, appUrl: stack.appUrl, slug, connections: CALLERS })
  try {
    const operations = await operationsOf({ plain, port, slug, stack, pg })
    const results = new Map(operations.map(({ name }) => [name, []]))
    for (const { work } of operations) await load({ work, callers: CALLERS, seconds: 1, processes: () => [] })
    for (let round = 0; round < ROUNDS; round++) {
      // in turns, so that a slow spell of the machine hits all alike
      for (const { name, work, processes } of operations) {
        results.get(name).push(await load({ work, callers: CALLERS, seconds: secondsEach, processes }))
      }
    }
    report(operations, results, { slug, secondsEach, goods: plain.productIds.length })
  } finally {
    await plain.end()
  }
}

async function operationsOf({ plain, port, slug, stack, pg }) {
  const get = caller({ port, host: `${slug}.localhost:${port}`, connections: CALLERS })
  const server = await serverPid(pg, stack.adminUrl)
  const platform = stack.children.find((child) => child.name === 'platform').pid
  let turn = 0
  const next = () => plain.productIds[turn++ % plain.productIds.length]
  const ours = () => [platform, ...family(server)]
  const theirs = () => [process.pid, ...family(server)]
  const listPath = `/api/shop/products?storeId=${plain.storeId}&limit=20`
  return [
    { name: 'list of 20', side: 'platform', work: () => get(listPath), processes: ours },
    { name: 'list of 20, plain SQL', side: 'plain', work: plain.list, processes: theirs },
    {
      name: 'detail',
      side: 'platform',
      work: () => get(`/api/shop/products/${next()}?storeId=${plain.storeId}`),
      processes: ours,
    },
    { name: 'detail, plain SQL', side: 'plain', work: () => plain.detail(next()), processes: theirs },
  ]
}

async function serverPid(pg, adminUrl) {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  const { rows } = await client.query("select pg_read_file('postmaster.pid') as text")
  await client.end()
  return Number(rows[0].text.split('\n')[0])
}

function report(operations, results, { slug, secondsEach, goods }) {
  const middle = (name, key) => {
    const values = results
      .get(name)
      .map((result) => result[key])
      .sort((a, b) => a - b)
    return values[Math.floor(values.length / 2)]
  }
  const rows = operations.map(({ name, side }) => {
    const base = side === 'platform' ? middle(`${name}, plain SQL`, 'cpu') : undefined
    const cpu = middle(name, 'cpu')
    const cells = [
      middle(name, 'perSecond').toFixed(0),
      middle(name, 'p50').toFixed(1),
      middle(name, 'p99').toFixed(1),
    ]
    return `| ${[name, ...cells, cpu.toFixed(2), base ? (cpu / base).toFixed(1) : '1.0'].join(' | ')} |`
  })
  const [cpu] = cpus()
  const text = [
    '# Bench',
    '',
    'Written by `npm run bench`; the figures are of one machine and one run.',
    '',
    `${cpus().length} x ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}, Node ${process.version}, ` +
      `embedded PostgreSQL; ${CALLERS} callers on the same machine, ${ROUNDS} rounds of ${secondsEach} s in turns, medians; ` +
      `demo tenant ${slug}, ${goods} products asked in turn.`,
    '',
    'Processor time is per operation, answering process and PostgreSQL together; the ratio is to plain SQL under the same',
    'row security by a bare `pg` client, in the same run.',
    '',
    '| operation | per second | p50 ms | p99 ms | processor ms | ratio |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
  writeFileSync(new URL('RESULTS.md', import.meta.url), text)
  console.log(`\n${text}`)
}
