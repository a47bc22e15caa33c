import * as ge from 'glass-easel'
import { MiniProgramEnv, component as adapterComponent } from 'glass-easel-miniprogram-adapter'
import { tapped } from './builtins/define.ts'
import { defineBuiltins } from './builtins/index.ts'
import { noteError, type Context, type Framework, type GeNode, type Loose } from './types.ts'

const elementOf = (node: Loose): HTMLElement | null => node?.$$ ?? node?._$?.getBackendElement?.() ?? null

/** The part of WXS's ComponentDescriptor that drawing code uses. */
const descriptor: Record<string, (this: Loose, ...args: Loose[]) => unknown> = {
  getState() {
    if (!this.wxsState) Object.defineProperty(this, 'wxsState', { value: {} })
    return this.wxsState
  },
  callMethod(name, args) {
    return this[name]?.(args)
  },
  getDataset() {
    return this.dataset
  },
  setStyle(style) {
    Object.assign(elementOf(this)?.style ?? {}, typeof style === 'string' ? { cssText: style } : style)
    return this
  },
  addClass(name) {
    elementOf(this)?.classList.add(name)
    return this
  },
  removeClass(name) {
    elementOf(this)?.classList.remove(name)
    return this
  },
  hasClass(name) {
    return elementOf(this)?.classList.contains(name) ?? false
  },
  requestAnimationFrame(run) {
    requestAnimationFrame(() => run())
  },
  getBoundingClientRect() {
    return elementOf(this)?.getBoundingClientRect()
  },
}

function addWxsDescriptor(): void {
  const prototypes = [adapterComponent.ComponentCaller, ge.NativeNode, ge.Component].map(
    (one) => one.prototype,
  )
  for (const prototype of prototypes) {
    for (const [name, value] of Object.entries(descriptor)) {
      if (!(name in prototype))
        Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
    }
  }
}

const touchOf = (touch: Touch) => ({
  identifier: touch.identifier,
  pageX: touch.pageX,
  pageY: touch.pageY,
  clientX: touch.clientX,
  clientY: touch.clientY,
})

function describeTarget(node: Loose) {
  const owner = node?._$ ?? node
  const element = owner?.getBackendElement?.() ?? owner?.$$
  return {
    id: owner?.id ?? '',
    dataset: { ...owner?.dataset },
    offsetLeft: element?.offsetLeft ?? 0,
    offsetTop: element?.offsetTop ?? 0,
  }
}

/** Gives listeners what WeChat gives: own fields, and targets that are descriptions rather than nodes. */
function shapeEvents(): void {
  const prototype = ge.Event.prototype as Loose
  const wrap = prototype.wrapShadowedEvent
  prototype.wrapShadowedEvent = function (target: Loose, mark: Loose, current: Loose) {
    const event = wrap.call(this, target, mark, current)
    for (const key of ['type', 'timeStamp', 'detail', 'touches', 'changedTouches']) {
      if (this[key] !== undefined) event[key] = this[key]
    }
    event.target = describeTarget(target)
    event.currentTarget = describeTarget(current)
    event.mark = mark || {}
    keepStopping(event)
    return event
  }
}

/** uni-app puts its own empty methods on the event it is given; `catchtap` must still stop the real one. */
function keepStopping(event: Loose): void {
  for (const name of ['stopPropagation', 'preventDefault']) {
    const method = event[name]
    Object.defineProperty(event, name, { configurable: true, get: () => method, set: () => undefined })
  }
}

function isInsideDisabled(node: GeNode | null | undefined): boolean {
  for (let one = node; one; one = one.getComposedParent?.()) {
    if (one.is === 'button' && one.data?.disabled) return true
  }
  return false
}

/** What WeChat takes from the finger; other events of HTML elements (submit, change ...) are not the app's. */
const pointerEvents = new Set([
  'tap',
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
])

function routeEvents(backendContext: Loose): void {
  backendContext.onEvent((target: GeNode, type: string, detail: unknown, options: Loose) => {
    if (!pointerEvents.has(type)) return 0
    // A disabled button does not tell its listeners of a tap.
    if (type === 'tap' && isInsideDisabled(target)) return 0
    if (type === 'tap') tapped.target = target
    const event = new ge.Event(type, detail, options) as Loose
    const original = options.originalEvent
    if (original?.changedTouches) {
      event.touches = [...original.touches].map(touchOf)
      event.changedTouches = [...original.changedTouches].map(touchOf)
    }
    ge.Event.dispatchEvent(target as Loose, event)
    return event.defaultPrevented?.() ? 2 : 0
  })
}

