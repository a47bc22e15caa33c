// Kills, in an order and at moments that follow from the seed.
import { Dice } from './dice.mjs'

/** How often each is the victim, of a hundred. */
const VICTIMS = [
  ...[
    ['postgres', 35],
    ['worker', 25],
  ],
  ...[
    ['api-1', 20],
    ['api-2', 20],
  ],
]
const TOGETHER_PERCENT = 20
/** A kill comes after so many pieces from the database since everything was well: anywhere between two statements. */
const PIECES_MAX = 400

/**
 * Kills `kills` times, one or two at once. Every round begins when all is well and somebody has been answered since
 * the last; its moment is a number of answers of the database, so a busy machine is not hit elsewhere than a quiet one.
 */
export async function storm({ house, people, seed, kills, log }) {
  const dice = new Dice(seed, 'killer')
  const count = {}
  let answered = people.answered()
  let told = 0
  for (let done = 0; done < kills;) {
    await house.calm()
    const before = answered
    await house.until('somebody is answered', () => people.answered() > before)
    const victims = [victim(dice)]
    if (dice.percent(TOGETHER_PERCENT)) victims.push(victim(dice))
    for (const name of new Set(victims.slice(0, kills - done))) {
      await house.base.after(dice.between(1, PIECES_MAX))
      house.kill(name)
      count[name] = (count[name] ?? 0) + 1
      done += 1
    }
    answered = people.answered()
    if (done >= told + 10) {
      told = done - (done % 10)
      log(`${done} kills, ${answered} answers, ${people.again()} requests sent again`)
    }
    // half-way on, nobody leaves things open that only time repairs: the end then needn't wait for it
    people.early = done < kills * 0.6
  }
  await house.calm()
  return count
}

function victim(dice) {
  let roll = dice.between(1, 100)
  return VICTIMS.find(([, percent]) => (roll -= percent) <= 0)[0]
}
