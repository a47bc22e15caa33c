import { setTabBadge, setTitle } from '../frame.ts'
import { hideToast, showActions, showDialog, showToast } from '../overlays.ts'
import { topPage, type Context, type Loose } from '../types.ts'
import { later } from './call.ts'

function scrollPage(context: Context, { scrollTop, selector, offsetTop = 0 }: Loose): void {
  const { scroller } = topPage(context)
  const target = selector ? scroller.querySelector(selector) : null
  const base = scroller.getBoundingClientRect().top - scroller.scrollTop
  scroller.scrollTop = target ? target.getBoundingClientRect().top - base + offsetTop : Number(scrollTop)
}

/** What WeChat draws over the page. Dialogs and sheets wait for the test to press a button. */
export function interfaceApis(context: Context): Record<string, unknown> {
  const on = (api: string, answer: (args: Loose) => unknown) => [api, later(context, api, answer)] as const
  const done = () => ({})
  let toastTimer: ReturnType<typeof setTimeout> | undefined
  return Object.fromEntries([
    on('showToast', ({ title, icon = 'success', duration = 1500 }) => {
      showToast(title, icon)
      clearTimeout(toastTimer)
      toastTimer = setTimeout(hideToast, duration)
    }),
    on('hideToast', hideToast),
    on('showLoading', ({ title }) => {
      clearTimeout(toastTimer)
      showToast(title ?? '', 'loading')
    }),
    on('hideLoading', hideToast),
    on('showModal', showDialog),
    on('showActionSheet', ({ itemList }) => showActions(itemList)),
    on('setNavigationBarTitle', ({ title }) => setTitle(topPage(context), title)),
    on('setNavigationBarColor', ({ frontColor, backgroundColor }) => {
      const nav = topPage(context).view.querySelector<HTMLElement>('.mp-nav')
      if (nav) Object.assign(nav.style, { color: frontColor, background: backgroundColor })
    }),
    on('showNavigationBarLoading', done),
    on('hideNavigationBarLoading', done),
    on('setTabBarBadge', ({ index, text }) => setTabBadge(index, text)),
    on('removeTabBarBadge', ({ index }) => setTabBadge(index, '')),
    on('showTabBarRedDot', ({ index }) => setTabBadge(index, '•')),
    on('hideTabBarRedDot', ({ index }) => setTabBadge(index, '')),
    on('setTabBarItem', ({ index, text }) => {
      for (const bar of document.querySelectorAll('.mp-tabs')) {
        const label = bar.children[index]?.querySelector('span')
        if (label && text) label.textContent = text
      }
    }),
    on('setTabBarStyle', done),
    on('hideTabBar', () => void document.body.classList.add('no-tabs')),
    on('showTabBar', () => void document.body.classList.remove('no-tabs')),
    on('pageScrollTo', (options) => scrollPage(context, options)),
    on('startPullDownRefresh', () => topPage(context).instance.onPullDownRefresh?.()),
    on('stopPullDownRefresh', done),
    on('setBackgroundColor', done),
    on('setBackgroundTextStyle', done),
    on('showShareMenu', done),
    on('hideShareMenu', done),
    on('updateShareMenu', done),
    on('previewImage', done),
    on('hideKeyboard', () => (document.activeElement as HTMLElement | null)?.blur()),
    on('loadFontFace', () => ({ status: 'loaded' })),
    on('setKeepScreenOn', done),
  ])
}
