import * as Pinia from 'pinia'
import { createSSRApp } from 'vue'
import App from './App.vue'

/** Called by uni on both platforms. */
export function createApp() {
  const app = createSSRApp(App)
  app.use(Pinia.createPinia())
  return { app, Pinia }
}
