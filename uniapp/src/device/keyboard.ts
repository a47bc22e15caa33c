/**
 * Lets Enter and Space press whatever has a `role` of a control, and names uni's inner inputs for screen readers.
 * A browser does neither for uni's elements; the mini program has no keyboard.
 */
export function listenToKeys(): void {
  // #ifdef H5
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement
    if (event.key !== 'Enter' && event.key !== ' ') return
    if (!/^(button|tab|link|checkbox|switch|radio|option)$/.test(target.getAttribute?.('role') ?? '')) return
    if (/^(A|BUTTON|INPUT)$/.test(target.tagName)) return
    event.preventDefault()
    target.click()
  })
  // #endif
}

/**
 * uni's pictures carry their words on the element around the real `<img>`: an empty `alt` tells screen readers that
 * there is nothing more to say.
 */
export function quietPictures(): void {
  // #ifdef H5
  const quiet = () =>
    document.querySelectorAll('img:not([alt])').forEach((image) => image.setAttribute('alt', ''))
  new MutationObserver(quiet).observe(document.body, { childList: true, subtree: true })
  // #endif
}

/**
 * uni draws the page's head and the tab bar itself, with plain boxes to click: here they become a button and links with
 * names, for keyboards and screen readers. `back` is the word for going back, asked again as languages change.
 */
export function nameFrame(back: () => string): void {
  // #ifdef H5
  const name = () => {
    document.querySelectorAll('.uni-page-head-btn').forEach((button) => {
      button.setAttribute('role', 'button')
      button.setAttribute('tabindex', '0')
      button.setAttribute('aria-label', back())
    })
    document.querySelectorAll('.uni-tabbar__item').forEach((tab) => {
      tab.setAttribute('role', 'link')
      tab.setAttribute('tabindex', '0')
    })
  }
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true, characterData: true })
  // #endif
  void back
}

/** Gives the real input inside a uni input its name, and what a browser may fill in. */
export function nameInput(holder: unknown, name: string, autocomplete = 'off'): void {
  // #ifdef H5
  const root = (holder as { $el?: HTMLElement } | null)?.$el ?? (holder as HTMLElement | null)
  const field = root?.querySelector?.('input,textarea')
  field?.setAttribute('aria-label', name)
  field?.setAttribute('autocomplete', autocomplete)
  // #endif
  void [holder, name, autocomplete]
}
