import { createI18n } from 'vue-i18n'
import { readonly, ref, type Ref } from 'vue'
import { kitEn } from './en'
import { kitZh } from './zh-cn'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export interface WordTree {
  [key: string]: string | WordTree
}
type Loader = () => Promise<WordTree | { default: WordTree }>

const STORED = 'storeweave.locale'
const loaders = new Map<string, Record<Locale, Loader>>()
const loaded = new Set<string>()
const current = ref<Locale>(firstLocale())

export const i18n = createI18n({
  legacy: false,
  locale: current.value,
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: { 'zh-CN': { kit: kitZh }, en: { kit: kitEn } } as Record<Locale, WordTree>,
})

/** The language of the screen now; change it with `setLocale`. */
export const locale: Readonly<Ref<Locale>> = readonly(current)

function firstLocale(): Locale {
  const stored = localStorage.getItem(STORED)
  if (stored === 'en' || stored === 'zh-CN') return stored
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

async function pull(target: Locale): Promise<void> {
  const missing = [...loaders].filter(([key]) => !loaded.has(`${key}|${target}`))
  await Promise.all(
    missing.map(async ([key, byLocale]) => {
      const words = await byLocale[target]()
      const tree = (
        'default' in words && typeof words.default === 'object' ? words.default : words
      ) as WordTree
      i18n.global.mergeLocaleMessage(target, { [key.split(' ')[0]!]: tree })
      loaded.add(`${key}|${target}`)
    }),
  )
}

/**
 * Adds an app's words under its name and waits until those of the current language are there. Words that one page
 * alone needs come with it, as a `part` of the app's.
 */
export async function addWords(name: string, byLocale: Record<Locale, Loader>, part = ''): Promise<void> {
  loaders.set(`${name} ${part}`, byLocale)
  await pull(current.value)
}

/** Switches the language of all screens and remembers it on this device. */
export async function setLocale(target: Locale): Promise<void> {
  // Merging words does not re-render what is on screen: all must be there before the switch.
  await pull(target)
  current.value = target
  i18n.global.locale.value = target
  document.documentElement.lang = target
  localStorage.setItem(STORED, target)
}

export type Translate = (key: string, args?: Record<string, unknown> | number) => string

/** Words of one app: `const { t } = useText('admin')`, then `t('orders.title')` reads `admin.orders.title`. */
export function useText(name: string): { t: Translate; locale: Readonly<Ref<Locale>> } {
  return { t: (key, args) => translate(`${name}.${key}`, args), locale }
}

/** Looks a full key up in the current language, then in zh-CN; gives the key back when nobody knows it. */
export const translate: Translate = (key, args) =>
  typeof args === 'number' ? i18n.global.t(key, args) : args ? i18n.global.t(key, args) : i18n.global.t(key)

/** Picks the text of the current language out of `{ zh, en }`, the shape of names on the wire. */
export function localText(text: { zh: string; en?: string | null } | null | undefined): string {
  if (!text) return ''
  return current.value === 'en' && text.en ? text.en : text.zh
}
