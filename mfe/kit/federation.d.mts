import type { RsbuildConfig, RsbuildPlugin } from '@rsbuild/core'
/** Build of a remote that exposes `./app` from `src/expose.ts`, served under `/mfe/<name>/`. */
export declare function remote(name: 'admin' | 'store' | 'supplier' | 'pos'): RsbuildConfig
/** Build of the shell: provides the shares and the federation runtime. */
export declare function shell(extra?: RsbuildPlugin[]): RsbuildConfig
