import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import type { Plugin } from 'vite'

/** Leaves of `device/` what the mini program's build leaves, as uni does: Node has no browser either. */
const asMiniProgram = (): Plugin => ({
  name: 'storeweave:as-mini-program',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/device/')
      ? code.replace(/\/\/ #(ifdef H5|ifndef MP-WEIXIN)\n[\s\S]*?\/\/ #endif/g, (block) =>
          block.replace(/[^\n]/g, ''),
        )
      : undefined,
})

export default defineConfig({
  plugins: [asMiniProgram()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
