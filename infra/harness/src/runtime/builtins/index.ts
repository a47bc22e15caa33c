import type { BuiltinInstance, Context, Loose } from '../types.ts'
import { choiceBuiltins } from './choices.ts'
import { buttonBuiltins } from './buttons.ts'
import { nodeOf, type BuiltinDefinition } from './define.ts'
import { formBuiltins } from './form.ts'
import { mediaBuiltins } from './media.ts'
import { pickerBuiltins } from './pickers.ts'
import { scrollBuiltins } from './scrolling.ts'
import { textInputBuiltins } from './text-inputs.ts'

/** Registers WeChat's own components and gives them by tag. `view` and `text` are plain elements. */
export function defineBuiltins(context: Context, space: Loose): Record<string, unknown> {
  const templates = new Function(`return ${context.payload.builtinTemplates}`)()
  const definitions: Record<string, BuiltinDefinition> = {
    ...buttonBuiltins(context),
    ...choiceBuiltins(),
    ...textInputBuiltins(),
    ...pickerBuiltins(),
    ...formBuiltins(),
    ...scrollBuiltins(),
    ...mediaBuiltins(context),
  }
  const registered: Record<string, unknown> = {}
  for (const [name, definition] of Object.entries(definitions)) {
    const { properties = {}, methods = {}, observers = {} } = definition
    registered[name] = space
      .define(name)
      .options({ writeIdToDOM: true })
      .template({ groupList: templates, content: templates[name] })
      .definition({ properties, methods, lifetimes: withPress(definition), observers })
      .registerComponent()
  }
  return registered
}

/** Listens on the host itself, so that no wrapper comes between a component and its content. */
function withPress({ lifetimes = {}, isPressed }: BuiltinDefinition): BuiltinDefinition['lifetimes'] {
  if (!isPressed) return lifetimes
  return {
    ...lifetimes,
    attached(this: BuiltinInstance) {
      lifetimes.attached?.call(this)
      const node = nodeOf(this) as Loose
      node.addListener('tap', () => node.getMethodCaller().press())
    },
  }
}
