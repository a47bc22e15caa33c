import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RsbuildPlugin } from '@rsbuild/core'

/**
 * Writes `/sw.js` with the list of files the shell needs to start without a network, and a version made of their
 * names and contents, so that browsers fetch a new worker exactly when the shell changed.
 */
export const serviceWorker = (): RsbuildPlugin => ({
  name: 'storeweave:service-worker',
  setup(api) {
    api.processAssets({ stage: 'report' }, ({ assets, compilation, sources }) => {
      const files = Object.keys(assets)
        .filter((name) => /^static\/.*\.(js|css)$|^index\.html$/.test(name) && !name.endsWith('.map'))
        .sort()
      const hash = createHash('sha256')
      for (const name of files) hash.update(name).update(assets[name]!.buffer())
      const source = readFileSync(join(api.context.rootPath, 'src/sw.js'), 'utf8')
      hash.update(source)
      const list = JSON.stringify(files.map((name) => (name === 'index.html' ? '/' : `/${name}`)))
      const text = source.replace('__FILES__', list).replace('__VERSION__', hash.digest('hex').slice(0, 12))
      compilation.emitAsset('sw.js', new sources.RawSource(text))
    })
  },
})
