/** The network an address belongs to: an IPv6 subscriber has 2^64 addresses. */
export function networkOf(address: string): string {
  if (/^::ffff:\d+\./i.test(address)) return address.slice(7)
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter(Boolean)
  const last = (tail ?? '').split(':').filter(Boolean)
  const all =
    tail === undefined ? first : [...first, ...Array(8 - first.length - last.length).fill('0'), ...last]
  return all.slice(0, 4).join(':')
}