function addSources(context: Context, space: Loose): void {
  const { payload } = context
  const groups = new Function(`return ${payload.templates}`)()
  for (const { path, css } of payload.styles) {
    const style = document.createElement('style')
    style.dataset.sheet = path
    style.textContent = css
    document.head.append(style)
  }
  for (const path of payload.order) {
    const config = payload.config[path]
    // A page sees app.wxss and its own sheet, which is what the framework calls apply-shared.
    const isPage = payload.pages.includes(path)
    space.addComponentStaticConfig(path, isPage ? { ...config, styleIsolation: 'apply-shared' } : config)
    space.addStyleSheet(path, undefined, payload.scopes[path])
    // `view` and `text` are plain elements here; their `bindtap="{{name}}"` is a listener all the same.
    const template = { groupList: groups, content: groups[path], fallbackListenerOnNativeNode: true }
    if (groups[path]) space.addCompiledTemplate(path, template)
  }
}

function catchErrors(context: Context): void {
  ge.globalOptions.throwGlobalError = false
  const hooks = ge as Loose
  hooks.addGlobalErrorListener((error: unknown) => {
    noteError(context, 'component', error)
    return false
  })
  hooks.addGlobalWarningListener((message: unknown) => {
    context.warnings.push(String(message))
    return false
  })
  window.addEventListener('unhandledrejection', (event) =>
    noteError(context, 'unhandled promise', event.reason),
  )
  window.addEventListener('error', (event) => noteError(context, 'script', event.error ?? event.message))
}

/**
 * Runs `ready` of components after they are attached, children first: the framework leaves it to its user. Hosts
 * are marked on the way, for `:host` in their styles. Gives what runs those that wait.
 */
function followComponents(context: Context, space: Loose, components: Loose): () => void {
  const waiting: GeNode[] = []
  const makeReady = () => {
    for (const node of waiting.splice(0).reverse()) (node as Loose).triggerLifetime('ready', [])
  }
  space.setOverallBehavior(
    components.defineBehavior({
      lifetimes: {
        attached(this: Loose) {
          const node = this._$ ?? this
          const scope = context.payload.scopes[node.is]
          if (scope) elementOf(node)?.setAttribute?.(`data-host-${scope}`, '')
          if (waiting.push(node) === 1) queueMicrotask(makeReady)
        },
      },
    }),
  )
  return makeReady
}

/** Starts WeChat's component framework with the built-ins, templates and styles of the build. */
export function createFramework(context: Context): Framework {
  addWxsDescriptor()
  shapeEvents()
  catchErrors(context)
  const env = new MiniProgramEnv()
  const globalComponents = env.getGlobalCodeSpace().getComponentSpace() as Loose
  // The shared scope has an empty name, which would let app.wxss into every isolated component.
  const scopes = globalComponents.styleScopeManager
  const register = scopes.register.bind(scopes)
  scopes.register = (name: string) => register(name || 'app')
  const builtins = defineBuiltins(context, globalComponents)
  const space = env.createCodeSpace('app', true) as Loose
  const components = space.getComponentSpace()
  const prepare = space.prepareComponentOptions.bind(space)
  space.prepareComponentOptions = (...args: unknown[]) => {
    const result = prepare(...args)
    // Ids stay as written: the app finds nodes by them.
    result[0].idPrefixGenerator = null
    return result
  }
  // uni-app keeps template handlers on the instance, not in the definition.
  components.updateComponentOptions({ useMethodCallerListeners: true, writeIdToDOM: true })
  for (const [name, definition] of Object.entries(builtins))
    components.setGlobalUsingComponent(name, definition)
  const makeReady = followComponents(context, space, components)
  const backendContext = new ge.CurrentWindowBackendContext()
  const backend = env.associateBackend(backendContext)
  routeEvents(backendContext)
  addSources(context, space)
  return { space, backend, makeReady }
}
