import { describe, expect, it } from 'vitest'
import { sightings } from './sight'

describe('what a camera sees', () => {
  it('is one piece as long as it stays, however often it is read', () => {
    const look = sightings()
    expect([look('A', 0), look('A', 120), look(null, 240), look('A', 1600), look('A', 3000)]).toEqual([
      'A',
      null,
      null,
      null,
      null,
    ])
  })
  it('is another piece after it was gone for a while, and something else at once', () => {
    const look = sightings()
    expect([look('A', 0), look('B', 120), look('A', 240), look('A', 1740), look('A', 1800)]).toEqual([
      'A',
      'B',
      'A',
      'A',
      null,
    ])
  })
})
