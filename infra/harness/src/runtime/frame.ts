import type { Context, OpenPage } from './types.ts'

const navHeight = 44
const tabHeight = 50

const make = (tag: string, className: string, text = '') => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** The settings of a page: those of app.json's window under its own. */
export function windowOf(context: Context, path: string) {
  return { ...context.payload.app.window, ...context.payload.config[path] }
}

/** Whether a page belongs to the tab bar. */
export function isTab(context: Context, path: string): boolean {
  return (context.payload.app.tabBar?.list ?? []).some((tab) => tab.pagePath === path)
}

/** Draws the navigation bar, the page's place and the tab bar for a page; gives its scrolling element. */
export function buildView(context: Context, path: string): { view: HTMLElement; scroller: HTMLElement } {
  const settings = windowOf(context, path)
  const isCustom = settings.navigationStyle === 'custom'
  const view = make('div', 'mp-view')
  const body = make('div', 'mp-body')
  const scroller = make('div', 'mp-page')
  scroller.dataset.page = path
  const top = isCustom ? 0 : navHeight
  const bottom = isTab(context, path) && !context.payload.app.tabBar?.custom ? tabHeight : 0
  body.style.top = `${top}px`
  body.style.bottom = `${bottom}px`
  view.style.setProperty('--mp-vh', `${(innerHeight - top - bottom) / 100}px`)
  if (!isCustom) view.append(buildNav(context, settings))
  body.append(scroller)
  view.append(body)
  if (bottom > 0) view.append(buildTabs(context, path))
  document.getElementById('mp-root')!.append(view)
  return { view, scroller }
}

function buildNav(context: Context, settings: ReturnType<typeof windowOf>): HTMLElement {
  const nav = make('div', 'mp-nav')
  nav.style.background = settings.navigationBarBackgroundColor ?? '#000'
  nav.style.color = settings.navigationBarTextStyle === 'black' ? '#000' : '#fff'
  if (context.stack.length > 0) {
    const back = make('button', 'mp-back', '‹')
    back.setAttribute('aria-label', '返回')
    back.addEventListener('click', () => context.wx.navigateBack({}))
    nav.append(back)
  }
  nav.append(make('span', 'mp-title', settings.navigationBarTitleText ?? ''))
  return nav
}

function buildTabs(context: Context, path: string): HTMLElement {
  const bar = context.payload.app.tabBar!
  const tabs = make('div', 'mp-tabs')
  tabs.style.background = bar.backgroundColor ?? '#fff'
  bar.list.forEach((tab, index) => {
    const isHere = tab.pagePath === path
    const button = make('button', 'mp-tab')
    button.style.color = (isHere ? bar.selectedColor : bar.color) ?? '#000'
    const icon = isHere ? (tab.selectedIconPath ?? tab.iconPath) : tab.iconPath
    if (icon) {
      const image = document.createElement('img')
      image.alt = ''
      image.src = context.asset(icon)
      button.append(image)
    }
    button.append(make('span', '', tab.text), make('i', 'mp-badge'))
    button.addEventListener('click', () => {
      const detail = { index, pagePath: tab.pagePath, text: tab.text }
      context.stack.at(-1)?.instance.onTabItemTap?.(detail)
      context.wx.switchTab({ url: `/${tab.pagePath}` })
    })
    tabs.append(button)
  })
  return tabs
}

/** Sets the title a page's navigation bar shows. */
export function setTitle(page: OpenPage, title: string): void {
  const place = page.view.querySelector('.mp-title')
  if (place) place.textContent = title
}

/** Shows (or with an empty text removes) a badge on the tab with this index, on every tab page. */
export function setTabBadge(index: number, text: string): void {
  for (const tabs of document.querySelectorAll('.mp-tabs')) {
    const badge = tabs.children[index]?.querySelector('.mp-badge')
    if (badge) badge.textContent = text
  }
}
