/** The key of a new invitation: 256 random bits, made here and known to who holds the link alone. */
export function newLinkKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
/** Where an invitation is followed. */
export const linkOf = (key: string): string => `${location.origin}/join#${key}`
