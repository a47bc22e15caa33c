import type { ViteUserConfig } from 'vitest/config'
/** Settings for `vitest.config.ts`: `export default tests()`. */
export declare function tests(more?: ViteUserConfig['test']): ViteUserConfig
