import { inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import type { BoardState } from '../board/useBoard'
import type { Bell } from '../board/use-bell'
import type { VerifyState } from '../verify/useVerify'

/** What all pages of the console work with, and what goes on while the person looks at another page. */
export interface ConsoleContext {
  storeId: ComputedRef<string>
  storeName: ComputedRef<string>
  board: BoardState
  bell: Bell
  connected: ComputedRef<boolean>
  verify: VerifyState
  mayVerify: ComputedRef<boolean>
  openVerify: () => void
  /** Takes scans of goods while a page that wants them is open; gives the way to stop. */
  onGoods: (heard: (code: string) => void) => () => void
}

const KEY: InjectionKey<ConsoleContext> = Symbol('console')

export const provideConsole = (context: ConsoleContext): void => provide(KEY, context)

/** The console around this page; throws outside of one. */
export function useConsole(): ConsoleContext {
  const context = inject(KEY)
  if (!context) throw new Error('no console around this page')
  return context
}
