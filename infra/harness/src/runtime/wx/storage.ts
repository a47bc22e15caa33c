import { plain, type Context, type Loose } from '../types.ts'
import { atOnce, later } from './call.ts'

/** Storage of one mini program; it lives as long as the page, unless the test hands it on. */
export function storageApis(context: Context): Record<string, unknown> {
  const { storage } = context
  const info = () => ({ keys: [...storage.keys()], currentSize: 0, limitSize: 10_240 })
  const write = (key: string, value: unknown) => void storage.set(key, plain(value))
  return {
    setStorageSync: atOnce(context, 'setStorageSync', write),
    getStorageSync: atOnce(context, 'getStorageSync', (key) =>
      storage.has(key) ? plain(storage.get(key)) : '',
    ),
    removeStorageSync: atOnce(context, 'removeStorageSync', (key) => void storage.delete(key)),
    clearStorageSync: atOnce(context, 'clearStorageSync', () => storage.clear()),
    getStorageInfoSync: atOnce(context, 'getStorageInfoSync', info),
    setStorage: later(context, 'setStorage', ({ key, data }: Loose) => write(key, data)),
    getStorage: later(context, 'getStorage', ({ key }: Loose) => {
      if (!storage.has(key)) throw new Error('data not found')
      return { data: plain(storage.get(key)) }
    }),
    removeStorage: later(context, 'removeStorage', ({ key }: Loose) => void storage.delete(key)),
    clearStorage: later(context, 'clearStorage', () => storage.clear()),
    getStorageInfo: later(context, 'getStorageInfo', info),
  }
}
