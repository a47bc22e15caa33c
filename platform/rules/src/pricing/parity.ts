/** How far a price online may lie below and above the one in the store, in basis points of the latter; null: any distance. */
export interface ParityRule {
  belowMost: number | null
  aboveMost: number | null
}
const WHOLE = 10_000n

/** True where prices online and in the store, in minor units, lie as near to each other as the rule asks, both ends included. */
export function isAtPar(online: number, inStore: number, { belowMost, aboveMost }: ParityRule): boolean {
  const [o, s] = [BigInt(online) * WHOLE, BigInt(inStore)]
  return (
    (belowMost === null || o >= s * (WHOLE - BigInt(belowMost))) &&
    (aboveMost === null || o <= s * (WHOLE + BigInt(aboveMost)))
  )
}

/** How far a price online lies from the one in the store, in basis points of the latter, away from zero; negative: cheaper online. */
export function parityGap(online: number, inStore: number): number {
  if (online === inStore) return 0
  const [apart, of] = [BigInt(Math.abs(online - inStore)) * WHOLE, BigInt(inStore || 1)]
  const gap = Number((apart + of - 1n) / of)
  return online < inStore ? -gap : gap
}
