import { describe, expect, it } from 'vitest'
import { WEBHOOK_PATIENCE_SECONDS, webhookWait } from './index.js'

describe('the wait between tries of a webhook', () => {
  it('is 5 s, 5 min, 30 min, 2 h, 5 h, then 10 h each', () =>
    expect([1, 2, 3, 4, 5, 6, 7, 20].map((tries) => webhookWait(tries, 0))).toEqual([
      5, 300, 1800, 7200, 18_000, 36_000, 36_000, 36_000,
    ]))
  it('is up to a fifth longer, never shorter', () =>
    expect([webhookWait(1, 0.5), webhookWait(6, 1)]).toEqual([5.5, 43_200]))
  it('makes 11 or 12 tries of three days', () => {
    const triesWith = (chance: number) => {
      let tries = 1
      for (let at = webhookWait(1, chance); at <= WEBHOOK_PATIENCE_SECONDS; tries++)
        at += webhookWait(tries + 1, chance)
      return tries
    }
    expect([triesWith(0), triesWith(1)]).toEqual([12, 11])
  })
})
