import { forbiddenGlobals } from '../forbidden.ts'
import { noteError, type Context, type Loose } from './types.ts'

/** Resolves a path written in a script or a url against the file it stands in. */
export function resolvePath(from: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts = from.split('/').slice(0, -1)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

const registrars = ['wx', 'global', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages']

/**
 * Makes the CommonJS loader of the app's scripts. They see the globals of a mini program; those of a browser are
 * parameters that nobody fills, so using one fails as on the phone.
 */
export function createLoader(context: Context): (id: string) => Loose {
  const { payload } = context
  const modules = new Map<string, { exports: Loose }>()
  const shared = {}
  // uni-app takes the global Component once, when its vendor file loads, so registration always goes to the file
  // being loaded now.
  let current = 'app'

  const globals: Record<string, unknown> = {
    wx: context.wx,
    global: shared,
    App: (definition: Loose) => (context.app = definition),
    Page: (definition: Loose) =>
      context.framework.space.component(current).pageDefinition(definition).register(),
    Component: (definition: Loose) => {
      applyStyleOptions(context, current, definition)
      return context.framework.space.component(current).definition(definition).register()
    },
    Behavior: (definition: Loose) => context.framework.space.behavior().definition(definition).register(),
    getApp: () => context.app,
    getCurrentPages: () => context.stack.map((page) => page.instance),
  }

  function load(id: string): Loose {
    const known = modules.get(id)
    if (known) return known.exports
    const source = payload.scripts[id]
    if (source === undefined) throw new Error(`module '${id}' is not defined`)
    const module = { exports: {} as Loose }
    modules.set(id, module)
    const path = id.replace(/\.js$/, '')
    const before = current
    if (payload.config[path]) current = path
    const require = (target: string) => {
      const found = resolvePath(id, target)
      return load(payload.scripts[found] === undefined ? `${found}.js` : found)
    }
    const names = ['module', 'exports', 'require', ...registrars, ...forbiddenGlobals]
    const run = new Function(...names, `${source}\n//# sourceURL=mini-program://${id}`)
    try {
      run.call(undefined, module, module.exports, require, ...registrars.map((name) => globals[name]))
    } catch (error) {
      noteError(context, `loading ${id}`, error)
      throw error
    } finally {
      current = before
    }
    return module.exports
  }
  return load
}

/** `options` of a component may set its style isolation, which the framework reads from JSON alone. */
function applyStyleOptions(context: Context, path: string, definition: Loose): void {
  const config = context.payload.config[path]
  if (!config || context.payload.pages.includes(path) || config.styleIsolation) return
  const { styleIsolation, addGlobalClass } = definition?.options ?? {}
  const isolation = styleIsolation ?? (addGlobalClass ? 'apply-shared' : undefined)
  if (isolation)
    context.framework.space.addComponentStaticConfig(path, { ...config, styleIsolation: isolation })
}
