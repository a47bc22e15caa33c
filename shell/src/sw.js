/*
 * Keeps the shell and the offline remotes (the till) usable without a network. Knows remotes only through their
 * mf-manifest.json. Data of the API is never kept here, except who the tenant is; apps keep their own in IndexedDB.
 */
const SHELL = 'shell-__VERSION__'
const REMOTES = 'remotes-1'
const TENANT = 'tenant-1'
const FILES = JSON.parse('__FILES__')
const IDENTITY = ['/api/tenant', '/manifest.webmanifest']

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))

async function install() {
  const cache = await caches.open(SHELL)
  await cache.addAll(FILES.map((path) => new Request(path, { cache: 'reload' })))
  await self.skipWaiting()
}

async function activate() {
  for (const name of await caches.keys()) {
    if (![SHELL, REMOTES, TENANT].includes(name)) await caches.delete(name)
  }
  await self.clients.claim()
}

// A request is aborted, not merely left alone: a hanging one keeps the browser's lock on that address.
const within = (request, ms) =>
  request.mode === 'navigate'
    ? fetch(request.url, { signal: AbortSignal.timeout(ms), credentials: 'same-origin', redirect: 'manual' })
    : fetch(request, { signal: AbortSignal.timeout(ms) })

/** All files of a remote; its manifest last, so that only a complete set is ever found. */
async function keepRemote(manifestUrl, extra = []) {
  const base = new URL('.', new URL(manifestUrl, location.href))
  if (base.origin !== location.origin) throw new Error('foreign origin')
  const cache = await caches.open(REMOTES)
  const answer = await fetch(manifestUrl, { cache: 'no-cache', signal: AbortSignal.timeout(8_000) })
  if (!answer.ok) throw new Error(`manifest ${answer.status}`)
  const manifest = await answer.clone().json()
  const entry = manifest.metaData.remoteEntry
  const files = new Set([entry.path + entry.name, ...extra])
  for (const exposed of manifest.exposes) {
    for (const kind of ['js', 'css']) {
      for (const when of ['sync', 'async']) exposed.assets[kind][when].forEach((file) => files.add(file))
    }
  }
  // Chunks of lazy pages and decoders the manifest does not list; a remote may name them in offline.json.
  const listed = await fetch(new URL('offline.json', base), {
    cache: 'no-cache',
    signal: AbortSignal.timeout(8_000),
  })
  if (listed.ok) for (const file of await listed.json()) files.add(file)
  const urls = [...files].map((file) => new URL(file, base).href)
  await Promise.all(urls.map((url) => keepFile(cache, url)))
  await cache.put(manifestUrl, answer)
  await forgetOld(cache, base.href, new Set([...urls, new URL(manifestUrl, location.href).href]))
  return urls.length + 1
}

async function keepFile(cache, url) {
  if (!url.endsWith('remoteEntry.js') && (await cache.match(url))) return
  const answer = await fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(30_000) })
  if (!answer.ok) throw new Error(`${url} ${answer.status}`)
  await cache.put(url, answer)
}

async function forgetOld(cache, base, wanted) {
  for (const request of await cache.keys()) {
    if (request.url.startsWith(base) && !wanted.has(request.url)) await cache.delete(request)
  }
}

self.addEventListener('message', (event) => {
  if (event.data?.type !== 'keep-remote') return
  const work = Promise.all([
    keepRemote(event.data.manifest, event.data.extra),
    caches.open(TENANT).then((cache) => cache.add('/api/tenant')),
  ])
  event.waitUntil(
    work.then(
      ([files]) => event.ports[0]?.postMessage({ files }),
      (error) => event.ports[0]?.postMessage({ error: String(error) }),
    ),
  )
})

async function networkFirst(request, name, key = request, ms = 4_000) {
  const cache = await caches.open(name)
  try {
    const answer = await within(request, ms)
    if (answer.status >= 500) throw new Error(String(answer.status))
    if (answer.ok && name === TENANT) await cache.put(key, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(key, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

async function keptFirst(request, name) {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok && name) await (await caches.open(name)).put(request, answer.clone())
  return answer
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (url.pathname.startsWith('/h5') || url.pathname.startsWith('/api/docs')) return
  if (request.mode === 'navigate') return event.respondWith(networkFirst(request, SHELL, '/'))
  if (IDENTITY.includes(url.pathname)) return event.respondWith(networkFirst(request, TENANT, url.pathname))
  if (url.pathname.startsWith('/api/')) return
  if (/^\/mfe\/[^/]+\/(mf-manifest\.json|remoteEntry\.js)$/.test(url.pathname))
    return event.respondWith(networkFirst(request, REMOTES, url.origin + url.pathname))
  if (url.pathname.startsWith('/mfe/')) return event.respondWith(keptFirst(request))
  if (url.pathname.startsWith('/static/')) return event.respondWith(keptFirst(request, SHELL))
})
