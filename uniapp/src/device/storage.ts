/**
 * What the device keeps for this shop. Where it keeps nothing (a browser told not to, one that is full, a page that is
 * being left) the shop goes on without: nothing is found, and what is kept is kept until the page is gone.
 */
export const storage = {
  /** What was kept under a name; empty where there is nothing. */
  get: (name: string): unknown => attempt(() => uni.getStorageSync(name)) ?? '',
  set: (name: string, value: unknown): void => attempt(() => uni.setStorageSync(name, value)),
  remove: (name: string): void => attempt(() => uni.removeStorageSync(name)),
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
