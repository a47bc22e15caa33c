import type { ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime'

const PATIENCE_MS = 6_000

/** Only the page's own origin may give code; a remote elsewhere is refused before anything is fetched. */
export const allowed = (address: string): boolean =>
  new URL(address, location.href).origin === location.origin

/**
 * The federation runtime waits for ever and remembers a hanging fetch. This plugin bounds every wait and refuses
 * foreign origins for manifests, entries and chunks.
 */
export function guard(): ModuleFederationRuntimePlugin {
  const tries = new Map<string, number>()
  const check = (address: string) => {
    if (!allowed(address)) throw new Error(`origin of ${address} is not allowed`)
  }
  return {
    name: 'shell-guard',
    fetch(address, init) {
      check(String(address))
      return fetch(address, {
        ...init,
        cache: 'no-cache',
        credentials: 'same-origin',
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
    },
    createScript({ url, attrs }) {
      check(url)
      const tried = tries.get(url) ?? 0
      tries.set(url, tried + 1)
      const script = document.createElement('script')
      // A hung request keeps Chromium's lock on its address: the next try needs another one.
      script.src = tried ? `${url}${url.includes('?') ? '&' : '?'}retry=${tried}` : url
      script.async = true
      for (const [name, value] of Object.entries(attrs ?? {})) {
        if (name !== 'src') script.setAttribute(name, String(value))
      }
      return { script, timeout: PATIENCE_MS }
    },
    errorLoadRemote({ id, error }) {
      console.warn('remote', id, String((error as Error | undefined)?.message ?? error).slice(0, 120))
      return undefined
    },
  }
}
