import '@storeweave/kit/style.css'
import {
  addWords,
  ask,
  asProblem,
  i18n,
  locale,
  me,
  onExpired,
  reloadMe,
  restoreSession,
  setTenant,
  signedInOffline,
} from '@storeweave/kit'
import type { Tenant } from '@storeweave/contract'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import App from './App.vue'
import { brandPage } from './brand'
import NotFound from './frame/NotFound.vue'
import RemoteHost from './remotes/RemoteHost.vue'
import { registerRemotes } from './remotes/registry'
import { keepOffline } from './remotes/offline'
import { guardRoutes, routeFailed, routes } from './routes'
import StartFailed from './StartFailed.vue'

async function start(): Promise<void> {
  document.documentElement.lang = locale.value
  await addWords('shell', {
    'zh-CN': async () => (await import('./words/zh-cn')).default,
    en: async () => (await import('./words/en')).default,
  })
  const [tenant] = await Promise.all([ask<Tenant>('GET /api/tenant', { timeoutMs: 8_000 }), restoreSession()])
  setTenant(tenant)
  brandPage(tenant)

  const router = createRouter({
    history: createWebHistory('/'),
    routes,
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
  })
  const app = createApp(App).use(createPinia()).use(i18n)
  app.config.errorHandler = (error) => console.error(error)
  registerRemotes(router, tenant.remotes, { host: RemoteHost, lost: NotFound })
  guardRoutes(router)
  router.onError(routeFailed)
  onExpired(
    () =>
      void router.push({ name: 'sign-in', query: { to: router.currentRoute.value.fullPath, expired: '1' } }),
  )
  watch(me, (now, before) => {
    if (!now && before && router.currentRoute.value.name !== 'sign-in') void router.push({ name: 'sign-in' })
  })
  addEventListener('online', () => signedInOffline.value && void reloadMe().catch(() => undefined))
  app.use(router)
  // A failed first navigation shows its own page; it must not keep the shell from mounting.
  await router.isReady().catch(() => undefined)
  app.mount('#app')
  await keepOffline(tenant.remotes)
}

start().catch((thrown: unknown) => {
  console.error(thrown)
  createApp(StartFailed, { problem: asProblem(thrown) })
    .use(i18n)
    .mount('#app')
})
