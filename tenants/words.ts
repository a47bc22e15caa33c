import type { Words } from './demo/shapes.js'

/** Both languages of one thing. */
export const w = (zh: string, en: string): Words => ({ zh, en })

/** What there is to choose from, by key: `中文|English`. */
export const choices = (rows: Record<string, string>): { key: string; name: Words }[] =>
  Object.entries(rows).map(([key, names]) => {
    const [zh, en] = names.split('|') as [string, string]
    return { key, name: w(zh, en) }
  })
