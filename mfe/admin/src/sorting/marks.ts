import type { ProductMarks } from '@storeweave/contract'

export interface TagLine {
  tagId: string
  /** As a date field of the browser has it, in its own time zone; empty: from now on, or for good. */
  from: string
  until: string
}

const two = (n: number) => String(n).padStart(2, '0')
/** An instant as a date field of the browser has it. */
export function fieldOf(iso: string | null): string {
  if (!iso) return ''
  const at = new Date(iso)
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}
/** Tags as the form shows them. */
export const linesOf = (marks: ProductMarks): TagLine[] =>
  marks.tags.map(({ tagId, from, until }) => ({ tagId, from: fieldOf(from), until: fieldOf(until) }))

/** Tags as they are sent; what has no beginning begins now. A time that wasn't touched keeps its seconds. */
export function tagsIn(lines: readonly TagLine[], read: ProductMarks, now: Date): ProductMarks['tags'] {
  const before = new Map(read.tags.map((tag) => [tag.tagId, tag]))
  const isoOf = (field: string, was: string | null | undefined) =>
    was && fieldOf(was) === field ? was : new Date(field).toISOString()
  return lines
    .filter(({ tagId }) => tagId)
    .map(({ tagId, from, until }) => ({
      tagId,
      from: from ? isoOf(from, before.get(tagId)?.from) : now.toISOString(),
      until: until ? isoOf(until, before.get(tagId)?.until) : null,
    }))
}
