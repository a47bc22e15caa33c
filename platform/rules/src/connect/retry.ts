const HOUR = 3600

/** Seconds between tries of a webhook delivery, by how many there were: 5 s, 5 min, 30 min, 2 h, 5 h, then every 10 h. */
export const webhookWaitsSeconds = [5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR] as const
/** A delivery is tried for so long; a webhook that heard nothing with success for so long is switched off. */
export const WEBHOOK_PATIENCE_SECONDS = 72 * HOUR
const JITTER = 0.2

/** Seconds until the next try after so many: up to a fifth longer by chance, so that what failed together doesn't return together. */
export function webhookWait(tries: number, chance: number): number {
  const wait = webhookWaitsSeconds[Math.min(tries, webhookWaitsSeconds.length) - 1] ?? webhookWaitsSeconds[0]
  return wait * (1 + JITTER * chance)
}
