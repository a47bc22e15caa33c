/** What kind of client this is, and where its API lives. The one place with `#ifdef` is this folder. */

let mini = false
// #ifdef MP-WEIXIN
mini = true
// #endif

/** True in the WeChat mini program. */
export const isMiniProgram = mini

/** Origin before `/api` and `/media`: empty on H5, which is served by the API's own origin. */
export function apiOrigin(): string {
  // #ifdef MP-WEIXIN
  return import.meta.env.VITE_API_ORIGIN || 'http://localhost:5800'
  // #endif
  // #ifndef MP-WEIXIN
  return ''
  // #endif
}

/** Origin of pictures. H5 needs it too: uni puts its own base before a path without one. */
export function mediaOrigin(): string {
  let origin = apiOrigin()
  // #ifdef H5
  origin = location.origin
  // #endif
  return origin
}

/** What tells the API whose shop this is where the host name doesn't. */
export function clientHeaders(): Record<string, string> {
  // #ifdef MP-WEIXIN
  return { 'X-Storeweave-App-Id': uni.getAccountInfoSync().miniProgram.appId }
  // #endif
  // #ifndef MP-WEIXIN
  return {}
  // #endif
}

/** True on a wide screen with the page header of the PC mall. */
export function isWide(): boolean {
  let wide = false
  // #ifdef H5
  wide = window.matchMedia('(min-width: 1024px)').matches
  // #endif
  return wide
}

/** The sales channel an order from here belongs to. */
export const channel = (): 'mini_program' | 'h5' | 'pc' => (mini ? 'mini_program' : isWide() ? 'pc' : 'h5')

/** The address of a page of this shop for somebody else's return link (H5 only). */
export function pageUrl(path: string): string {
  let url = path
  // #ifdef H5
  url = `${location.origin}/h5${path}`
  // #endif
  return url
}

/** The height the system's status bar and WeChat's capsule take at the top, in px. */
export function topInsets(): { status: number; capsule: number } {
  let insets = { status: 0, capsule: 0 }
  // #ifdef MP-WEIXIN
  const capsule = uni.getMenuButtonBoundingClientRect()
  const { windowWidth, statusBarHeight = 0 } = uni.getWindowInfo()
  insets = { status: statusBarHeight, capsule: capsule?.left ? windowWidth - capsule.left : 0 }
  // #endif
  return insets
}

/** Calls when the person comes back to this window or app. Gives back what ends it. */
export function onReturn(listen: () => void): () => void {
  let end = () => undefined as void
  // #ifdef H5
  const seen = () => document.visibilityState === 'visible' && listen()
  window.addEventListener('focus', listen)
  document.addEventListener('visibilitychange', seen)
  end = () => {
    window.removeEventListener('focus', listen)
    document.removeEventListener('visibilitychange', seen)
  }
  // #endif
  return end
}

/** Lights the screen fully for a code to be read from it, or gives it back. */
export function brighten(on: boolean): void {
  // #ifdef MP-WEIXIN
  uni.setKeepScreenOn({ keepScreenOn: on })
  uni.setScreenBrightness({ value: on ? 1 : -1 })
  // #endif
  void on
}

/** Tells the page's language to the browser and its screen readers. */
export function declareLanguage(language: string): void {
  // #ifdef H5
  document.documentElement.lang = language
  // #endif
  void language
}
