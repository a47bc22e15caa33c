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
