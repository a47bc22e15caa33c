import type { Feature } from '@storeweave/contract'
import { addWords, canAny, me, uses } from '@storeweave/kit'
import { shallowRef } from 'vue'
import type { RouteLocationNormalized, Router, RouteRecordRaw } from 'vue-router'
import Home from './frame/Home.vue'
import { safePath } from './safe-path'
import NotFound from './frame/NotFound.vue'
import NotAllowed from './frame/NotAllowed.vue'

/** The page of companies that want to supply, with words of its own: nobody else waits for them. */
const apply = async () => {
  const [page] = await Promise.all([
    import('./apply/Apply.vue'),
    addWords('apply', {
      'zh-CN': async () => (await import('./apply/words/zh-cn')).default,
      en: async () => (await import('./apply/words/en')).default,
    }),
  ])
  return page
}

export const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: Home },
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./signin/SignIn.vue'),
    meta: { open: true, frame: 'none' },
  },
  { path: '/apply', name: 'apply', component: apply, meta: { open: true, frame: 'none' } },
  { path: '/join', name: 'join', component: apply, meta: { open: true, frame: 'none' } },
  { path: '/account', name: 'account', component: () => import('./account/Account.vue') },
  { path: '/not-allowed', name: 'not-allowed', component: NotAllowed },
  { path: '/:rest(.*)*', name: 'not-found', component: NotFound },
]

/** The page whose code did not arrive; cleared by the next navigation that works. */
export const brokenRoute = shallowRef<RouteLocationNormalized>()

/** Remembers a navigation that failed while loading, so that the frame can offer it again. */
export function routeFailed(error: unknown, to: RouteLocationNormalized): void {
  console.error(error)
  brokenRoute.value = to
}

/** Nobody gets past sign-in without a person, or to a page whose permission the person lacks. */
export function guardRoutes(router: Router): void {
  router.beforeEach((to) => {
    if (!me.value && !to.meta['open'])
      return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
    if (me.value && to.name === 'sign-in') return { path: safePath(to.query['to']) }
    if ((me.value?.mustEnrol || me.value?.mustChangePassword) && to.name !== 'account')
      return { name: 'account' }
    const permission = to.meta['permission'] as string | readonly string[] | undefined
    if (me.value && !canAny(permission)) return { name: 'not-allowed' }
    if (!uses(to.meta['feature'] as Feature | undefined))
      return { name: 'not-found', params: { rest: ['off'] } }
    return true
  })
  router.afterEach((_to, _from, failure) => {
    if (!failure) brokenRoute.value = undefined
  })
}
