import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Address } from '@storeweave/contract'
import { listAddresses } from '@/ask/delivery.api'

/** The shopper's addresses, and the one that goods go to: chosen just now, else the default. */
export const useAddress = defineStore('address', () => {
  const items = ref<Address[] | null>(null)
  const chosenId = ref('')
  const chosen = computed(
    () => items.value?.find((one) => one.id === chosenId.value) ?? items.value?.[0] ?? null,
  )
  async function load(): Promise<void> {
    items.value = (await listAddresses()).items
  }
  return { items, chosenId, chosen, load }
})
