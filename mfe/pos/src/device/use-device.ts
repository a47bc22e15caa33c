import { uuidv7 } from '@storeweave/kit'
import { shallowRef } from 'vue'
import type { TillDb } from './till-db'

export interface Device {
  deviceId: string
  storeId: string
  registeredAt: string
}

/** Who this till is. The id is made here once and never changes; the store may be chosen again. */
export function useDevice(db: TillDb) {
  const device = shallowRef<Device>()
  const known = shallowRef(false)

  /** Reads what is kept on the device. */
  async function open(): Promise<void> {
    device.value = await db.read<Device>('device')
    known.value = true
  }

  /** Makes this browser a till of the store and asks the browser not to evict what it keeps. */
  async function register(storeId: string): Promise<void> {
    const deviceId = device.value?.deviceId ?? uuidv7()
    const next = { deviceId, storeId, registeredAt: new Date().toISOString() }
    await db.keep('device', next)
    await navigator.storage?.persist?.().catch(() => false)
    device.value = next
  }

  /** Asks for the store again; the device id stays. */
  function forgetStore(): void {
    if (device.value) device.value = { ...device.value, storeId: '' }
  }

  /** Numbers receipts on this device, `7F3A-0042`, until the server has given its own number. */
  async function nextNumber(): Promise<string> {
    const tail = (device.value?.deviceId ?? '').slice(-4).toUpperCase()
    const count = await db.transaction('rw', db.settings, async () => {
      const next = ((await db.read<number>('count')) ?? 0) + 1
      await db.keep('count', next)
      return next
    })
    return `${tail}-${String(count).padStart(4, '0')}`
  }
  return { device, known, open, register, forgetStore, nextNumber }
}
export type DeviceState = ReturnType<typeof useDevice>
