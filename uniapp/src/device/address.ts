/** Shows the address of what is on the page now, without going anywhere: to be copied, sent and loaded again (H5 only). */
export function showAddress(path: string): void {
  // #ifdef H5
  history.replaceState(history.state, '', `/h5${path}`)
  // #endif
  void path
}
