import { ref } from 'vue'
import type { Locale } from '@storeweave/contract/errors'
import { declareLanguage } from '@/device/client'
import { en } from './en'
import { zh } from './zh'
import type { WordKey } from './zh'
import { storage } from '@/device/storage'

const KEY = 'storeweave.locale'

function firstLocale(): Locale {
  const kept = storage.get(KEY) as string
  if (kept === 'zh-CN' || kept === 'en') return kept
  const language = uni.getSystemInfoSync().language ?? 'zh-CN'
  return /^en\b/i.test(language) ? 'en' : 'zh-CN'
}

/** The language of the storefront. */
export const locale = ref<Locale>(firstLocale())
declareLanguage(locale.value)

/** Changes the language and remembers it on the device. */
export function setLocale(next: Locale): void {
  locale.value = next
  storage.set(KEY, next)
  declareLanguage(next)
}

/** The words for a key in the shopper's language; `{name}` is filled from `args`. */
export function t(key: WordKey, args: Record<string, string | number> = {}): string {
  const text: string = (locale.value === 'en' ? en : zh)[key]
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ''))
}

/** A name in the shopper's language; Chinese where there is no English one. */
export const say = (name: { zh: string; en: string }): string => (locale.value === 'en' && name.en) || name.zh

export type { WordKey }
