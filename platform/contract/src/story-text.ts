import type { StoryBlock, ShownBlock } from './story.js'

/** Blocks and characters a story may have in one language. */
export const STORY_BLOCKS_MAX = 80
export const STORY_CHARACTERS_MAX = 20_000

const textsOf = (block: StoryBlock | ShownBlock): string[] => {
  if (block.kind === 'heading') return [block.text]
  if (block.kind === 'text') return [block.runs.map((run) => run.text).join('')]
  if (block.kind === 'list') return block.items.map((item) => item.map((run) => run.text).join(''))
  return block.kind === 'table' ? block.rows.map((row) => row.filter(Boolean).join(' ')) : [block.caption]
}
/** The words of a story, a line for each heading, paragraph, item, row and caption. */
export const plainLines = (story: readonly (StoryBlock | ShownBlock)[]): string[] =>
  story.flatMap(textsOf).filter(Boolean)
