import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fileAt = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let bundled: Promise<string> | undefined

/** The script that runs in the page: the framework and the harness's runtime. Built once in a process. */
export function bundleRuntime(): Promise<string> {
  bundled ??= build({
    entryPoints: [fileAt('./runtime/main.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
  }).then(({ outputFiles }) => outputFiles[0]!.text)
  return bundled
}

/** The page the mini program lives in, before anything runs. */
export function hostPage(): string {
  const css = ['./builtins.css', './frame.css'].map((path) => readFileSync(fileAt(path), 'utf8')).join('\n')
  return (
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<style>${css}</style><div id="mp-root"></div><div id="mp-overlays"></div>`
  )
}
