import type { NamedCategory } from '../catalog/index.js'

const JOIN = ' > '

/**
 * Categories as sheets write them. `ids`: by path in either language, by id, and by the name alone where no path is
 * called so; null where several are. `paths`: what to write for each, its id where the path isn't its own.
 */
export function categoryPaths(all: readonly NamedCategory[]): {
  ids: Map<string, string | null>
  paths: Map<string, string>
} {
  const byId = new Map(all.map((c) => [c.id, c]))
  const pathOf = (c: NamedCategory, name: (c: NamedCategory) => string): string => {
    const parts: string[] = []
    for (
      let at: NamedCategory | undefined = c;
      at && parts.length < all.length;
      at = byId.get(at.parentId ?? '')
    )
      parts.unshift(name(at))
    return parts.join(JOIN)
  }
  const ids = new Map<string, string | null>()
  const claim = (key: string, id: string) => ids.set(key, ids.has(key) && ids.get(key) !== id ? null : id)
  for (const c of all)
    claim(
      pathOf(c, (x) => x.nameZh),
      c.id,
    )
  const paths = new Map(
    all.map((c) => {
      const path = pathOf(c, (x) => x.nameZh)
      return [c.id, ids.get(path) === c.id ? path : c.id]
    }),
  )
  const weaker = new Map<string, string | null>()
  const offer = (key: string, id: string) => {
    if (key && !ids.has(key)) weaker.set(key, weaker.has(key) && weaker.get(key) !== id ? null : id)
  }
  for (const c of all) {
    offer(
      pathOf(c, (x) => x.nameEn || x.nameZh),
      c.id,
    )
    offer(c.nameZh, c.id)
    offer(c.nameEn, c.id)
  }
  for (const [key, id] of weaker) ids.set(key, id)
  for (const c of all) ids.set(c.id, c.id)
  return { ids, paths }
}
