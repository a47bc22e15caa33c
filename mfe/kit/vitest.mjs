// The vitest settings of kit, shell and remotes: jsdom, and single-file components compiled as they are built.
import { createHash } from 'node:crypto'
import ts from 'typescript'
import { compileScript, parse } from 'vue/compiler-sfc'

const components = () => ({
  name: 'storeweave:vue',
  enforce: 'pre',
  transform(source, id) {
    const [file, query] = id.split('?')
    if (!file.endsWith('.vue') || query) return undefined
    const { descriptor, errors } = parse(source, { filename: file })
    if (errors.length) throw errors[0]
    const scope = createHash('sha256').update(file).digest('hex').slice(0, 8)
    const { content } = compileScript(descriptor, {
      id: scope,
      inlineTemplate: true,
      fs: {
        fileExists: ts.sys.fileExists,
        readFile: (path) => ts.sys.readFile(path),
        realpath: ts.sys.realpath,
      },
    })
    const { outputText } = ts.transpileModule(content, {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        verbatimModuleSyntax: true,
      },
    })
    return { code: outputText, map: null }
  },
})

/** Settings for `vitest.config.ts`: `export default tests()`. */
export const tests = (more = {}) => ({
  plugins: [components()],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    include: ['src/**/*.test.ts'],
    css: false,
    server: { deps: { inline: [/@storeweave\/kit/, /element-plus/] } },
    ...more,
  },
})
