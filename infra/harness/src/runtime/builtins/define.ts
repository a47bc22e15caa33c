import type { BuiltinInstance, GeNode, Loose } from '../types.ts'

/** A built-in component: its properties and what it does. */
export interface BuiltinDefinition {
  properties?: Record<string, unknown>
  methods?: Record<string, (this: BuiltinInstance, ...args: Loose[]) => void>
  /** Whether a tap on the host calls `press`. */
  isPressed?: boolean
  lifetimes?: Record<string, (this: BuiltinInstance) => void>
  observers?: Record<string, (this: BuiltinInstance, ...args: Loose[]) => void>
}

export const text = { type: String, value: '' }
export const flag = { type: Boolean, value: false }
export const any = null
export const number = (value = 0) => ({ type: Number, value })

/** The DOM element of a component's host. */
export function elementOf(instance: BuiltinInstance): HTMLElement {
  return instance.$$ ?? instance._$?.getBackendElement?.()
}

/** The nearest component above with this name, or undefined. */
export function findAbove(instance: BuiltinInstance, name: string): GeNode | undefined {
  let node: GeNode | null | undefined = instance._$ ?? (instance as unknown as GeNode)
  while ((node = node.getComposedParent?.())) if (node.is === name) return node
  return undefined
}

/** Every component below that passes the test, in the order of the page. */
export function findBelow(start: GeNode, test: (node: GeNode) => boolean): GeNode[] {
  const found: GeNode[] = []
  const walk = (node: GeNode) =>
    node.forEachComposedChild?.((child) => {
      if (test(child)) found.push(child)
      walk(child)
    })
  walk(start)
  return found
}

/** The framework's node of a built-in instance. */
export function nodeOf(instance: BuiltinInstance): GeNode {
  return instance._$ ?? (instance as unknown as GeNode)
}

/** The node of the tap being dispatched, for components that ask where it began. */
export const tapped: { target: GeNode | null } = { target: null }
