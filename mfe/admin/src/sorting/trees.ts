import type { Classification } from '@storeweave/contract'

export interface Value extends Classification {
  /** Names from right below the tree down to it. */
  path: { zh: string; en: string }[]
}

/** The values of a tree in their order, those further down right after what they hang under. */
export function valuesBelow(
  items: readonly Classification[],
  parentId: string,
  path: Value['path'] = [],
): Value[] {
  return items
    .filter((one) => one.parentId === parentId)
    .flatMap((one) => {
      const own = [...path, one.name]
      return [{ ...one, path: own }, ...valuesBelow(items, one.id, own)]
    })
}
