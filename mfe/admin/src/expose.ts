import { defineApp } from '@storeweave/kit'
import { useRouter, type NavigationGuard, type RouteRecordRaw } from 'vue-router'
import { menu } from './menu'
import { offerSearch } from './parts/search'
import { routes } from './routes'

/** What Ctrl-K finds leads to pages; only a guard runs where the shell's router can be had. */
let offered = false
const offer: NavigationGuard = () => {
  if (offered) return
  offered = true
  const router = useRouter()
  offerSearch((path) => void router.push(path))
}
export default defineApp({
  name: 'admin',
  frame: 'office',
  routes: routes.map(
    (route) => ({ ...route, beforeEnter: [offer, route.beforeEnter ?? []].flat() }) as RouteRecordRaw,
  ),
  menu,
  messages: {
    'zh-CN': () => import('./words/zh-cn'),
    en: () => import('./words/en'),
  },
})
