import { elementWords, locale } from '@storeweave/kit'
import { shallowRef, watchEffect, type ShallowRef } from 'vue'

type Words = { name: string; el: Record<string, never> }

/** Element Plus's own few words in the language of the screen. */
export function useElementWords(): ShallowRef<Words | undefined> {
  const words = shallowRef<Words>()
  watchEffect(async () => {
    const wanted = locale.value
    const loaded = (await elementWords(wanted)) as Words
    if (wanted === locale.value) words.value = loaded
  })
  return words
}
