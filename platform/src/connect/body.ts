import type { HappenedEvent } from '../kernel/events.js'

/** What a receiver reads: the same text with every try. */
export const bodyOf = (
  { id, name, at }: Omit<HappenedEvent, 'name'> & { name: string },
  version: number,
  data: object,
): string => JSON.stringify({ id, type: name, version, timestamp: at, data })
