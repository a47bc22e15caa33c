import type { BoardCard } from '@storeweave/contract'
import { asProblem, timeZone, toastProblem, uuidv7, type LiveEvent, type Problem } from '@storeweave/kit'
import {
  computed,
  ref,
  shallowRef,
  triggerRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import { boardApi, type BoardApi, type HandedOver, type Move } from './board.api'
import { dayStart } from './clock'

/** What the board listens to; each is only a hint to read again. */
export const TOPICS = [
  'selling.order_paid',
  'selling.order_cancelled',
  'fulfilment.moved',
  'fulfilment.verified',
] as const

export interface BoardState {
  preparing: ComputedRef<BoardCard[]>
  ready: ComputedRef<BoardCard[]>
  /** What was handed over today, newest first. */
  done: ShallowRef<HandedOver[]>
  /** Ids of orders that came in while the board was open and nobody has touched yet. */
  fresh: Ref<ReadonlySet<string>>
  loading: Ref<boolean>
  problem: ShallowRef<Problem | undefined>
  cardOf: (id: string) => BoardCard | undefined
  reload: () => Promise<void>
  /** A live hint: reads again when it is about this store. */
  hear: (event: Pick<LiveEvent, 'data'>) => void
  /** Moves a card at once and puts it back when the server refuses; true when it was accepted. */
  move: (card: BoardCard, move: 'ready' | 'unready') => Promise<boolean>
  /** Takes a card over as the server knows it after a change made elsewhere on this device. */
  take: (card: BoardCard) => void
  seen: (id: string) => void
}

const LEADS_TO = { ready: 'ready', unready: 'preparing' } as const satisfies Partial<
  Record<Move, BoardCard['state']>
>

/**
 * The live board of one store. `arrived` hears how many orders came in since the last look. While a move is under
 * way its result is shown already; an answer of the server that is older than a move never undoes it on screen.
 */
export function useBoard(
  storeId: () => string | undefined,
  arrived: (count: number) => void,
  api: BoardApi = boardApi,
): BoardState {
  const cards = shallowRef(new Map<string, BoardCard>())
  const going = shallowRef(new Map<string, BoardCard['state']>())
  const done = shallowRef<HandedOver[]>([])
  const fresh = ref<ReadonlySet<string>>(new Set())
  const loading = ref(true)
  const problem = shallowRef<Problem>()
  /** Cards the server answered with after a move, and which reading they are newer than. */
  const moved = new Map<string, { card: BoardCard; reading: number }>()
  const known = new Set<string>()
  let reading = 0
  let first = true
  let running: Promise<void> | undefined
  let again = false

  const inState = (state: BoardCard['state']) =>
    computed(() =>
      [...cards.value.values()].filter((card) => (going.value.get(card.id) ?? card.state) === state),
    )

  function greet(waiting: readonly BoardCard[]): void {
    const news = waiting.filter((card) => card.state === 'preparing' && !known.has(card.id))
    for (const card of waiting) known.add(card.id)
    if (!first && news.length) {
      fresh.value = new Set([...fresh.value, ...news.map((card) => card.id)])
      arrived(news.length)
    }
    first = false
  }

  async function read(): Promise<void> {
    const store = storeId()
    if (!store) return
    const mine = ++reading
    try {
      const [waiting, over] = await Promise.all([
        api.waiting(store),
        api.done(store, dayStart(timeZone.value)),
      ])
      if (store !== storeId()) return
      const next = new Map(waiting.map((card) => [card.id, card]))
      for (const [id, late] of moved) {
        if (late.reading < mine) moved.delete(id)
        else next.set(id, late.card)
      }
      cards.value = next
      done.value = over
      problem.value = undefined
      greet(waiting)
    } catch (thrown) {
      if (store === storeId()) problem.value = asProblem(thrown)
    }
    loading.value = false
  }

  /** Reads again; hints that come meanwhile make one further reading, however many they are. */
  function reload(): Promise<void> {
    if (running) {
      again = true
      return running
    }
    running = (async () => {
      do {
        again = false
        await read()
      } while (again)
    })().finally(() => (running = undefined))
    return running
  }

  function hear({ data }: Pick<LiveEvent, 'data'>): void {
    const about = (data as { storeId?: string | null } | undefined)?.storeId
    if (!about || about === storeId()) void reload()
  }

  function take(card: BoardCard): void {
    moved.set(card.id, { card, reading })
    cards.value.set(card.id, card)
    triggerRef(cards)
  }

  const show = (id: string, state?: BoardCard['state']) => {
    if (state) going.value.set(id, state)
    else going.value.delete(id)
    triggerRef(going)
  }

  async function move(card: BoardCard, how: 'ready' | 'unready'): Promise<boolean> {
    if (going.value.has(card.id)) return false
    show(card.id, LEADS_TO[how])
    seen(card.id)
    try {
      take(await api.move(card.id, how, '', uuidv7()))
      return true
    } catch (thrown) {
      toastProblem(thrown)
      void reload() // somebody else may have been quicker
      return false
    } finally {
      show(card.id)
    }
  }

  function seen(id: string): void {
    if (!fresh.value.has(id)) return
    fresh.value = new Set([...fresh.value].filter((one) => one !== id))
  }

  watch(
    storeId,
    () => {
      cards.value = new Map()
      done.value = []
      fresh.value = new Set()
      known.clear()
      moved.clear()
      first = loading.value = true
      void reload()
    },
    { immediate: true },
  )

  return {
    preparing: inState('preparing'),
    ready: inState('ready'),
    done,
    fresh,
    loading,
    problem,
    cardOf: (id) => cards.value.get(id),
    reload,
    hear,
    move,
    take,
    seen,
  }
}
