/** A path of our own to go on to; anything else (`//evil`, `https:`) leads home. */
export function safePath(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/'
}
