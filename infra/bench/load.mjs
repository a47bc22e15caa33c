// A closed loop of callers: each begins its next operation when the last one has ended.

/** Works from all callers at once for so many seconds: `{ count, perSecond, p50, p99 }`, times in ms. */
export async function load({ callers, work, seconds }) {
  const times = []
  const begun = performance.now()
  const until = begun + seconds * 1000
  const loop = async (caller) => {
    for (let at = performance.now(); at < until;) {
      await work(caller)
      const now = performance.now()
      times.push(now - at)
      at = now
    }
  }
  await Promise.all(callers.map(loop))
  const elapsed = (performance.now() - begun) / 1000
  return { count: times.length, perSecond: times.length / elapsed, ...partsOf(times) }
}

/** The median and the time that one in a hundred takes longer than. */
export function partsOf(times) {
  const sorted = times.toSorted((a, b) => a - b)
  const part = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return { p50: part(0.5), p99: part(0.99) }
}

/**
 * Work begun at set times whatever the answers take: who is late goes on at once, and the wait counts. `shares` are those
 * of what `work` answered.
 */
export async function paced({ callers, work, perSecond, seconds }) {
  const times = []
  const answers = {}
  const begun = performance.now()
  const pauseMs = (1000 * callers.length) / perSecond
  let n = 0
  const loop = async (caller, at) => {
    for (let due = begun + (at * pauseMs) / callers.length; due < begun + seconds * 1000; due += pauseMs) {
      const early = due - performance.now()
      if (early > 0) await new Promise((next) => setTimeout(next, early))
      const status = await work(caller, n++)
      times.push(performance.now() - due)
      answers[status] = (answers[status] ?? 0) + 1
    }
  }
  await Promise.all(callers.map(loop))
  const perSecondDone = times.length / ((performance.now() - begun) / 1000)
  const shares = Object.fromEntries(Object.entries(answers).map(([status, n]) => [status, n / times.length]))
  return { perSecond: perSecondDone, times, shares }
}
