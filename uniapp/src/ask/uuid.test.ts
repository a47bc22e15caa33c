import { beforeEach, describe, expect, it, vi } from 'vitest'
import { uuidv7 } from './uuid'

describe('ids', () => {
  beforeEach(() => {
    vi.stubGlobal('uni', {})
  })

  it('are version 7 with the time in front', () => {
    const id = uuidv7(0x0192_3456_789a)
    expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('differ and stay in order within one millisecond', () => {
    const ids = Array.from({ length: 1000 }, () => uuidv7(1_800_000_000_000))
    expect(new Set(ids).size).toBe(1000)
    expect([...ids].sort()).toEqual(ids)
  })

  it('take the random bytes of the platform where it gives them', () => {
    const getRandomValues = vi.fn(({ success }) =>
      success({ randomValues: new Uint8Array(16).fill(7).buffer }),
    )
    vi.stubGlobal('uni', { getRandomValues })
    expect(uuidv7()).not.toBe(uuidv7())
    expect(getRandomValues).toHaveBeenCalledTimes(2)
  })

  it('need no random bytes of the platform', () => {
    vi.stubGlobal('uni', {
      getRandomValues: () => {
        throw new Error('not here')
      },
    })
    expect(uuidv7()).toMatch(/^[0-9a-f-]{36}$/)
  })
})
