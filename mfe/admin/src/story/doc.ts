import type { StoryBlock, StoryMark, StoryRun, ShownBlock } from '@storeweave/contract'
import type { JSONContent } from '@tiptap/core'

/** Between a story's blocks and the document of the editor. What the editor knows and a story doesn't becomes plain text. */

const MARKS: readonly StoryMark[] = ['bold', 'italic', 'underline', 'strike']
const isMark = (name: string): name is StoryMark => (MARKS as readonly string[]).includes(name)

const textOf = ({ text, marks, link }: StoryRun): JSONContent => ({
  type: 'text',
  text,
  marks: [...marks.map((type) => ({ type })), ...(link ? [{ type: 'link', attrs: { href: link } }] : [])],
})
const paragraphOf = (runs: readonly StoryRun[]): JSONContent => ({
  type: 'paragraph',
  content: runs.map(textOf),
})
const plainOf = (text: string): JSONContent[] => (text ? [{ type: 'text', text }] : [])

function nodeOf(block: ShownBlock): JSONContent {
  switch (block.kind) {
    case 'heading':
      return { type: 'heading', attrs: { level: 2 }, content: plainOf(block.text) }
    case 'text':
      return paragraphOf(block.runs)
    case 'list':
      return {
        type: block.ordered ? 'orderedList' : 'bulletList',
        content: block.items.map((runs) => ({ type: 'listItem', content: [paragraphOf(runs)] })),
      }
    case 'table':
      return {
        type: 'table',
        content: block.rows.map((cells, n) => ({
          type: 'tableRow',
          content: cells.map((cell) => ({
            type: block.head && n === 0 ? 'tableHeader' : 'tableCell',
            content: [{ type: 'paragraph', content: plainOf(cell) }],
          })),
        })),
      }
    case 'picture':
      return { type: 'picture', attrs: { mediaId: block.picture.id, caption: block.caption } }
    case 'video':
      return { type: 'video', attrs: { mediaId: block.video.id, caption: block.caption } }
  }
}

/** A story as the editor shows it. */
export const docOf = (story: readonly ShownBlock[]): JSONContent => ({
  type: 'doc',
  content: story.length ? story.map(nodeOf) : [{ type: 'paragraph' }],
})

const runOf = ({ text = '', marks = [] }: JSONContent): StoryRun => {
  const href: unknown = marks.find(({ type }) => type === 'link')?.attrs?.['href']
  return {
    text,
    marks: marks.map(({ type }) => type).filter(isMark),
    link: typeof href === 'string' ? href : null,
  }
}
/** The lines of text below a node, parted where the editor breaks them. */
function linesBelow(node: JSONContent): StoryRun[][] {
  const lines: StoryRun[][] = [[]]
  for (const child of node.content ?? []) {
    if (child.type === 'text') lines.at(-1)!.push(runOf(child))
    else if (child.type === 'hardBreak') lines.push([])
    else if (child.type !== 'bulletList' && child.type !== 'orderedList') lines.push(...linesBelow(child), [])
  }
  return lines.filter((line) => line.some(({ text }) => text.trim()))
}
const plain = (node: JSONContent): string =>
  linesBelow(node)
    .map((line) => line.map(({ text }) => text).join(''))
    .join(' ')
    .trim()

/** Items of a list from top to bottom; those of lists within are items like others. */
const itemsOf = (list: JSONContent): StoryRun[][] =>
  (list.content ?? []).flatMap((item) => {
    const within = (item.content ?? []).filter(({ type }) => /List$/.test(type ?? ''))
    const line = linesBelow(item).reduce<StoryRun[]>(
      (all, runs) => (all.length ? [...all, { text: ' ', marks: [], link: null }, ...runs] : runs),
      [],
    )
    return [...(line.length ? [line] : []), ...within.flatMap(itemsOf)]
  })

function tableOf(node: JSONContent): StoryBlock[] {
  const rows = (node.content ?? []).map((row) => (row.content ?? []).map(plain))
  const columns = Math.max(0, ...rows.map((row) => row.length))
  if (!columns || rows.every((row) => row.every((cell) => !cell))) return []
  return [
    {
      kind: 'table',
      head: (node.content?.[0]?.content ?? []).every(({ type }) => type === 'tableHeader'),
      rows: rows.map((row) => [...row, ...Array<string>(columns - row.length).fill('')]),
    },
  ]
}

function blocksIn(node: JSONContent): StoryBlock[] {
  const attrs = node.attrs ?? {}
  switch (node.type) {
    case 'heading': {
      const text = plain(node)
      return text ? [{ kind: 'heading', text }] : []
    }
    case 'bulletList':
    case 'orderedList': {
      const items = itemsOf(node)
      return items.length ? [{ kind: 'list', ordered: node.type === 'orderedList', items }] : []
    }
    case 'table':
      return tableOf(node)
    case 'picture':
    case 'video':
      return [
        {
          kind: node.type,
          mediaId: String(attrs['mediaId']),
          caption: String(attrs['caption'] ?? '').trim(),
        },
      ]
    default:
      return linesBelow(node).map((runs) => ({ kind: 'text', runs }))
  }
}

/** A document of the editor as a story; what is empty is left out. */
export const blocksOf = (doc: JSONContent): StoryBlock[] => (doc.content ?? []).flatMap(blocksIn)
