import type { RemoteInfo } from './registry'

/** Registers the service worker and has it keep the remotes that must open without a network. */
export async function keepOffline(remotes: readonly RemoteInfo[]): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  try {
    await navigator.serviceWorker.register('/sw.js', { scope: '/', updateViaCache: 'none' })
    const { active } = await navigator.serviceWorker.ready
    for (const remote of remotes.filter(({ offline }) => offline)) {
      const channel = new MessageChannel()
      channel.port1.onmessage = ({ data }: MessageEvent<{ files?: number; error?: string }>) => {
        document.documentElement.dataset[`offline${remote.name}`] = data.error ? 'failed' : 'ready'
        if (data.error) console.warn(`offline copy of ${remote.name}: ${data.error}`)
      }
      const manifest = new URL(remote.entry, location.href).href
      active?.postMessage({ type: 'keep-remote', manifest }, [channel.port2])
    }
  } catch (error) {
    console.warn('no offline copy', error) // private windows refuse workers; everything else still works
  }
}
