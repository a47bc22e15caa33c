// `node infra/crash/run.mjs [--seed N] [--kills N]`: trades while parts are killed, then holds the books against what people were told.
import { randomInt } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Board } from './board.mjs'
import { balance, drained } from './books.mjs'
import { House } from './house.mjs'
import { People } from './people.mjs'
import { playScenes } from './scenes.mjs'
import { storm } from './storm.mjs'

const KILLS = 50
const SHOPPERS = 6
const TILLS = 2

/** Runs the whole trial; resolves to `{ passed, failures }` and leaves the folder with the logs where something failed. */
export async function crash({ seed = randomInt(1_000_000), kills = KILLS, log = console.log } = {}) {
  log(`seed ${seed}`)
  const complaints = []
  const house = await House.open({ complain: (words) => complaints.push(words) })
  const failures = []
  let passed = 0
  try {
    const people = new People(house, seed)
    await people.learn()
    const board = new Board(
      house,
      people.client(() => people.badge('manager')),
    )
    board.begin()
    people.begin({ shoppers: SHOPPERS, tills: TILLS })
    const count = await storm({ house, people, seed, kills, log })
    await people.leave()
    log(`killed ${JSON.stringify(count)}; everybody has gone home`)
    const scenes = await playScenes(house, people)
    await drained(house)
    log('everything under way has ended')
    for (const { name, found } of [...scenes, ...(await balance(house, people, board))]) {
      if (found.length === 0) passed += 1
      else failures.push(`${name}:\n  ${found.slice(0, 20).join('\n  ')}`)
    }
    await board.close()
  } catch (error) {
    failures.push(error.stack)
  } finally {
    failures.push(...complaints.splice(0))
    await house.close({ keep: failures.length > 0 })
    failures.push(...complaints)
  }
  if (failures.length > 0) failures.push(`repeat with --seed ${seed}; logs are in ${house.dataDir}/logs`)
  return { passed, failures }
}

function option(name) {
  const at = process.argv.indexOf(name)
  return at < 0 ? undefined : Number(process.argv[at + 1])
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { passed, failures } = await crash({ seed: option('--seed'), kills: option('--kills') })
  for (const failure of failures) console.log(`\nFAILED ${failure}`)
  console.log(`\n${passed} passed, ${failures.length} failed`)
  process.exit(failures.length > 0 ? 1 : 0)
}
