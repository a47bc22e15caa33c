import { setDark } from '@storeweave/kit'
import { onScopeDispose, ref } from 'vue'

const STORED = 'storeweave.till.dark'

/** Light or dark, remembered on the device; other workplaces stay light. */
export function useLook() {
  const dark = ref(localStorage.getItem(STORED) === '1')
  setDark(dark.value)
  onScopeDispose(() => setDark(false))
  return {
    dark,
    choose: (next: boolean) => {
      dark.value = next
      localStorage.setItem(STORED, next ? '1' : '0')
      setDark(next)
    },
  }
}
export type Look = ReturnType<typeof useLook>
