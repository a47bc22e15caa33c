import { ask, Problem } from '@storeweave/kit'
import { onScopeDispose, ref, watch, type Ref } from 'vue'

const PROBE_MS = 5_000
const PATIENCE_MS = 6_000
const GATEWAY = [502, 503, 504]

/** True when the failure says that the server can't be reached, not that it refused. */
export const unreachable = (thrown: unknown): boolean =>
  thrown instanceof Problem &&
  // A gateway's own page has no code of ours; a code of ours means that the server did answer.
  (['kit.offline', 'kit.timeout'].includes(thrown.code) ||
    (thrown.code === 'kit.server' && GATEWAY.includes(thrown.status)))

/**
 * Whether the server can be reached. A cable to the router isn't the internet, so besides the browser's word every
 * failed call counts, and while down a small question goes out every few seconds until it is answered.
 */
export function useNetwork(
  probe: () => Promise<unknown> = () => ask('GET /api/me', { timeoutMs: PATIENCE_MS }),
) {
  const online = ref(navigator.onLine)
  let timer: ReturnType<typeof setTimeout> | undefined
  let closed = false

  async function look(): Promise<void> {
    clearTimeout(timer)
    try {
      if (!navigator.onLine) throw new Problem({ status: 0, code: 'kit.offline' })
      await probe()
      online.value = true
    } catch (thrown) {
      online.value = !unreachable(thrown)
    }
    if (!online.value && !closed) timer = setTimeout(look, PROBE_MS)
  }

  /** Tells what became of a call made elsewhere. */
  function heard(thrown?: unknown): void {
    if (thrown === undefined) online.value = true
    else if (unreachable(thrown)) {
      online.value = false
      clearTimeout(timer)
      timer = setTimeout(look, PROBE_MS)
    }
  }
  const lost = () => {
    online.value = false
    clearTimeout(timer)
    timer = setTimeout(look, PROBE_MS)
  }
  const back = () => void look()
  addEventListener('online', back)
  addEventListener('offline', lost)
  onScopeDispose(() => {
    closed = true
    clearTimeout(timer)
    removeEventListener('online', back)
    removeEventListener('offline', lost)
  })
  void look()
  return {
    online: online as Readonly<Ref<boolean>>,
    heard,
    onBack: (work: () => void) => watch(online, (now) => now && work()),
  }
}
export type Network = ReturnType<typeof useNetwork>
