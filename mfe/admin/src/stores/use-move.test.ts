import type { MoveAnswer } from '@storeweave/contract'
import { Problem } from '@storeweave/kit'
import { describe, expect, it, vi } from 'vitest'
import { useMove } from './use-move'

const seen: MoveAnswer = { count: 1, conflicts: [] }
const previewMove = vi.hoisted(() => vi.fn())
vi.mock('./stores.api', () => ({ previewMove }))
const refused = (code: string) => new Problem({ status: 409, code, title: code })

describe('a move in the tree', () => {
  it('that breaks no price is sent once', async () => {
    const send = vi.fn().mockResolvedValue('moved')
    expect(await useMove().moving('store', 'west', send, 'key')).toBe('moved')
    expect(send.mock.calls).toEqual([[{ key: 'key' }]])
  })
  it('that breaks prices shows them, and goes on the way the person says', async () => {
    previewMove.mockResolvedValue(seen)
    const { asked, moving } = useMove()
    const send = vi.fn().mockRejectedValueOnce(refused('pricing.breaks_prices')).mockResolvedValue('moved')
    const move = moving('store', 'west', send, 'key')
    await vi.waitFor(() => expect(asked.value?.seen).toBe(seen))
    asked.value!.answer('clamp')
    expect(await move).toBe('moved')
    expect([send.mock.calls, asked.value]).toEqual([[[{ key: 'key' }], [{ prices: 'clamp' }]], undefined])
  })
  it('stays refused where the person thinks better of it, or where something else is the matter', async () => {
    previewMove.mockResolvedValue(seen)
    const { asked, moving } = useMove()
    const send = vi.fn().mockRejectedValueOnce(refused('pricing.breaks_prices'))
    const move = moving('store', 'west', send)
    await vi.waitFor(() => expect(asked.value).toBeDefined())
    asked.value!.answer(undefined)
    await expect(move).rejects.toMatchObject({ code: 'pricing.breaks_prices' })
    await expect(moving('store', 'west', () => Promise.reject(refused('org.parent_invalid')))).rejects.toMatchObject({ code: 'org.parent_invalid' }) // prettier-ignore
    expect(send).toHaveBeenCalledTimes(1)
  })
})
