import { onScopeDispose, shallowReactive, shallowRef } from 'vue'
import type { IconName } from '../screen/icons'

export interface Command {
  id: string
  title: string
  /** Where it belongs, shown small. */
  group?: string
  icon?: IconName
  /** Further words by which it is found. */
  search?: string
  run: () => void
}
/** Finds things on the server while the person types (orders by number, goods by name). */
export type CommandSource = (text: string, signal: AbortSignal) => Promise<Command[]>

const providers = shallowReactive(new Set<() => readonly Command[]>())
const sources = shallowReactive(new Set<CommandSource>())
/** Whether the palette is on screen. */
export const paletteOpen = shallowRef(false)

/** Offers commands in Ctrl-K for the life of the component (or, outside of one, for good). */
export function useCommands(commands: () => readonly Command[]): void {
  providers.add(commands)
  onScopeDispose(() => providers.delete(commands), true)
}

/** Adds a search to Ctrl-K for the life of the component (or, outside of one, for good). */
export function useCommandSource(source: CommandSource): void {
  sources.add(source)
  onScopeDispose(() => sources.delete(source), true)
}

/** Commands that fit the typed words, best first: a title that begins with them, then one that has them. */
export function findCommands(text: string): Command[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const rank = (command: Command): number => {
    const title = command.title.toLowerCase()
    const all = `${title} ${command.group ?? ''} ${command.search ?? ''}`.toLowerCase()
    if (!words.every((word) => all.includes(word))) return -1
    return words.length === 0 ? 1 : title.startsWith(words[0]!) ? 3 : title.includes(words[0]!) ? 2 : 1
  }
  return [...providers]
    .flatMap((provide) => provide())
    .map((command) => ({ command, rank: rank(command) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => b.rank - a.rank)
    .map((one) => one.command)
}

/** Asks all sources; one that fails leaves the others' answers alone. */
export async function askSources(text: string, signal: AbortSignal): Promise<Command[]> {
  const answers = await Promise.allSettled([...sources].map((source) => source(text, signal)))
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}
