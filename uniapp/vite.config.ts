import uniPkg from '@dcloudio/vite-plugin-uni'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

// The package is CommonJS: what arrives as its default depends on who loads this file.
const uni = ((uniPkg as unknown as { default?: typeof uniPkg }).default ?? uniPkg) as typeof uniPkg

/** Uni's own style sheet loads a picture from a CDN: a storefront answers from its own origin only. */
const noForeignPictures = (): Plugin => ({
  name: 'storeweave:no-foreign-pictures',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type === 'asset' && file.fileName.endsWith('.css'))
        file.source = String(file.source).replace(/url\((["']?)(https?:)?\/\/[^)]*\)/g, 'none')
    }
  },
})

/** On the phone uni fetches a picture from its maker's CDN at every start, for their statistics: not with us. */
const noForeignCalls = (): Plugin => ({
  name: 'storeweave:no-foreign-calls',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('uni-mp-weixin/dist/uni.mp')
      ? code.replace('isFunction(wx.preloadAssets)', 'false')
      : undefined,
})

export default defineConfig({
  plugins: [uni(), noForeignPictures(), noForeignCalls()],
  server: { proxy: { '/api': 'http://localhost:5800', '/media': 'http://localhost:5800' } },
  build: { target: 'es2018' },
})
