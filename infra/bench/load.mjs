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
  times.sort((a, b) => a - b)
  const part = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return { count: times.length, perSecond: times.length / elapsed, p50: part(0.5), p99: part(0.99) }
}
