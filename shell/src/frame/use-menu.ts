import { canAny, MENU_GROUPS, useText, type IconName, type MenuGroup } from '@storeweave/kit'
import { computed, type ComputedRef } from 'vue'
import { areas, entriesOf, frameOf, type Area } from '../remotes/registry'

export interface MenuItem {
  key: string
  to: string
  label: string
  icon: IconName
  search: string
  area: string
}
export interface MenuSection {
  group: MenuGroup
  items: MenuItem[]
}

const ICONS: Record<string, IconName> = { admin: 'home', store: 'store', supplier: 'truck', pos: 'till' }

/** The path of an area's page in the whole product. */
export const pathOf = (area: Area, path: string): string => area.info.base + (path === '/' ? '' : path)

/** The menu of the person: sections by task, the other workplaces (console, till), and what could not be loaded. */
export function useMenu(): {
  sections: ComputedRef<MenuSection[]>
  itemsOf: (area: string) => MenuItem[]
  places: ComputedRef<MenuItem[]>
  failed: ComputedRef<Area[]>
} {
  const { t } = useText('shell')
  const itemsOf = (name: string): MenuItem[] => {
    const area = areas.get(name)
    if (!area?.app) return []
    const words = useText(name)
    return entriesOf(area).map((entry) => ({
      key: `${name}${entry.path}`,
      to: pathOf(area, entry.path),
      label: words.t(entry.label),
      icon: entry.icon ?? 'box',
      search: entry.search ?? '',
      area: name,
      group: entry.group,
    }))
  }
  const office = computed(() => [...areas.keys()].filter((name) => frameOf(name) === 'office'))
  const sections = computed(() => {
    const all = office.value.flatMap((name) => itemsOf(name) as (MenuItem & { group: MenuGroup })[])
    return MENU_GROUPS.map((group) => ({ group, items: all.filter((item) => item.group === group) })).filter(
      ({ items }) => items.length > 0,
    )
  })
  const places = computed(() =>
    [...areas.values()].flatMap((area): MenuItem[] => {
      const name = area.info.name
      const first = itemsOf(name)[0]
      if (!first) return []
      const inOffice = frameOf(name) === 'office'
      return [
        {
          key: `place.${name}`,
          to: first.to,
          label: t(`area.${name}`),
          icon: ICONS[name] ?? 'box',
          search: inOffice ? 'office' : name,
          area: name,
        },
      ]
    }),
  )
  // A supplier's people need not hear that the office is down, nor a cashier about the supplier portal.
  const failed = computed(() =>
    [...areas.values()].filter(({ info, state }) => state === 'failed' && canAny(LIKELY[info.name])),
  )
  return { sections, itemsOf, places, failed }
}

// What an area is roughly about, for the time in which it cannot tell itself.
const LIKELY: Record<string, readonly string[]> = {
  admin: ['Insight:read', 'Price:read', 'Product:create', 'OrgUnit:update'],
  store: ['Fulfilment:read'],
  supplier: ['Supply:read'],
  pos: ['Sale:create'],
}
