import { vi } from 'vitest'

export interface Asked {
  url: string
  method: string
  header: Record<string, string>
  data?: unknown
}
export type Answer = { status: number; data?: unknown } | { fail: string }

/** The parts of `uni` that state and client touch, with answers to give and a log of what was asked. */
export function fakeUni(answer: (asked: Asked) => Answer | Promise<Answer>) {
  const storage = new Map<string, unknown>()
  const asked: Asked[] = []
  const uni = {
    getStorageSync: (key: string) => storage.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
    removeStorageSync: (key: string) => void storage.delete(key),
    getSystemInfoSync: () => ({ language: 'zh-CN' }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'wx0123456789abcdef' } }),
    navigateTo: vi.fn(),
    showToast: vi.fn(),
    request: async (request: Asked & { success: (a: object) => void; fail: (a: object) => void }) => {
      const { url, method, header, data } = request
      asked.push({ url, method, header: { ...header }, data })
      const given = await answer(asked[asked.length - 1]!)
      if ('fail' in given) request.fail({ errMsg: given.fail })
      else request.success({ statusCode: given.status, data: given.data })
    },
  }
  vi.stubGlobal('uni', uni)
  return { uni, asked, storage }
}
